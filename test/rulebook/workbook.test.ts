import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { BadInput } from '#src/bad-input.ts';
import { readRulebook } from '#src/rulebook/read-rulebook.ts';
import type { Rulebook } from '#src/rulebook/schema.ts';
import type { Sheet } from '#src/rulebook/xlsx/read-workbook.ts';
import { readRulebookXlsx, rulebookXlsx } from '#src/rulebook/xlsx/rulebook-file.ts';
import { toSheets } from '#src/rulebook/xlsx/to-sheets.ts';
import { toYaml } from '#src/rulebook/xlsx/to-yaml.ts';
import { anyRulebook } from './any-rulebook.ts';

const folder = mkdtempSync(join(tmpdir(), 'xiaoji-'));
let files = 0;
function fileOf(content: Uint8Array | string, kind = 'xlsx'): string {
  const path = join(folder, `${++files}.${kind}`);
  writeFileSync(path, content);
  return path;
}

const samples = readdirSync('samples').flatMap((name) =>
  readdirSync(join('samples', name))
    .filter((file) => file.startsWith('rulebook'))
    .map((file) => join('samples', name, file)),
);

describe('a regulation says the same as YAML and as a workbook', () => {
  async function thereAndBack(book: Rulebook): Promise<Rulebook> {
    const { raw } = await readRulebookXlsx(fileOf(await rulebookXlsx(book)));
    return readRulebook(fileOf(toYaml(raw, '由测试导入'), 'yaml'));
  }

  test.each([...samples, 'scripts/rulebook/example.yaml'])('%s', async (path) => {
    const book = readRulebook(path);
    expect(await thereAndBack(book)).toEqual(book);
  });

  test('any regulation', async () => {
    await fc.assert(
      fc.asyncProperty(anyRulebook, async (book) => {
        expect(await thereAndBack(book)).toEqual(book);
      }),
      { numRuns: 40 },
    );
  });
});

/** The example's sheets, some cells of them written over: `条目!H2` is what Excel calls it. */
function workbookWith(changes: Record<string, unknown>, alter = (sheets: Sheet[]) => sheets) {
  const sheets = toSheets(readRulebook('scripts/rulebook/example.yaml'));
  for (const [address, value] of Object.entries(changes)) {
    const [, name, letter = '', row] = /^(.+)!([A-Z])(\d+)$/.exec(address) ?? [];
    const rows = sheets.find((sheet) => sheet.name === name)?.rows as unknown[][];
    const at = Number(row) - 1;
    rows[at] ??= [];
    (rows[at] as unknown[])[letter.charCodeAt(0) - 65] = value;
  }
  return writeExcelFile(
    alter(sheets).map(({ name, rows }) => ({
      sheet: name,
      data: Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? null)),
    })) as never,
  ).toBuffer();
}

async function messageFor(content: Uint8Array | string, kind = 'xlsx'): Promise<string> {
  const path = fileOf(content, kind);
  try {
    await readRulebookXlsx(path);
  } catch (error) {
    if (error instanceof BadInput) return error.message.replaceAll(path, '文件');
    throw error;
  }
  return 'accepted';
}

const one = (where: string) => `文件 有 1 处错误，什么也没有改：\n  ${where}`;

