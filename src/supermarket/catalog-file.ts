import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BadInput } from '#src/bad-input.ts';
import type { Sheet } from '#src/pictures/sheet.ts';
import { type CellKind, day, oneOf, readCell, text, whole, words } from '#src/rulebook/xlsx/cells.ts';
import type { Cell } from '#src/rulebook/xlsx/mark-formulas.ts';
import { readWorkbook } from '#src/rulebook/xlsx/read-workbook.ts';
import type { Product } from './schema.ts';
import type { ProductFacts } from './shelf.ts';

/** One line of a catalogue file: what is said of a product, and what stands there of it. */
export interface CatalogRow extends Omit<ProductFacts, 'community' | 'listed' | 'updatedAt' | 'picture'> {
  /** Of what is counted; without it the stock stays as it is. */
  stock?: number;
  bestBefore?: string;
  /** A picture beside the file. */
  pictureFile?: string;
}

const SHEET = '商品';

const money: CellKind = {
  hint: '元，如 32.5',
  read(cell) {
    const written =
      typeof cell === 'number'
        ? cell
        : Number(
            String(cell)
              .normalize('NFKC')
              .replace(/[元¥\s]/g, ''),
          );
    return Number.isFinite(written) && written >= 0
      ? { value: Math.round(written * 100) }
      : { problem: `应填金额，如 32.5，现在是“${String(cell).slice(0, 30)}” (expected an amount in yuan)` };
  },
  write: (value) => (value === undefined ? null : (value as number) / 100),
};

/** The columns, in their order: header, what it is kept as, how a cell is read, how wide it is. */
const COLUMNS: { header: string; key: string; kind: CellKind; width: number; isNeeded?: true }[] = [
  { header: '商品', key: 'name', kind: text, width: 16, isNeeded: true },
  {
    header: '类别',
    key: 'kind',
    kind: oneOf([
      ['goods', '实物'],
      ['service', '服务'],
      ['coupon', '券'],
    ]),
    width: 8,
  },
  { header: '积分', key: 'points', kind: whole, width: 8, isNeeded: true },
  { header: '单位', key: 'unit', kind: text, width: 6, isNeeded: true },
  { header: '库存', key: 'stock', kind: whole, width: 8 },
  { header: '保质期至', key: 'bestBefore', kind: day, width: 12 },
  { header: '市场价', key: 'market', kind: money, width: 8 },
  { header: '成本价', key: 'cost', kind: money, width: 8 },
  { header: '每户限量', key: 'quantity', kind: whole, width: 10 },
  {
    header: '限量周期',
    key: 'every',
    kind: oneOf([
      ['month', '每月'],
      ['quarter', '每季'],
      ['year', '每年'],
      ['total', '总共'],
    ]),
    width: 10,
  },
  { header: '最低积分', key: 'least', kind: whole, width: 10 },
  { header: '开始', key: 'from', kind: day, width: 12 },
  { header: '截止', key: 'until', kind: day, width: 12 },
  { header: '偏少线', key: 'lowAt', kind: whole, width: 8 },
  { header: '商户', key: 'merchant', kind: text, width: 16 },
  { header: '赞助', key: 'sponsor', kind: text, width: 16 },
  { header: '别名', key: 'aliases', kind: words, width: 20 },
  { header: '英文名', key: 'english', kind: text, width: 16 },
  { header: '说明', key: 'note', kind: text, width: 24 },
  { header: '图片', key: 'pictureFile', kind: text, width: 16 },
];

const WHOLE_RANGES: Record<string, [least: number, most: number]> = {
  points: [1, 100_000],
  stock: [0, 1_000_000],
  quantity: [1, 1000],
  least: [0, 1_000_000],
  lowAt: [0, 100_000],
};

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

/** A catalogue as a file to fill in or to change: what is on offer, or two examples. */
export function catalogSheet(fileName: string, rows: CatalogRow[]): Sheet {
  return {
    fileName,
    tabs: [
      {
        name: SHEET,
        columns: COLUMNS.map(({ header, key, width }) => ({
          title: header,
          width,
          type: ['from', 'until', 'bestBefore'].includes(key)
            ? ('date' as const)
            : key in WHOLE_RANGES || ['market', 'cost'].includes(key)
              ? ('number' as const)
              : ('text' as const),
        })),
        rows: rows.map(({ limit, ...row }) => {
          const values: Record<string, unknown> = { ...row, ...limit };
          return COLUMNS.map(({ key, kind }) => kind.write(values[key]) as string | number | null);
        }),
      },
      {
        name: '说明',
        columns: [
          { title: '列', type: 'text', width: 12 },
          { title: '怎么填', type: 'text', width: 60 },
          { title: '必填', type: 'text', width: 8 },
        ],
        rows: COLUMNS.map(({ header, kind, isNeeded }) => [header, kind.hint, isNeeded ? '是' : '']),
      },
    ],
  };
}

/** What a template shows. */
export const EXAMPLES: CatalogRow[] = [
  {
    name: '大米',
    english: 'rice',
    aliases: ['东北大米'],
    kind: 'goods',
    points: 20,
    unit: '袋',
    counted: true,
    stock: 50,
    bestBefore: '2027-06-30',
    market: 3200,
    cost: 2800,
    limit: { quantity: 2, every: 'month' },
    note: '5kg',
  },
  {
    name: '理发',
    english: 'haircut',
    aliases: ['理发券'],
    kind: 'service',
    points: 30,
    unit: '次',
    counted: false,
    market: 2000,
    cost: 1500,
  },
];
