/** The thread that draws pictures and writes sheets, so that nobody in a chat waits for it. */
import { parentPort } from 'node:worker_threads';
import type { Picture } from './picture.ts';
import type { Sheet } from './sheet.ts';

export type Job = { kind: 'picture'; picture: Picture } | { kind: 'sheet'; sheet: Sheet };
export type Outcome = { bytes: Uint8Array<ArrayBuffer> } | { failure: string };

parentPort?.on('message', async (job: string) => {
  const outcome = await bytesOf(JSON.parse(job) as Job).then(
    (bytes): Outcome => ({ bytes }),
    (error: Error): Outcome => ({ failure: error.stack ?? String(error) }),
  );
  const moved = 'bytes' in outcome ? [outcome.bytes.buffer] : [];
  parentPort?.postMessage(outcome, moved);
});

/** Libraries and fonts are read when they are first needed: who only exports lists never loads a font. */
async function bytesOf(job: Job): Promise<Uint8Array<ArrayBuffer>> {
  if (job.kind === 'picture') return (await import('./draw.ts')).drawPicture(job.picture);
  return (await import('./sheet-file.ts')).sheetFile(job.sheet);
}
