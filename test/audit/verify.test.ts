import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#src/audit/breaks.ts';
import { link, NOTHING_BEFORE } from '#src/audit/chain.ts';
import type { AuditEntry } from '#src/audit/schema.ts';
import { type NotedHead, verifyAudit } from '#src/audit/verify.ts';
import { approval, type OpenAudit, openAudit } from './support.ts';

let log: OpenAudit;
beforeAll(async () => {
  log = await openAudit();
});
/** Five entries, #1001 to #1005. */
beforeEach(async () => {
  await log.clear();
  await log.record(approval(1001), approval(1002));
  for (const number of [1003, 1004, 1005]) await log.record(approval(number));
});
afterAll(() => log.close());

const found = async (noted?: NotedHead) => (await verifyAudit(log.models, noted)).map(sentenceOf);
const setSeq = (subject: string, seq: number) => log.models.entries.updateOne({ subject }, { $set: { seq } });
/** What somebody with the whole database in their hands can do: write the log anew, head and all. */
async function writeAnew(change: (entries: AuditEntry[]) => AuditEntry[]): Promise<void> {
  const entries = change(await log.models.entries.find().sort({ seq: 1 }).lean());
  const records = entries.map(({ _id, seq, previous, hash, ...record }) => record);
  const anew = link(records, { seq: 0, hash: NOTHING_BEFORE });
  const last = anew.at(-1) as AuditEntry;
  await log.clear();
  await log.models.entries.insertMany(anew);
  await log.models.heads.create({ _id: 'guihuali', seq: last.seq, hash: last.hash });
}

test('a log that nobody touched has nothing to report', async () => {
  expect(await found()).toEqual([]);
});

describe('what was tampered with is found', () => {
  const changed = [
    'guihuali：第 3 条（claim.approve #1003）写下以后被改过 (entry 3, claim.approve #1003, was changed after it was written)',
  ];
  test.each<[string, Record<string, unknown>]>([
    ['the points', { details: { points: 200 } }],
    ['the name', { byName: '周建国' }],
    ['the time', { at: new Date('2025-11-13T02:30:00Z') }],
    ['the version', { rulebookVersion: '2024-1' }],
    ['the hash', { hash: 'f'.repeat(64) }],
  ])('%s of an entry changed', async (_, change) => {
    await log.models.entries.updateOne({ subject: '#1003' }, { $set: change });
    // A hash that is not its own also leaves the next entry without the one it followed.
    expect(await found()).toEqual(changed);
  });

  test('an entry changed, its hash with it', async () => {
    const [third] = await log.audit.of('guihuali', '#1003');
    const { _id, seq, previous, hash, ...record } = third as AuditEntry;
    const [forged] = link([{ ...record, byName: '周建国' }], { seq: 2, hash: previous });
    await log.models.entries.updateOne({ _id }, { $set: { ...forged } });
    expect(await found()).toEqual([
      'guihuali：第 4 条之前的记录被整条换过，第 4 条接不上 (entry 4 does not follow the one before it: that one was replaced)',
    ]);
  });

  test('the very last entry changed, its hash with it', async () => {
    const [last] = await log.audit.of('guihuali', '#1005');
    const { _id, seq, previous, hash, ...record } = last as AuditEntry;
    const [forged] = link([{ ...record, byName: '周建国' }], { seq: 4, hash: previous });
    await log.models.entries.updateOne({ _id }, { $set: { ...forged } });
    expect(await found()).toEqual([
      "guihuali：链头的校验码与第 5 条对不上 (the head's hash is not that of the last entry, 5)",
    ]);
  });

  test('one deleted', async () => {
    await log.models.entries.deleteOne({ subject: '#1003' });
    expect(await found()).toEqual([
      'guihuali：缺第 3 条，被删掉了 (entry 3 is missing: somebody deleted what was written there)',
    ]);
  });

  test('the first ones deleted', async () => {
    await log.models.entries.deleteMany({ seq: { $lt: 3 } });
    expect(await found()).toEqual([
      'guihuali：缺第 1–2 条，被删掉了 (entries 1–2 are missing: somebody deleted what was written there)',
    ]);
  });

  test('two swapped', async () => {
    await setSeq('#1003', 99);
    await setSeq('#1004', 3);
    await setSeq('#1003', 4);
    expect(await found()).toEqual([
      'guihuali：第 3 条（claim.approve #1004）不在原来的位置，次序被调换过 (entry 3, claim.approve #1004, is not where it was written: the order was changed)',
      'guihuali：第 4 条（claim.approve #1003）不在原来的位置，次序被调换过 (entry 4, claim.approve #1003, is not where it was written: the order was changed)',
    ]);
  });

  test('the tail cut off', async () => {
    await log.models.entries.deleteMany({ seq: { $gt: 3 } });
    expect(await found()).toEqual([
      'guihuali：末尾的第 4–5 条被删掉了 (the end was cut off: entries 4–5 are missing, up to which the head counts)',
    ]);
  });

  test('everything deleted but the head', async () => {
    await log.models.entries.deleteMany();
    expect(await found()).toEqual([expect.stringContaining('entries 1–5 are missing')]);
  });

  test('the head deleted', async () => {
    await log.models.heads.deleteMany();
    expect(await found()).toEqual([
      'guihuali：有 5 条记录，却没有链头 (there are entries up to 5, but the head is gone)',
    ]);
  });

  test('the head set back', async () => {
    const fourth = await log.models.entries.findOne({ seq: 4 }).lean();
    await log.models.heads.updateOne({}, { $set: { seq: 4, hash: fourth?.hash ?? '' } });
    expect(await found()).toEqual([
      'guihuali：链头只到第 4 条，记录却到第 5 条 (the head counts up to 4, the entries go on to 5)',
    ]);
  });

  test('an entry slipped in beside the chain', async () => {
    await log.models.entries.collection.insertOne({ ...approval(1006), _id: 'slipped-in' as never });
    expect(await found()).toEqual([
      'guihuali：有 1 条记录不在链上，不是小积按次序写的 (1 entries stand outside of the chain)',
    ]);
  });
});

