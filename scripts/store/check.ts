import { existsSync } from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE } from '#src/store/embedded/engine/engine.ts';
import { fullCheck } from '#src/store/embedded/integrity.ts';
import { progressBar } from './progress.ts';

/** Checks the data file, also while the bot runs; 0 when all is well, 1 when something is wrong. */
export function check(folder: string): number {
  const file = path.join(folder, DATABASE_FILE);
  if (!existsSync(file)) throw new Error(`There is no store in ${folder}: ${file} does not exist.`);
  const bar = progressBar('Checking');
  const report = fullCheck(file, (done, total) => bar.to(done, total));
  bar.end(
    `${report.collections} collections, ${report.documents} documents, ${report.entries} index entries`,
  );
  if (report.problems.length === 0) {
    console.log('No problems found.');
    return 0;
  }
  for (const problem of report.problems) console.error(`- ${problem}`);
  console.error(
    `${report.problems.length} problems found. Restore the last backup into an empty folder, and keep this one for the developers.`,
  );
  return 1;
}
