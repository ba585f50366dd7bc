import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BadInput } from '#src/bad-input.ts';
import { readCell } from '#src/rulebook/xlsx/cells.ts';
import type { Cell } from '#src/rulebook/xlsx/mark-formulas.ts';
import { readWorkbook } from '#src/rulebook/xlsx/read-workbook.ts';
import { type CatalogRow, COLUMNS, SHEET, WHOLE_RANGES } from './catalog-columns.ts';
import type { Product } from './schema.ts';

/**
 * Reads a catalogue from an .xlsx file. Empty rows are left out; a column may stand anywhere.
 *
 * @param merchants names of the community's partner merchants
 * @throws BadInput that names sheet, row and column of every mistake, up to twenty.
 */
export async function readCatalog(path: string, merchants: readonly string[]): Promise<CatalogRow[]> {
  const sheets = await readWorkbook(path);
  const sheet = sheets.find(({ name }) => name === SHEET) ?? sheets[0];
  if (!sheet) throw new BadInput(`${path} 里没有表 (there is no sheet)`);
  const [head = [], ...body] = sheet.rows;
  const titles = head.map((cell) => String(cell ?? '').trim());
  const problems: string[] = [];
  const tell = (row: number | undefined, header: string, message: string) =>
    problems.push(`表“${sheet.name}”${row === undefined ? '' : `第 ${row} 行`}“${header}”列：${message}`);
  for (const { header, isNeeded } of COLUMNS)
    if (isNeeded && !titles.includes(header)) tell(undefined, header, '缺少这一列 (the column is missing)');
  for (const title of titles)
    if (title !== '' && !COLUMNS.some(({ header }) => header === title))
      tell(undefined, title, '不认识这一列，请用模板的列名 (unknown column)');

  const rows: CatalogRow[] = [];
  const seen = new Map<string, number>();
  for (const [index, cells] of body.entries()) {
    if (cells.every((cell) => cell === null || String(cell).trim() === '')) continue;
    const row = index + 2;
    const values = valuesOf(cells, titles, (header, message) => tell(row, header, message));
    const name = String(values.name ?? '');
    const before = seen.get(name);
    if (name !== '' && before) tell(row, '商品', `和第 ${before} 行同名 (the same name as in row ${before})`);
    seen.set(name, row);
    if ([...name].length > 20) tell(row, '商品', '最多 20 个字 (at most 20 characters)');
    if (/[\s,，#]/.test(name)) tell(row, '商品', '名称里不要有空格、逗号和 # (no blanks, commas or #)');
    const {
      merchant,
      pictureFile,
      kind = 'goods',
    } = values as { merchant?: string; pictureFile?: string; kind?: Product['kind'] };
    if (merchant && !merchants.includes(merchant))
      tell(
        row,
        '商户',
        `没有这个合作商户，应是：${merchants.join('、') || '（supermarket.yaml 里还没有）'} (unknown merchant)`,
      );
    if (pictureFile && !existsSync(join(dirname(path), pictureFile)))
      tell(row, '图片', `和表放在一起的文件里没有 ${pictureFile} (no such file beside the workbook)`);
    if ((values.quantity === undefined) !== (values.every === undefined))
      tell(row, '每户限量', '限量和周期要一起填 (quantity and period belong together)');
    if (kind === 'goods' && values.stock === undefined)
      tell(row, '库存', '实物要填库存 (goods need a stock)');
    const { quantity, every, stock, bestBefore, ...facts } = values;
    rows.push({
      ...(facts as unknown as CatalogRow),
      kind,
      aliases: (values.aliases as string[] | undefined) ?? [],
      counted: stock !== undefined,
      ...(quantity !== undefined && every !== undefined
        ? { limit: { quantity: quantity as number, every: every as 'month' } }
        : {}),
      ...(stock === undefined ? {} : { stock: stock as number }),
      ...(bestBefore === undefined ? {} : { bestBefore: bestBefore as string }),
    });
  }
  if (rows.length === 0 && problems.length === 0)
    problems.push(`表“${sheet.name}”里没有商品 (no goods in it)`);
  if (problems.length > 0)
    throw new BadInput(
      `${path} 有 ${problems.length} 处错误，目录不变：\n  ${problems.slice(0, 20).join('\n  ')}`,
    );
  return rows;
}

function valuesOf(
  cells: Cell[],
  titles: string[],
  tell: (header: string, message: string) => void,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { header, key, kind, isNeeded } of COLUMNS) {
    const at = titles.indexOf(header);
    if (at < 0) continue;
    const reading = readCell(kind, cells[at]);
    if (!reading) {
      if (isNeeded) tell(header, '不能空着 (must not be empty)');
      continue;
    }
    if ('problem' in reading) {
      tell(header, reading.problem);
      continue;
    }
    const [least, most] = WHOLE_RANGES[key] ?? [];
    const { value } = reading;
    if (
      least !== undefined &&
      most !== undefined &&
      (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
    )
      tell(header, `应是 ${least} 到 ${most} 的整数 (a whole number from ${least} to ${most})`);
    else values[key] = value;
  }
  return values;
}

/** The bytes of a row's picture. */
export function pictureOf(path: string, { pictureFile }: CatalogRow): Buffer | undefined {
  return pictureFile ? readFileSync(join(dirname(path), pictureFile)) : undefined;
}
