import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { findOrInstallBrowser } from './ensure-browser.ts';

/**
 * `npm test`: everything that CI runs. Types, lint and format, then all tests; words after `--` go to vitest.
 * A browser is found or installed first, so that its test can never be passed over.
 */
const steps: [name: string, command: string, ...args: string[]][] = [
  ['types', 'tsc', '--noEmit'],
  ['lint and format', 'biome', 'check', '--error-on-warnings', '.'],
  ['tests', 'vitest', 'run', ...process.argv.slice(2)],
];

// Each test starts the store's worker thread anew; Node need not strip and compile the same files each time.
const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? resolve('node_modules/.cache/node-compile');
const CHROMIUM_PATH = await findOrInstallBrowser();
const env = { ...process.env, CHROMIUM_PATH, NODE_COMPILE_CACHE };
for (const [name, command, ...args] of steps) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(status ?? 1);
  }
}
