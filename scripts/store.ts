/**
 * `npm run store -- serve|check|backup|restore|export|import`: looks after the embedded store's data.
 *
 * The store is that of the bot, where DATA_FOLDER says; with --practice that of practice mode; or --folder.
 */
import { readConfig, readEnvironment, storeFolderOf } from '#src/config.ts';
import { endWith, readArguments } from './read-arguments.ts';
import { backup, restore } from './store/backup.ts';
import { check } from './store/check.ts';
import { serve } from './store/serve.ts';
import { exportAll, importAll } from './store/transfer.ts';

const USAGE = `npm run store -- COMMAND [--practice | --folder FOLDER]

  serve [--port N]          offers the store on loopback TCP for mongosh, Compass or other tools (default port 27017)
  check                     looks for damage: the file, and whether indexes and documents agree
  backup FILE               writes a consistent copy to FILE, while the bot runs or not
  restore FILE              puts a backup into an empty folder
  export DIRECTORY          writes every collection as DIRECTORY/database/collection.json, for mongoimport
                            (indexes beside it); --uri URI exports from a server that runs
  import DIRECTORY          reads what export wrote; --uri URI imports into a server, a real MongoDB for instance

The store is the bot's own (DATA_FOLDER/live/store), with --practice that of practice mode, or the one in FOLDER.`;

async function main(): Promise<number> {
  const { values, positionals } = readArguments(USAGE, {
    practice: { type: 'boolean', default: false },
    folder: { type: 'string' },
    port: { type: 'string' },
    uri: { type: 'string' },
  });
  const [command, target] = positionals;
  const mode = values.practice ? 'practice' : 'live';
  const folder = values.folder ?? storeFolderOf(readConfig(readEnvironment()), mode);
  const needed = () => {
    if (!target) throw new Error(`${command} needs to know where: npm run store -- ${command} PATH`);
    return target;
  };
  switch (command) {
    case 'serve':
      await serve(folder, readPort(values.port ?? '27017'));
      return 0;
    case 'check':
      return check(folder);
    case 'backup':
      await backup(folder, needed());
      return 0;
    case 'restore':
      restore(needed(), folder);
      return 0;
    case 'export':
      await exportAll(values.uri ? { uri: values.uri } : { folder }, needed());
      return 0;
    case 'import':
      await importAll(values.uri ? { uri: values.uri } : { folder }, needed());
      return 0;
    default:
      endWith(USAGE, 2);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be a number from 0 to 65535, not "${text}"`);
  return port;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
