import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const output = join(root, 'dist/practice');
const sources = ['src/web/practice', 'src/wechat/practice/api.ts', 'vite.config.ts', 'package-lock.json'];

/**
 * Builds the practice page into dist/practice, unless it is there and newer than everything it is made of.
 *
 * It is built beside its place and then moved in, so that two processes that start together, or a browser that
 * loads the page meanwhile, never see half of it.
 */
export async function buildPracticePage({ force = false }: { force?: boolean } = {}): Promise<void> {
  if (!force && (await isFresh())) return;

  const vite = await import('vite').catch(() => {
    throw new Error(
      'The practice page is not built, and vite, which builds it, is not installed. Run: npm ci',
    );
  });
  const building = `${output}.${process.pid}`;
  const old = `${building}.old`;
  const mode = process.env.NODE_ENV;
  try {
    // Whatever the caller runs as (tests run as `test`), the page gets React's small and fast build.
    process.env.NODE_ENV = 'production';
    await vite.build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: building, emptyOutDir: true },
    });
    await replace(output, building, old);
  } finally {
    if (mode === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = mode;
    await rm(building, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/** Puts `next` in the place of `path`, also while another process does the same. */
async function replace(path: string, next: string, old: string): Promise<void> {
  for (;;) {
    await rename(path, old).catch(unless('ENOENT'));
    const inPlace = await rename(next, path).then(() => true, unless('ENOTEMPTY', 'EEXIST'));
    if (inPlace) return;
    await rm(old, { recursive: true, force: true });
  }
}

/** Lets these faults of the file system pass, and no others. */
function unless(...codes: string[]) {
  return (error: NodeJS.ErrnoException): false => {
    if (codes.includes(error.code ?? '')) return false;
    throw error;
  };
}

async function isFresh(): Promise<boolean> {
  const page = join(output, 'index.html');
  if (!existsSync(page)) return false;
  const builtAt = (await stat(page)).mtimeMs;
  const changedAt = await Promise.all(sources.map((source) => newest(join(root, source))));
  return changedAt.every((time) => time < builtAt);
}

/** When anything in a file or folder last changed. Folders count themselves, so that a removed file shows. */
async function newest(path: string): Promise<number> {
  const info = await stat(path);
  if (!info.isDirectory()) return info.mtimeMs;
  const names = await readdir(path);
  return Math.max(info.mtimeMs, ...(await Promise.all(names.map((name) => newest(join(path, name))))));
}

if (import.meta.main) await buildPracticePage({ force: process.argv.includes('--force') });
