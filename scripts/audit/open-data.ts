import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { BadInput } from '#src/bad-input.ts';
import { type Config, storeFolderOf } from '#src/config.ts';
import { DATABASE_FILE } from '#src/store/embedded/engine/engine.ts';
import { openStore, type Store } from '#src/store/store.ts';

/** Pages copied at a time. */
const PAGES = 10_000;

/**
 * The bot's data as it is now, to look at. Of the embedded store a copy is opened, of one moment, because the bot
 * that runs has the store itself; the copy is deleted on `close`.
 *
 * @throws BadInput when there is nothing yet, or MONGODB_URI can't be reached.
 */
export async function openData(
  config: Pick<Config, 'mongodbUri' | 'dataFolder'>,
  { practice }: { practice: boolean },
): Promise<Store> {
  const database = practice ? 'xiaoji-practice' : 'xiaoji';
  if (config.mongodbUri) return openStore({ uri: config.mongodbUri, folder: '', database });

  const file = join(storeFolderOf(config, practice ? 'practice' : 'live'), DATABASE_FILE);
  if (!existsSync(file))
    throw new BadInput(
      practice
        ? `${file} 还没有练习数据，请先 npm start 练习一次 (there is no practice data yet)`
        : `${file} 还没有正式数据；看练习数据请加 --practice (there is no live data; add --practice for that of practice mode)`,
    );
  const folder = mkdtempSync(join(tmpdir(), 'xiaoji-audit-'));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  try {
    await copyOf(file, join(folder, DATABASE_FILE));
    const store = await openStore({ folder, database });
    return { ...store, close: () => store.close().finally(forget) };
  } catch (error) {
    forget();
    throw error;
  }
}

async function copyOf(file: string, target: string): Promise<void> {
  const source = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    // One read transaction: the copy is of one moment, whatever the bot writes meanwhile.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    await backup(source, target, { rate: PAGES });
    source.exec('COMMIT');
  } finally {
    source.close();
  }
}
