import type { Sheet } from '#src/pictures/sheet.ts';
import { type CatalogRow, COLUMNS, SHEET, WHOLE_RANGES } from './catalog-columns.ts';

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