describe('a mistake in a workbook is named by sheet, row and column', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'a formula',
      { '条目!H2': { type: 'Formula', value: '=5+5' } },
      '表“条目”第 2 行“分值”列：单元格里是公式，请粘贴成数值 (a formula; paste it as a value)',
    ],
    [
      'a duplicate id',
      { '条目!A3': 'volunteering' },
      '表“条目”第 3 行“编号”列：条目编号 volunteering 出现了两次，请改其中一个 (duplicate id)',
    ],
    [
      'the same name twice',
      { '条目!B3': '义务劳动' },
      '表“条目”第 3 行“名称”列：“义务劳动”同时是 volunteering 和 mediation 的名称或别名，请只留一处 (two items share this name)',
    ],
    [
      'an unknown way to pay',
      { '条目!G2': '按天' },
      '表“条目”第 2 行“计分方式”列：只能填按小时、按次、按数量、按档次、按状态，现在是“按天” (expected one of these)',
    ],
    [
      'words for points',
      { '条目!H2': '十分' },
      '表“条目”第 2 行“分值”列：应填整数，现在是“十分” (expected a whole number)',
    ],
    ['half a point', { '条目!H2': 1.5 }, '表“条目”第 2 行“分值”列：须为整数分 (whole points)'],
    ['a negative cap', { '上限!E2': -40 }, '表“上限”第 2 行“最多几分”列：至少 1 分 (at least 1)'],
    [
      'a cap on an item that there is not',
      { '上限!B2': 'nothing' },
      '表“上限”第 2 行“编号”列：“条目”表里没有编号 nothing (unknown id)',
    ],
    [
      'a level of an item that there is not',
      { '分档!A4': 'nothing', '分档!B4': 'x', '分档!C4': '很好', '分档!E4': 5 },
      '表“分档”第 4 行“条目”列：“条目”表里没有编号 nothing (unknown id)',
    ],
    [
      'an unknown category',
      { '条目!E2': 'nowhere' },
      '表“条目”第 2 行“类别”列：没有编号为 nowhere 的类别，现有 service、home (unknown category)',
    ],
    [
      'an unknown body',
      { '评审环节!F2': 'nobody' },
      '表“评审环节”第 2 行“机构”列：没有编号为 nobody 的机构，现有 panel、two-committees (unknown body)',
    ],
    [
      'circular stand-ins',
      { '机构!F3': 'panel' },
      '表“机构”第 2 行“替补机构”列：替补机构绕成了圈：panel → two-committees → panel (circular stand-ins)',
    ],
    [
      'a quorum above the number',
      { '评审环节!H2': 3 },
      '表“评审环节”第 2 行“至少几人”列：人不够时也要的人数（3）不能多于平时要的人数（2） (atLeast is more than agree)',
    ],
    [
      'a version that Excel took for a date',
      { '版本!B2': { value: new Date('2025-01-01'), format: 'yyyy-mm' } },
      '表“版本”第 2 行“版本号”列：这一格被 Excel 当成了日期，请把单元格格式改为文本再填一次 (turned into a date; format it as text)',
    ],
    [
      'a date that is none',
      { '版本!B3': '明年' },
      '表“版本”第 3 行“生效日期”列：应填日期，如 2025-01-01，现在是“明年” (expected a date)',
    ],
    [
      'no such day',
      { '版本!B3': '2025/2/30' },
      '表“版本”第 3 行“生效日期”列：日历上没有这一天 (no such day)',
    ],
    ['no name', { '条目!B2': null, '条目!C2': null }, '表“条目”第 2 行“名称”列：没有填写 (missing)'],
    ['no way to pay', { '条目!G3': null }, '表“条目”第 3 行“计分方式”列：没有填写 (missing)'],
    [
      'an unknown column',
      { '条目!R1': '备注' },
      '表“条目”第 1 行“备注”列：没有“备注”这一列，应有 编号、名称、英文名、别名、类别、加分或扣分、计分方式、分值、取整、步长分钟、单位、单位英文、每期、凭证、谁可上报、谁可评定、评审链 (unknown column)',
    ],
    [
      'a cell under no heading',
      { '条目!S4': '顺便说一句' },
      '表“条目”第 4 行“S”列：这一列没有表头，请删去或补上 (no heading)',
    ],
    [
      'an unknown line in a form',
      { '版本!A20': '备注', '版本!B20': 'x' },
      '表“版本”第 20 行“备注”列：没有“备注”这一项 (unknown line)',
    ],
    [
      'a time that is none',
      { '公示与榜单!B4': '早上' },
      '表“公示与榜单”第 4 行“公示时间”列：应填时间，如 09:00，现在是“早上” (expected a time)',
    ],
  ])('%s', async (_, changes, message) => {
    expect(await messageFor(await workbookWith(changes))).toBe(one(message));
  });

  test('an unknown sheet', async () => {
    const added = await workbookWith({}, (sheets) => [...sheets, { name: 'Sheet2', rows: [['x']] }]);
    expect(await messageFor(added)).toBe(
      one(
        '表“Sheet2”：没有“Sheet2”这张表，应有 版本、类别、条目、分档、上限、机构、评审环节、公示与榜单、活动、评优 (unknown sheet)',
      ),
    );
  });

  test('no items at all', async () => {
    const without = await workbookWith({}, (sheets) =>
      sheets.filter(({ name }) => !['条目', '分档', '上限'].includes(name)),
    );
    expect(await messageFor(without)).toBe(one('表“条目”：没有填写 (missing)'));
  });

  test('every mistake at once, in the order of sheets and rows', async () => {
    const message = await messageFor(
      await workbookWith({ '条目!H3': '二十', '版本!B3': '明年', '上限!E2': -1, '条目!A4': 'volunteering' }),
    );
    expect(message.split('\n').map((line) => line.trim().split('：')[0])).toEqual([
      '文件 有 4 处错误，什么也没有改',
      '表“版本”第 3 行“生效日期”列',
      '表“条目”第 3 行“分值”列',
      '表“条目”第 4 行“编号”列',
      '表“上限”第 2 行“最多几分”列',
    ]);
  });
});

