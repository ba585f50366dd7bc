import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityModels } from '#src/community/schema.ts';
import { Ledger } from '#src/ledger/ledger.ts';
import { ledgerModels } from '#src/ledger/schema.ts';
import { openStore } from '#src/store/store.ts';

let folder: string;

/** A year of one household, with a person of it who served three hours and stays off public lists. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoji-export-'));
  const store = await openStore({ folder: join(folder, 'live', 'store'), database: 'xiaoji' });
  const ledger = new Ledger(ledgerModels(store.connection));
  await communityModels(store.connection).residents.create({
    _id: 'zhang',
    community: 'guihuali',
    name: '张三',
    household: 'guihuali/3-2-501',
    address: '3-2-501',
    grid: '一网格',
    contactIds: [],
    grants: [],
    offLeaderboard: true,
    joinedAt: new Date('2025-01-01T00:00+08:00'),
  });
  await store.inTransaction(async () => {
    const earning = await ledger.recordEarning({
      community: 'guihuali',
      household: 'guihuali/3-2-501',
      grid: '一网格',
      resident: 'zhang',
      claim: 1001,
      item: 'volunteer',
      category: 'service',
      minutes: 180,
      points: 30,
      memo: '志愿服务',
      rulebookVersion: '2025-1',
      decidedBy: ['zhao'],
      messageId: 'm1',
      recordedAt: new Date('2025-06-01T10:00+08:00'),
    });
    const mistaken = await ledger.recordEarning({
      ...earning,
      claim: 1002,
      minutes: 60,
      points: 10,
      messageId: 'm2',
    });
    await ledger.recordReversal(mistaken, {
      memo: '重复',
      decidedBy: ['zhao'],
      messageId: 'm3',
      recordedAt: new Date('2025-06-02T10:00+08:00'),
      countsAt: new Date('2025-06-01T10:00+08:00'),
    });
  });
  await store.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function npmRunExport(...words: string[]): Promise<{ code: number; said: string }> {
  const env = {
    ...process.env,
    DATA_FOLDER: folder,
    COMMUNITY_FILE: 'samples/guihuali/community.yaml',
    MONGODB_URI: '',
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'scripts/export.ts', ...words],
      { env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, said: `${out}${err}` }),
    );
  });
}

test('awards: the nominations on one tab, the records behind them on the other', async () => {
  const file = join(folder, 'awards.xlsx');
  expect(await npmRunExport('awards', '2025', file)).toMatchObject({ code: 0 });
  expect(await readSheet(file, '名单')).toEqual([
    ['奖项', '名次', '住址', '姓名', '积分', '小时', '类别数', '备注'],
    ['最美志愿者', 1, '3-2-501', '张三', 30, 3, 1, '本人要求不公开上榜'],
  ]);
  const records = await readSheet(file, '依据记录');
  expect(records.slice(1).map((row) => [row[4], row[5], row[11], row[12]])).toEqual([
    [1001, '加分', 30, null],
    [1002, '加分', 10, '已冲正'],
    [1002, '冲正', -10, null],
  ]);
});

test('ledger: every journal of a period, with who decided and why', async () => {
  const file = join(folder, 'ledger.xlsx');
  await npmRunExport('ledger', '2025-Q2', file);
  const rows = await readSheet(file, '积分台账');
  expect(rows).toHaveLength(4);
  expect(rows.at(-1)).toContain('重复');
});

test.each([
  [['awards', '2025-06', 'out.xlsx'], 1, '请写年份'],
  [['ledger', '上个月', 'out.xlsx'], 1, '请写 2025、2025-Q4 或 2025-11'],
  [['prizes', '2025', 'out.xlsx'], 1, '没有 prizes 这个命令'],
  [['awards'], 2, 'npm run export'],
])('%j is told what is wrong', async (words, code, sentence) => {
  const result = await npmRunExport(...words);
  expect(result.code).toBe(code);
  expect(result.said).toContain(sentence);
});
