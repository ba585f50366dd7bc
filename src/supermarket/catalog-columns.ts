import { type CellKind, day, oneOf, text, whole, words } from '#src/rulebook/xlsx/cells.ts';
import type { ProductFacts } from './shelf.ts';

/** One line of a catalogue file: what is said of a product, and what stands there of it. */
export interface CatalogRow extends Omit<ProductFacts, 'community' | 'listed' | 'updatedAt' | 'picture'> {
  /** Of what is counted; without it the stock stays as it is. */
  stock?: number;
  bestBefore?: string;
  /** A picture beside the file. */
  pictureFile?: string;
}

/** The sheet that the goods stand on. */
export const SHEET = '商品';

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
export const COLUMNS: { header: string; key: string; kind: CellKind; width: number; isNeeded?: true }[] = [
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

/** The least and the most that a whole number may be, by the key that it is kept as. */
export const WHOLE_RANGES: Record<string, [least: number, most: number]> = {
  points: [1, 100_000],
  stock: [0, 1_000_000],
  quantity: [1, 1000],
  least: [0, 1_000_000],
  lowAt: [0, 100_000],
};
