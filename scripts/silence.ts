/**
 * Prints the false triggers in files of ordinary chat, one message a line: what the bot would have answered although
 * nobody spoke to it.
 *
 *   npm run -s silence -- chat.txt
 */
import { readFileSync } from 'node:fs';
import { flatten, readVocabularyFile } from '#src/understanding/lines.ts';
import { understand } from '#src/understanding/understand.ts';
import { readArguments } from './read-arguments.ts';

const USAGE = `npm run silence -- FILE... [--room residents|committee|grid-workers] [--vocabulary FILE]

  聊天记录文件里一行一条，列出小积会误答的 (which lines of chat the bot would wrongly answer)`;

const { values, positionals } = readArguments(USAGE, {
  vocabulary: {
    type: 'string',
    default: new URL('../test/understanding/vocabulary.yaml', import.meta.url).pathname,
  },
  room: { type: 'string', default: 'residents' },
});
const { vocabulary, now = new Date() } = readVocabularyFile(readFileSync(values.vocabulary, 'utf8'));
const roomPurpose = values.room as 'residents' | 'committee' | 'grid-workers';

let lines = 0;
let triggers = 0;
const started = performance.now();
for (const file of positionals) {
  let number = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    number++;
    if (line.trim() === '') continue;
    lines++;
    const result = understand(line, { now: now ?? new Date(), addressed: false, roomPurpose, vocabulary });
    if (result.kind === 'silence') continue;
    triggers++;
    process.stdout.write(`${file}:${number}: ${line}\n    ${JSON.stringify(flatten(result))}\n`);
  }
}
const ms = performance.now() - started;
const rate = triggers === 0 ? 'none' : `1 in ${Math.floor(lines / triggers).toLocaleString('en')}`;
process.stdout.write(
  `${lines.toLocaleString('en')} messages, ${triggers} false triggers (${rate}), ${((ms * 1000) / lines).toFixed(1)} µs a message\n`,
);
