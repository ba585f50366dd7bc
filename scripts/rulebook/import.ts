import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename } from 'node:path';
import { BadInput } from '#src/bad-input.ts';
import { readRulebook } from '#src/rulebook/read-rulebook.ts';
import { readRulebookXlsx } from '#src/rulebook/xlsx/rulebook-file.ts';
import { toYaml } from '#src/rulebook/xlsx/to-yaml.ts';
import { summaryOf } from './summary.ts';

/**
 * Writes an Excel regulation as YAML, all or nothing: the whole file is checked first, the new one is complete on
 * disk before it takes its place, and the old one is kept as .bak.
 *
 * @throws BadInput naming every mistake; nothing is written then.
 */
export async function importRulebook(from: string, to: string, mayReplace: boolean): Promise<void> {
  const { raw, book } = await readRulebookXlsx(from);
  if (!/\.ya?ml$/i.test(to)) throw new BadInput(`${to} 请用 .yaml 结尾的文件名 (the name must end in .yaml)`);
  if (existsSync(to) && !mayReplace)
    throw new BadInput(
      `${to} 已经有了，没有改动；要覆盖请加 --replace，旧的会留作 ${to}.bak (already there; add --replace)`,
    );
  const draft = `${to}.new-${process.pid}`;
  try {
    writeDurably(draft, toYaml(raw, `由 ${basename(from)} 导入。各字段的意思见 docs/regulation.md。`));
    // What was written is what will be read.
    readRulebook(draft);
    if (existsSync(to)) copyFileSync(to, `${to}.bak`);
    renameSync(draft, to);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`写不了 ${to}，没有改动 (cannot write: ${(error as NodeJS.ErrnoException).code})`);
  } finally {
    rmSync(draft, { force: true });
  }
  console.log(`已写入 ${to}：${summaryOf(book)} (written)`);
}

function writeDurably(path: string, content: string): void {
  const file = openSync(path, 'wx');
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
