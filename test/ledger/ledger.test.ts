import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Ledger } from '#src/ledger/ledger.ts';
import { type LedgerModels, ledgerModels } from '#src/ledger/schema.ts';
import { verifyLedger } from '#src/ledger/verify.ts';
import { isDuplicateKey, openStore, type Store } from '#src/store/store.ts';

let folder: string;
let store: Store;
let models: LedgerModels;
let ledger: Ledger;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoji-ledger-'));
  store = await openStore({ folder, database: 'xiaoji-test' });
  models = ledgerModels(store.connection);
  ledger = new Ledger(models);
  await Promise.all([models.journals, models.accounts, models.tallies].map((model) => model.createIndexes()));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function clearBooks(): Promise<void> {
  await models.journals.deleteMany();
  await models.accounts.deleteMany();
  await models.tallies.deleteMany();
}

const DAY_MS = 86_400_000;
const credit = (claim: number, household: number, points: number, day: number) =>
  store.inTransaction(() =>
    ledger.recordEarning({
      community: 'c',
      household: `c/${household}`,
      grid: '一网格',
      resident: `resident-${household}-${claim % 2}`,
      claim,
      points,
      memo: '志愿服务',
      rulebookVersion: '1',
      decidedBy: ['zhao'],
      messageId: `m${claim}`,
      recordedAt: new Date(Date.parse('2025-11-10T04:00:00Z') + day * DAY_MS),
    }),
  );
const reverse = (claim: number, day: number) =>
  store.inTransaction(async () => {
    const original = await ledger.earningOf('c', claim);
    if (!original) return;
    const recordedAt = new Date(original.recordedAt.getTime() + day * DAY_MS);
    await ledger.recordReversal(original, {
      memo: '冲正',
      decidedBy: ['zhou'],
      messageId: `r${claim}`,
      recordedAt,
    });
  });
/** True when it was recorded; false when the ledger had it already. */
const once = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error) => {
      if (isDuplicateKey(error)) return false;
      throw error;
    },
  );

test('whatever is credited and reversed, in any order and more than once at a time, the books balance', async () => {
  const action = fc.record({
    kind: fc.constantFrom('credit', 'reverse'),
    claim: fc.integer({ min: 1, max: 6 }),
    points: fc.integer({ min: 1, max: 50 }),
    day: fc.nat(60),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 15 }), async (actions) => {
      await clearBooks();
      await Promise.all(
        actions.map(({ kind, claim, points, day }) =>
          once(kind === 'credit' ? credit(claim, claim % 3, points, day) : reverse(claim, day)),
        ),
      );
      expect(await verifyLedger(models)).toEqual([]);

      const journals = await models.journals.find().lean();
      const claims = journals.filter(({ kind }) => kind === 'credit').map(({ claim }) => claim);
      expect(new Set(claims).size).toBe(claims.length);
      const accounts = await models.accounts.find().lean();
      expect(accounts.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
    }),
    { numRuns: 25, seed: 20251112 },
  );
});

test('a claim is credited once and reversed once', async () => {
  await clearBooks();
  expect(await once(credit(7, 1, 20, 0))).toBe(true);
  expect(await once(credit(7, 1, 20, 0))).toBe(false);
  expect(await once(reverse(7, 1))).toBe(true);
  expect(await once(reverse(7, 1))).toBe(false);
});

test('books that were tampered with are found out', async () => {
  await clearBooks();
  await credit(8, 2, 20, 0);
  await models.accounts.updateOne({ _id: 'household:c/2' }, { $inc: { balance: 5 } });
  expect(await verifyLedger(models)).toEqual(['account household:c/2 shows 25, its entries sum to 20']);
});
