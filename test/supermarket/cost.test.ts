import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { coverOf } from '#src/supermarket/cost.ts';
import { COMMUNITY, credit, freeze, hold, openTwo, type Process, stocked } from './counter.ts';

let shop: Awaited<ReturnType<typeof openTwo>>;
let at: Process;
beforeAll(async () => {
  shop = await openTwo();
  at = shop.first;
});
beforeEach(() => shop.empty());
afterAll(() => shop.close());

const cover = () => coverOf(COMMUNITY, at);

test('what one household owes pays for nothing that another one can redeem', async () => {
  await at.store.inTransaction(() => credit(at, 'c/1-1-101', 50, 1));
  await at.store.inTransaction(() => credit(at, 'c/1-1-102', -30, 2));
  expect(await cover()).toEqual({ outstanding: 50, shelf: 0 });
});

test('points that are reserved or frozen are still owed, and so are the goods that are promised', async () => {
  const rice = await stocked(at, '大米', 20, 3);
  await at.store.inTransaction(() => credit(at, 'c/1-1-101', 50, 1));
  await hold(at, rice, { household: 'c/1-1-101', quantity: 1, id: 'm1' });
  await at.store.inTransaction(() => freeze(at, 'c/1-1-101', 10, 'freeze:1'));
  expect(await cover()).toEqual({ outstanding: 50, shelf: 60 });
});

test('the points that are out are the sum of what households have that have something', async () => {
  const change = fc.record({
    who: fc.nat(3),
    points: fc.integer({ min: -60, max: 60 }).filter((points) => points !== 0),
  });
  let debts = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      await shop.empty();
      const has = new Map<number, number>();
      for (const [index, { who, points }] of changes.entries()) {
        await at.store.inTransaction(() => credit(at, `c/1-1-10${who}`, points, index));
        has.set(who, (has.get(who) ?? 0) + points);
      }
      const all = [...has.values()];
      if (all.some((points) => points < 0) && all.some((points) => points > 0)) debts++;
      expect((await cover()).outstanding).toBe(
        all.filter((points) => points > 0).reduce((sum, points) => sum + points, 0),
      );
    }),
    { numRuns: 40, seed: 20251112 },
  );
  // The run was worth something: there was often somebody who owes beside somebody who has.
  expect(debts).toBeGreaterThan(10);
});