describe('cells as people fill them in', () => {
  const read = async (changes: Record<string, unknown>) =>
    (await readRulebookXlsx(fileOf(await workbookWith(changes)))).book;

  test.each<[string, Record<string, unknown>]>([
    ['a number as text', { '条目!H2': '10' }],
    ['full-width digits', { '条目!H2': '１０' }],
    ['a number with its unit', { '条目!H2': '10分' }],
    ['a date as Excel keeps it', { '版本!B3': { value: new Date('2025-01-01'), format: 'yyyy-mm-dd' } }],
    ['a date in Chinese', { '版本!B3': '2025年1月1日' }],
    ['a date with slashes', { '版本!B3': '2025/1/1' }],
    ['a time as a part of a day', { '公示与榜单!B4': 0.375 }],
    [
      'a time as Excel keeps it',
      { '公示与榜单!B4': { value: new Date('1899-12-30T09:00:00Z'), format: 'hh:mm' } },
    ],
    ['a time with a full-width colon', { '公示与榜单!B4': '９：００' }],
    ['the English word', { '条目!G2': 'hour' }],
    ['spaces around a word', { '条目!G2': ' 按小时 ' }],
    ['commas between roles', { '条目!O2': '居民、网格员' }],
    ['a heading with a hint', { '条目!H1': '分值（1 到 10000）*' }],
    ['an empty row in between', { '条目!A9': ' ' }],
    ['no English names', { '类别!C2': null }],
  ])('%s', async (_, changes) => {
    expect(await read(changes)).toEqual(readRulebook('scripts/rulebook/example.yaml'));
  });
});

describe('a file that is no regulation', () => {
  const parts = async () => unzipSync(await rulebookXlsx(readRulebook('scripts/rulebook/example.yaml')));
  const sheetXml = (rows: string) =>
    strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    );

  test.each<[string, () => Promise<Uint8Array | string> | Uint8Array | string, string]>([
    [
      'ten megabytes',
      () => Buffer.alloc(10 * 1024 * 1024),
      '文件 超过 5 MB，请检查是否选错了文件 (larger than 5 MB)',
    ],
    [
      'an old .xls, or one with a password',
      () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      '文件 是旧版 .xls 或加了密码，请去掉密码并另存为 .xlsx (an old .xls, or has a password)',
    ],
    [
      'a .csv by another name',
      () => '编号,名称\nvolunteering,志愿服务\n',
      '文件 不是 .xlsx 文件，可能是 .csv 等改了名，请用 Excel 或 WPS 另存为 .xlsx (not an .xlsx file)',
    ],
    [
      'an archive of something else',
      () => zipSync({ 'a.txt': strToU8('x') }),
      '文件 是压缩包，不是 .xlsx 文件 (an archive, but not an .xlsx file)',
    ],
    [
      'a damaged archive',
      async () => (await rulebookXlsx(readRulebook('scripts/rulebook/example.yaml'))).subarray(0, 2000),
      '文件 已损坏，请重新另存为 .xlsx (damaged archive)',
    ],
    [
      'one that unpacks to far more',
      async () => zipSync({ ...(await parts()), 'xl/bomb.xml': new Uint8Array(64 * 1024 * 1024) }),
      '文件 解压后太大，请只留细则的表 (unpacks to more than 20 MB)',
    ],
    [
      'a cell at the end of the world',
      async () =>
        zipSync({
          ...(await parts()),
          'xl/worksheets/sheet4.xml': sheetXml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        }),
      '文件 里有内容超出第 5000 行或第 100 列，请删去多余的内容 (cells too far out)',
    ],
  ])('%s', async (_, content, message) => {
    expect(await messageFor(await content())).toBe(message);
  });

  test('there is no such file', async () => {
    await expect(readRulebookXlsx('/nowhere/细则.xlsx')).rejects.toThrow(/读不到文件 .*ENOENT/);
  });

  test('empty formatted cells down to the last row of Excel are no content', async () => {
    const unpacked = await parts();
    const xml = Buffer.from(unpacked['xl/worksheets/sheet4.xml'] as Uint8Array).toString();
    const formatted = xml.replace(
      '</sheetData>',
      '<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row></sheetData>',
    );
    const path = fileOf(zipSync({ ...unpacked, 'xl/worksheets/sheet4.xml': strToU8(formatted) }));
    expect((await readRulebookXlsx(path)).book).toEqual(readRulebook('scripts/rulebook/example.yaml'));
  });

  test('a size that an archive lies about gains nothing', async () => {
    const bomb = Buffer.from(zipSync({ ...(await parts()), 'xl/styles.xml': new Uint8Array(4_000_000) }));
    // The declared size of the unpacked entry, in its local and its central header.
    for (let at = 0; at < bomb.length - 4; at++)
      if (bomb.readUInt32LE(at) === 4_000_000) bomb.writeUInt32LE(10, at);
    expect(await messageFor(bomb)).toMatch(/^文件 (已损坏|打不开)/);
  });
});
