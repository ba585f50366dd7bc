import { spawnSync } from 'node:child_process';
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

const CHROMIUM_PATH = await findOrInstallBrowser();
for (const [name, command, ...args] of steps) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH } });
  if (status !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(status ?? 1);
  }
}
