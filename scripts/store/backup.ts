import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { backup as copyPages, DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '#src/store/embedded/engine/engine.ts';
import { lockFolder, preparePrivateFolder } from '#src/store/embedded/folder.ts';
import { fullCheck } from '#src/store/embedded/integrity.ts';
import { progressBar } from './progress.ts';

/** Pages copied at a time; between them the bot's writes go on. */
const PAGES = 1000;

/** Writes a consistent copy of the store, which may be in use; the copy is checked before it gets its name. */
export async function backup(folder: string, target: string): Promise<void> {
  const file = path.join(folder, DATABASE_FILE);
  if (!existsSync(file)) throw new Error(`There is no store in ${folder}: ${file} does not exist.`);
  if (existsSync(target)) throw new Error(`${target} exists already; a backup never overwrites a file.`);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  const bar = progressBar('Backing up');
  try {
    // One read transaction: the copy is of one moment, however long it takes.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    await copyPages(db, partial, {
      rate: PAGES,
      progress: ({ totalPages, remainingPages }) => bar.to(totalPages - remainingPages, totalPages),
    });
    db.exec('COMMIT');
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  } finally {
    db.close();
  }
  chmodSync(partial, 0o600);
  const report = fullCheck(partial);
  for (const rest of ['-wal', '-shm']) rmSync(partial + rest, { force: true });
  if (report.problems.length > 0)
    throw new Error(`The copy is not sound (${report.problems[0]}); it is left at ${partial}.`);
  renameSync(partial, target);
  bar.end(`${report.documents} documents of ${report.collections} collections in ${target}`);
}

/** Puts a backup into a folder that has no store yet. */
export function restore(source: string, folder: string): void {
  if (!existsSync(source)) throw new Error(`${source} does not exist.`);
  const report = fullCheck(source);
  for (const rest of ['-wal', '-shm']) rmSync(source + rest, { force: true });
  if (report.problems.length > 0) throw new Error(`${source} is not a sound backup: ${report.problems[0]}`);
  preparePrivateFolder(folder);
  const unlock = lockFolder(folder);
  try {
    const file = path.join(folder, DATABASE_FILE);
    if (existsSync(file))
      throw new Error(
        `${folder} has a store already; restore into an empty folder, so that nothing is overwritten.`,
      );
    copyFileSync(source, `${file}.partial`);
    chmodSync(`${file}.partial`, 0o600);
    renameSync(`${file}.partial`, file);
  } finally {
    unlock();
  }
  console.log(`Restored ${report.documents} documents of ${report.collections} collections into ${folder}.`);
}
