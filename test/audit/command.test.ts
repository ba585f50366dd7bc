import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Audit } from '#src/audit/audit.ts';
import { auditModels } from '#src/audit/schema.ts';
import { claimModel } from '#src/claims/schema.ts';
import { ledgerModels } from '#src/ledger/schema.ts';
import { openStore, type Store } from '#src/store/store.ts';
import { approval } from './support.ts';

let folder: string;
/** Stays open all along, as it is while the bot runs. */
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoji-audit-'));
  store = await openStore({ folder: join(folder, 'live', 'store'), database: 'xiaoji' });
  const audit = new Audit(auditModels(store.connection));
  ledgerModels(store.connection);
  await claimModel(store.connection).create(CLAIM);
  await Promise.all(Object.values(store.connection.models).map((model) => model.createIndexes()));
  for (const number of [1001, 1002, 1003]) await store.inTransaction(() => audit.record([approval(number)]));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A withdrawn report #1004, as it stands in the store. */
const CLAIM = {
  _id: 'guihuali#1004',
  community: 'guihuali',
  number: 1004,
  household: 'guihuali/3-2-501',
  address: '3-2-501',
  grid: '一网格',
  kind: 'report',
  resident: 'zhang',
  residentName: '张三',
  reporter: 'zhang',
  reporterName: '张三',
  item: 'mediation',
  itemName: '邻里调解',
  rulebookVersion: '2025-1',
  day: '2025-11-12',
  points: 20,
  status: 'withdrawn',
  chain: 'review',
  stage: 0,
  stageSince: new Date('2025-11-12T02:30:00Z'),
  account: 'xiaoji',
  conversation: { kind: 'direct', id: 'zhang-san' },
  contactId: 'zhang-san',
  language: 'zh',
  messageId: 'report',
  reportedAt: new Date('2025-11-12T02:30:00Z'),
} as const;

/** Runs the command as npm would, with nothing set but the folder. */
function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env.PATH ?? '', DATA_FOLDER: folder, MONGODB_URI: '' };
  const flags = ['--disable-warning=ExperimentalWarning', 'scripts/audit.ts', ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, flags, { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

describe('npm run audit', () => {
  test('verify finds all well, while the bot has the store open', async () => {
    expect(await run('verify')).toEqual({
      code: 0,
      out: '存证 3 条 (3 audit entries)：完好 (sound)\n积分账 0 笔 (0 ledger journals)：完好 (sound)\n',
      err: '',
    });
  });

  test('head prints what is noted on paper, and verify compares with it', async () => {
    const { out } = await run('head');
    const noted = /^guihuali (3:[0-9a-f]{64})$/m.exec(out)?.[1] ?? '';
    expect(await run('verify', '--from-head', noted.slice(0, 22))).toMatchObject({
      code: 0,
      out: expect.stringContaining('与纸上抄下的第 3 条相符'),
    });
    expect(await run('verify', '--from-head', `2:${noted.slice(2)}`)).toMatchObject({
      code: 1,
      out: expect.stringContaining('第 2 条与纸上抄下的校验码不符'),
    });
  });

  test('show prints the trail of a card, in both languages', async () => {
    const { code, out } = await run('show', '1004');
    expect(code).toBe(0);
    expect(out).toContain('现在：已撤回\n11-12 10:30 张三 申报（消息 report）');
    expect(out).toContain('Now: withdrawn\n11-12 10:30 张三 reported it (message report)');
  });

  test('problems of the log and of the ledger are listed, and the exit code says so', async () => {
    const { AuditEntry, Account } = store.connection.models;
    await AuditEntry?.updateOne({ subject: '#1002' }, { $set: { byName: '周建国' } });
    await Account?.create({ _id: 'household:guihuali/1', community: 'guihuali', balance: 5 });
    expect(await run('verify')).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /存证 3 条.*有 1 处不对.*\n {2}- guihuali：第 2 条.*被改过.*\n积分账 0 笔.*有 1 处不对.*\n {2}- account household:guihuali\/1 shows 5/,
      ),
    });
  });

  test.each([
    [['verify', '--practice'], '还没有练习数据'],
    [['verify', '--from-head', 'abc'], '请写成 编号:校验码'],
    [['show', '1001'], '桂花里社区没有编号 (has no card) 1001'],
  ])('%j is answered with what to do', async (words, sentence) => {
    expect(await run(...words)).toMatchObject({ code: 2, err: expect.stringContaining(sentence) });
  });
});
