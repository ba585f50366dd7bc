import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/**
 * The words and options that a tool was called with. Ends the process with the usage when it was asked for or nothing
 * was said (exit code 0), or when there is no such option or it lacks its value (exit code 2).
 */
export function readArguments<const O extends ParseArgsOptionsConfig>(usage: string, options: O) {
  const read = () =>
    parseArgs({ allowPositionals: true, options: { ...options, help: { type: 'boolean', short: 'h' } } });
  let said: ReturnType<typeof read>;
  try {
    said = read();
  } catch (error) {
    console.error(`参数不对 (wrong option)：${(error as Error).message}\n`);
    endWith(usage, 2);
  }
  const { help } = said.values as { help?: boolean };
  if (help || said.positionals.length === 0) endWith(usage, 0);
  return said;
}

/** Prints the usage and ends the process. */
export function endWith(usage: string, code: 0 | 2): never {
  console.log(usage);
  process.exit(code);
}
