/** The drawing thread, but some jobs kill it and some never end. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (job: string) => {
  if (job.includes('dies')) process.exit(3);
  if (job.includes('hangs')) for (;;);
});
await import('#src/pictures/drawing-thread.ts');
