import { writeFileSync } from 'node:fs';
import { BadInput } from '#src/bad-input.ts';
import { readRulebook } from '#src/rulebook/read-rulebook.ts';
import { rulebookXlsx } from '#src/rulebook/xlsx/rulebook-file.ts';
import { summaryOf } from './summary.ts';

/** Writes a regulation as a new .xlsx file. @throws BadInput when it can't be read, or the file is there already. */
export async function exportRulebook(from: string, to: string): Promise<void> {
  const book = readRulebook(from);
  writeNew(to, await rulebookXlsx(book));
  console.log(`已写入 ${to}：${summaryOf(book)} (written)`);
}

/** Writes a small regulation with an example of everything, to be changed. */
export async function template(to: string): Promise<void> {
  const example = readRulebook(new URL('./example.yaml', import.meta.url).pathname);
  writeNew(to, await rulebookXlsx(example));
  console.log(
    `已写入 ${to}，请用 Excel 或 WPS 打开，把例子改成自己的 (written; put your own in place of the examples)`,
  );
}

function writeNew(path: string, content: Buffer): void {
  if (!path.toLowerCase().endsWith('.xlsx'))
    throw new BadInput(`${path} 请用 .xlsx 结尾的文件名 (the name must end in .xlsx)`);
  try {
    writeFileSync(path, content, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadInput(
      code === 'EEXIST'
        ? `${path} 已经有了，请换个文件名或先移走它 (already there)`
        : `写不了 ${path} (cannot write: ${code})`,
    );
  }
}
