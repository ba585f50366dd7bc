import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sheetFile } from '#src/pictures/sheet-file.ts';
import { readCatalog } from '#src/supermarket/catalog-file.ts';
import { catalogSheet, EXAMPLES } from '#src/supermarket/catalog-sheet.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoji-catalog-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `npm run supermarket -- …`, as somebody at a desk runs it. */
function run(...args: (string | undefined)[]): Promise<{ code: number; text: string }> {
  const env = { ...process.env, DATA_FOLDER: join(folder, 'data'), MONGODB_URI: '' };
  const said = args.flatMap((arg) => arg ?? []);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'scripts/supermarket.ts', ...said],
      { env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, text: `${out}${err}` }),
    );
  });
}

test('a template is filled in, checked, imported, and comes out again', { timeout: 60_000 }, async () => {
  const file = join(folder, '目录.xlsx');
  expect(await run('template', file)).toEqual({ code: 0, text: `已写好 (written)：${file}\n` });
  expect((await run('template', file)).text).toContain('已经有了');
  expect((await run('check', file)).text).toContain('没有错误，共 2 种商品');
  expect((await run('import', file)).text).toContain('已导入 2 种商品，其中新增 2 种，库存调整 1 种');
  expect((await run('import', file)).text).toContain('新增 0 种，库存调整 0 种');
  const again = join(folder, '现有.xlsx');
  await run('export', again);
  const rows = await readCatalog(again, []);
  const { bestBefore: _, ...rice } = EXAMPLES[0] ?? {};
  expect(rows.find(({ name }) => name === '大米')).toEqual(rice);
  expect(rows.find(({ name }) => name === '理发')).toEqual(EXAMPLES[1]);
  const [head] = await readSheet(again);
  expect(head?.slice(0, 5)).toEqual(['商品', '类别', '积分', '单位', '库存']);
});

test.each([[undefined], ['--help'], ['sell', 'x.xlsx']])('%s says how', async (...args) => {
  expect((await run(...args)).text).toContain('template 目录.xlsx');
});

describe('mistakes are named by row and column, and nothing changes', () => {
  const [rice] = EXAMPLES;
  const wrong = async (
    change: (cells: (string | number | null)[], column: (header: string) => number) => void,
  ) => {
    const sheet = catalogSheet('x.xlsx', rice ? [rice] : []);
    const [tab] = sheet.tabs;
    if (!tab) throw new Error('a catalogue has a tab');
    const column = (header: string) => tab.columns.findIndex(({ title }) => title === header);
    change(tab.rows[0] ?? [], column);
    const file = join(folder, `${Math.random()}.xlsx`);
    const asText = { ...tab, columns: tab.columns.map((one) => ({ ...one, type: 'text' as const })) };
    await writeFile(
      file,
      await sheetFile({
        ...sheet,
        tabs: [
          {
            ...asText,
            rows: tab.rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
          },
        ],
      }),
    );
    return readCatalog(file, ['好邻居理发店']).then(
      () => '',
      (error: Error) => error.message,
    );
  };

  test.each([
    ['积分', '二十', '表“商品”第 2 行“积分”列：应填整数'],
    ['积分', '0', '应是 1 到 100000 的整数'],
    ['积分', null, '不能空着'],
    ['类别', '食品', '只能填实物、服务、券'],
    ['库存', '-1', '应是 0 到 1000000 的整数'],
    ['库存', null, '实物要填库存'],
    ['市场价', '贵', '应填金额'],
    ['保质期至', '明年', '应填日期'],
    ['商户', '老王店', '没有这个合作商户，应是：好邻居理发店'],
    ['限量周期', null, '限量和周期要一起填'],
    ['商品', '大米 5kg', '名称里不要有空格'],
    ['图片', '没有.png', '没有 没有.png'],
  ])('%s = %s', async (header, value, message) => {
    const said = await wrong((cells, column) => {
      cells[column(header)] = value;
    });
    expect(said).toContain(message);
    expect(said).toContain('目录不变');
  });

  test('a file that is none', async () => {
    const file = join(folder, 'none.xlsx');
    await writeFile(file, '商品,积分');
    await expect(readCatalog(file, [])).rejects.toThrow('不是 .xlsx 文件');
  });
});
