/** The data folder: private, and owned by one process at a time. */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Makes the folder if need be and keeps others on the machine out of it. */
export function preparePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/**
 * Takes the folder for this process. The lock is SQLite's, held by the operating system: it is gone the moment the
 * process is, however it ends. The file with the pid only serves the message.
 */
export function lockFolder(folder: string): () => void {
  const pidFile = path.join(folder, 'owner.pid');
  const db = new DatabaseSync(path.join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    db.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== 5) throw error;
    throw new Error(
      `The data folder ${folder} is in use by process ${readOwner(pidFile)}: stop that process first, or choose another folder.`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return () => {
    rmSync(pidFile, { force: true });
    db.close();
  };
}

function readOwner(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
