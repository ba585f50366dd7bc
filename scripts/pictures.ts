/**
 * `npm run pictures [FOLDER]`: draws every template as a community would see it, and at its worst, into a folder
 * (test-output/pictures), and says how long each took.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DrawingRoom } from '#src/pictures/drawing-room.ts';
import type { Picture } from '#src/pictures/picture.ts';
import { overlongPictures, samplePictures } from '#test/support/sample-pictures.ts';

const ROUNDS = 5;

const folder = process.argv[2] ?? 'test-output/pictures';
const drawingRoom = new DrawingRoom();

async function draw(picture: Picture): Promise<{ bytes: Uint8Array; ms: number }> {
  const before = performance.now();
  const bytes = await drawingRoom.make({ kind: 'picture', picture });
  return { bytes, ms: performance.now() - before };
}

mkdirSync(folder, { recursive: true });
const first = await draw(samplePictures.board);
console.log(`first picture, with the start of the thread: ${first.ms.toFixed(0)} ms\n`);
console.log(`${'file'.padEnd(34)}${'median ms'.padStart(10)}${'kB'.padStart(8)}`);
for (const [kind, pictures] of Object.entries({ sample: samplePictures, overlong: overlongPictures })) {
  for (const picture of Object.values(pictures)) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await draw(picture));
    const ms = rounds.map((one) => one.ms).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
    const { bytes } = rounds[0] as { bytes: Uint8Array };
    const file = join(folder, `${picture.template}-${kind}.png`);
    writeFileSync(file, bytes);
    console.log(
      `${file.slice(folder.length + 1).padEnd(34)}${ms.toFixed(0).padStart(10)}${(bytes.length / 1000).toFixed(0).padStart(8)}`,
    );
  }
}
console.log(`\nmemory of the process: ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`);
await drawingRoom.stop();
