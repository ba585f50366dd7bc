import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const npmPackage = '@sparticuz/chromium@153.0.0';
const isRoot = process.getuid?.() === 0;

/** How the tests start Chromium: it asks nothing of the network, and root needs it without the sandbox. */
export const browserFlags = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium that runs: `$CHROMIUM_PATH`, one on the PATH, else one that is installed now, from the
 * system's packages (as root, where there is apt-get) or from npm (x64 Linux).
 * @throws {Error} with the command that installs one, when all of that fails.
 */
export async function findOrInstallBrowser(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which is not a Chromium that starts.`);
  }
  const browser = (await onPath()) ?? (await fromApt()) ?? (await fromNpm());
  if (browser) return browser;
  throw new Error(
    'The tests of the practice page need Chromium, and none could be found or installed. Install one:\n' +
      '  sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk\n' +
      'or name an installed one: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}

async function onPath(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return firstRunning(paths.filter(isExecutable));
}

async function fromApt(): Promise<string | undefined> {
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  say('No Chromium found: installing the package chromium, with fonts…');
  const packages = ['--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji'];
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const installed =
    done(spawnSync('apt-get', ['update', '-qq'], quiet)) &&
    done(spawnSync('apt-get', ['install', '-y', '-qq', ...packages], quiet));
  return installed ? await onPath() : undefined;
}

/** The npm package carries the browser, compressed, with the libraries that a bare system may lack. */
async function fromNpm(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'xiaoji-browser');
  const browser = join(folder, 'chromium');
  const withLibraries = join(folder, 'chromium-with-libraries');

  if (!existsSync(browser)) {
    say(`No Chromium found: installing ${npmPackage} from npm…`);
    mkdirSync(folder, { recursive: true });
    if (!done(spawnSync('npm', ['install', '--no-save', '--prefix', folder, npmPackage]))) return undefined;
    // It unpacks into the folder for temporary files, and its libraries only where it believes to be on AWS.
    const unpack = `import(${JSON.stringify(join(folder, 'node_modules/@sparticuz/chromium/build/index.js'))})
      .then((module) => module.default.executablePath())`;
    const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
    if (!done(spawnSync(process.execPath, ['--eval', unpack], { env }))) return undefined;
    writeFileSync(
      withLibraries,
      `#!/bin/sh\nLD_LIBRARY_PATH="${join(folder, 'al2023/lib')}" exec "${browser}" "$@"\n`,
    );
    chmodSync(withLibraries, 0o755);
  }
  return firstRunning([browser, withLibraries]);
}

/** Whether it starts and shows a page; `--version` alone would not show a missing library or a broken sandbox. */
async function runs(executablePath: string): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath, args: browserFlags, timeout: 30_000 });
    try {
      const page = await browser.newPage();
      await page.setContent('<p>it runs</p>');
      return (await page.textContent('p')) === 'it runs';
    } finally {
      await browser.close();
    }
  } catch (error) {
    say(`${executablePath} does not run: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    return false;
  }
}

/** The first that runs. */
async function firstRunning(paths: string[]): Promise<string | undefined> {
  for (const path of paths) if (await runs(path)) return path;
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there, or not for us: the search goes on.
  }
}

function done({ status, stderr, error }: SpawnSyncReturns<Buffer>): boolean {
  if (status === 0) return true;
  say(`That failed: ${error?.message ?? String(stderr).trim().slice(-500)}`);
  return false;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (import.meta.main) process.stdout.write(`${await findOrInstallBrowser()}\n`);
