import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson, hashOf, NOTHING_BEFORE } from '#src/audit/chain.ts';
import { verifyAudit } from '#src/audit/verify.ts';
import { isDuplicateKey } from '#src/store/store.ts';
import { approval, type OpenAudit, openAudit } from './support.ts';

let log: OpenAudit;
beforeAll(async () => {
  log = await openAudit();
});
beforeEach(() => log.clear());
afterAll(() => log.close());

test('each entry carries the hash of the one before it, in one transaction and across them', async () => {
  await log.record(approval(1001), approval(1002));
  await log.record(approval(1003, { details: { reason: undefined, at: new Date(0), points: 5 } }));
  const entries = await log.models.entries.find().sort({ seq: 1 }).lean();
  expect(entries.map(({ seq, subject, previous }) => ({ seq, subject, previous }))).toEqual([
    { seq: 1, subject: '#1001', previous: NOTHING_BEFORE },
    { seq: 2, subject: '#1002', previous: entries[0]?.hash },
    { seq: 3, subject: '#1003', previous: entries[1]?.hash },
  ]);
  expect(entries.map(hashOf)).toEqual(entries.map(({ hash }) => hash));
  expect(await log.audit.headOf('guihuali')).toEqual({ _id: 'guihuali', seq: 3, hash: entries[2]?.hash });
});

test('each community has a chain of its own', async () => {
  await log.record(
    approval(1001),
    approval(1001, { community: 'hebei', messageId: 'other' }),
    approval(1002),
  );
  expect((await log.audit.headOf('guihuali'))?.seq).toBe(2);
  expect((await log.audit.headOf('hebei'))?.seq).toBe(1);
  expect(await verifyAudit(log.models)).toEqual([]);
});

test('an entry that is there already undoes the whole transaction, head and all', async () => {
  await log.record(approval(1001));
  const twice = log.record(approval(1002), approval(1001));
  await expect(twice).rejects.toSatisfy(isDuplicateKey);
  expect((await log.audit.headOf('guihuali'))?.seq).toBe(1);
  expect(await log.audit.of('guihuali', '#1002')).toEqual([]);
});

test('whoever records at the same time, and whatever fails: no holes, and the chain holds', async () => {
  const message = fc.record({
    community: fc.constantFrom('guihuali', 'hebei'),
    // Few numbers, so that the same entry comes twice now and then.
    numbers: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
    fails: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (messages) => {
      await log.clear();
      const outcomes = await Promise.all(
        messages.map(({ community, numbers, fails }) =>
          log.store
            .inTransaction(async () => {
              await log.audit.record(numbers.map((number) => approval(number, { community })));
              if (fails) throw new Error('refused afterwards');
            })
            .then(
              () => numbers.length,
              () => 0,
            ),
        ),
      );
      expect(await verifyAudit(log.models)).toEqual([]);
      expect(await log.models.entries.countDocuments()).toBe(outcomes.reduce((sum, count) => sum + count, 0));
      for (const community of ['guihuali', 'hebei']) {
        const entries = await log.models.entries.find({ community }).sort({ seq: 1 }).lean();
        expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
      }
    }),
    { numRuns: 25, seed: 20251112 },
  );
});

describe('canonical JSON', () => {
  test('does not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: '二' }], a: new Date(0) })).toBe(
      '{"a":"1970-01-01T00:00:00.000Z","b":[{"c":"二","d":1}]}',
    );
  });
});

test('nothing in the code changes or deletes what the log holds', () => {
  const sources = ['src', 'handlers', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path)),
  );
  const touching = sources.filter((path) =>
    /AuditModels|auditModels|'AuditEntry'|auditentries/.test(readFileSync(path, 'utf8')),
  );
  expect(touching).toContain('src/audit/audit.ts');
  const writes =
    /entries\s*\.(?!find\b|findOne\b|insertMany\b|exists\b|distinct\b|countDocuments\b|at\b|map\b|slice\b|length\b)\w+/g;
  expect(
    touching.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(writes)].map(([call]) => `${path}: ${call}`),
    ),
  ).toEqual([]);
});
