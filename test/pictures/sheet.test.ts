import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile, { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { type Sheet, sheetFileName } from '#src/pictures/sheet.ts';
import { sheetFile } from '#src/pictures/sheet-file.ts';

const members: Sheet = {
  fileName: '小积-积分明细.xlsx',
  tabs: [
    {
      name: '明细',
      columns: [
        { title: '日期', type: 'date' },
        { title: '门牌号', type: 'text', width: 14 },
        { title: '积分', type: 'number' },
      ],
      rows: [
        ['2025-11-12', '3-2-501', 20],
        ['2025-11-13', '1-1-101', -5],
        [null, '合计', 15],
      ],
    },
    { name: '家庭', columns: [{ title: '户号', type: 'text' }], rows: [['0012'], [null]] },
  ],
};

describe('a sheet', () => {
  test('opens again with tabs, titles, days, texts and figures as they were', async () => {
    const [details, households] = await readExcelFile(Buffer.from(await sheetFile(members)));
    expect(details).toEqual({
      sheet: '明细',
      data: [
        ['日期', '门牌号', '积分'],
        [new Date('2025-11-12T00:00:00Z'), '3-2-501', 20],
        [new Date('2025-11-13T00:00:00Z'), '1-1-101', -5],
        [null, '合计', 15],
      ],
    });
    expect(households).toMatchObject({ sheet: '家庭' });
    expect(households?.data.slice(0, 2)).toEqual([['户号'], ['0012']]);
  });

  test('the same data give the same bytes, at any time', async () => {
    const [first, again] = [await sheetFile(members), await sheetFile(structuredClone(members))];
    expect(Buffer.compare(first, again)).toBe(0);
    // Zip entries carry a time: a fixed one, not that of the writing.
    expect(Buffer.from(first).readUInt16LE(12)).toBe(((2000 - 1980) << 9) | (1 << 5) | 1);
  });

  test('what looks like a formula stays the text that it is', async () => {
    const words = ['=1+1', '+86 138', '-5', '@SUM(A1)', '=HYPERLINK("http://x","看")', '\t=1', '{=1}', "'=1"];
    const bytes = await sheetFile(oneColumn('text', words));
    expect((await readSheet(Buffer.from(bytes))).flat()).toEqual(['文字', ...words.map((one) => one.trim())]);
    const xml = Object.entries(unzipSync(bytes)).filter(([name]) => name.includes('worksheets/sheet'));
    for (const [, content] of xml) expect(strFromU8(content)).not.toMatch(/<f[ >]/);
  });

  test.each([
    ['a figure in a text column', 'text', 12, '12'],
    ['words in a column of figures', 'number', '约 20', '约 20'],
    ['a figure written as text', 'number', '007', '007'],
    ['no day in a column of days', 'date', '上周', '上周'],
    ['a day that is not in the calendar', 'date', '2025-13-40', '2025-13-40'],
    ['what XML can’t carry', 'text', 'a\u0000b\u0007c\uffff', 'abc'],
  ] as const)('%s is kept as text', async (_, type, value, kept) => {
    expect(await readSheet(Buffer.from(await sheetFile(oneColumn(type, [value]))))).toEqual([
      ['文字'],
      [kept],
    ]);
  });

  test('whatever people write comes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 20 }),
        async (words) => {
          const cells = words.map((one) => `甲${one}乙`);
          const read = await readSheet(Buffer.from(await sheetFile(oneColumn('text', cells))));
          expect(read.flat().slice(1)).toEqual(cells);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('tabs with names that Excel forbids get ones that it takes', async () => {
    const names = ['11/12 [周三]:明细?', '', '甲'.repeat(40), '甲'.repeat(31), "'"];
    const bytes = await sheetFile({
      fileName: 'x.xlsx',
      tabs: names.map((name) => ({ name, columns: [{ title: 't', type: 'text' as const }], rows: [['x']] })),
    });
    const read = await readExcelFile(Buffer.from(bytes));
    expect(read.map(({ sheet }) => sheet)).toEqual([
      '11 12  周三  明细',
      '表2',
      '甲'.repeat(31),
      `${'甲'.repeat(28)} 2`,
      '表5',
    ]);
  });
});

test.each([
  ['小积-积分明细.xlsx', '小积-积分明细.xlsx'],
  ['小积-积分明细', '小积-积分明细.xlsx'],
  ['../../etc/passwd', '..-..-etc-passwd.xlsx'],
  ['小积-a\u202exslx.exe', '小积-a-xslx.exe.xlsx'],
  ['', '小积.xlsx'],
])('a file called %j is sent as %j', (fileName, name) => {
  expect(sheetFileName({ fileName, tabs: [] })).toBe(name);
});

function oneColumn(type: 'text' | 'number' | 'date', cells: readonly (string | number)[]): Sheet {
  return {
    fileName: 'x.xlsx',
    tabs: [{ name: 'x', columns: [{ title: '文字', type }], rows: cells.map((cell) => [cell]) }],
  };
}