describe('what only a noted head can find', () => {
  const noted = async (): Promise<NotedHead> => {
    const head = await log.audit.headOf('guihuali');
    return { community: 'guihuali', seq: head?.seq ?? 0, hash: head?.hash ?? '' };
  };

  test('the tail cut off, the head with it', async () => {
    const before = await noted();
    await writeAnew((entries) => entries.slice(0, 3));
    expect(await found()).toEqual([]);
    expect(await found(before)).toEqual([
      'guihuali：纸上抄到第 5 条，记录却只到第 3 条，末尾被删掉了 (entry 5 was noted, the log ends at 3: the end was cut off)',
    ]);
  });

  test('the whole log written anew', async () => {
    const before = await noted();
    await writeAnew((entries) =>
      entries.map((entry) => (entry.seq === 2 ? { ...entry, byName: '周建国' } : entry)),
    );
    expect(await found()).toEqual([]);
    const sentence =
      'guihuali：第 5 条与纸上抄下的校验码不符，这之前的记录被重写过 (entry 5 does not have the hash that was noted: what is before it was written anew)';
    expect(await found(before)).toEqual([sentence]);
    expect(await found({ ...before, hash: before.hash.slice(0, 20) })).toEqual([sentence]);
  });

  test('all is well when the log has only grown since', async () => {
    const before = await noted();
    await log.record(approval(1006));
    expect(await found(before)).toEqual([]);
    expect(await found({ ...before, hash: before.hash.slice(0, 20) })).toEqual([]);
  });
});

test('somebody who renumbered everything does not fill the screen', async () => {
  await log.record(...Array.from({ length: 30 }, (_, index) => approval(2000 + index)));
  await log.models.entries.updateMany({}, { $set: { byName: '无名' } });
  const sentences = await found();
  expect(sentences).toHaveLength(21);
  expect(sentences.at(-1)).toContain('more than 20 problems');
});
