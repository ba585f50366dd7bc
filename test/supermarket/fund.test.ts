import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { COMMUNITY, NOW, openTwo, type Process, problemsWith } from './counter.ts';

let shop: Awaited<ReturnType<typeof openTwo>>;
let first: Process;
let second: Process;
beforeAll(async () => {
  shop = await openTwo();
  ({ first, second } = shop);
});
beforeEach(() => shop.empty());
afterAll(() => shop.close());

const entry = (amount: number, id: string) => ({
  _id: `fund:${id}`,
  community: COMMUNITY,
  who: '街道办',
  amount,
  memo: '',
  by: 'wu-jie',
  messageId: id,
  at: new Date(NOW),
});
const give = (at: Process, amount: number, id: string) =>
  at.store.inTransaction(() => at.fund.receive([{ ...entry(amount, id), kind: 'money' }]));
const spend = (at: Process, amount: number, id: string) =>
  at.store.inTransaction(() => at.fund.spend({ ...entry(amount, id), kind: 'spent' }));

test('two payments at once cannot both spend the same money', async () => {
  await give(first, 10_000, 'm0');
  const paid = await Promise.all([spend(first, 6000, 'm1'), spend(second, 6000, 'm2')]);
  expect(paid.filter(Boolean)).toHaveLength(1);
  expect(await second.fund.balance(COMMUNITY)).toBe(4000);
  expect(await problemsWith(first)).toEqual([]);
});

test('two first gifts at once are both there', async () => {
  await Promise.all([give(first, 300, 'm1'), give(second, 200, 'm2')]);
  expect(await first.fund.balance(COMMUNITY)).toBe(500);
  expect(await problemsWith(first)).toEqual([]);
});

test('books that were begun before the balance was kept go on from what they sum to', async () => {
  await first.models.fund.insertMany([
    { ...entry(9000, 'm1'), kind: 'money' },
    { ...entry(2000, 'm2'), kind: 'spent' },
    { ...entry(500, 'm3'), kind: 'goods' },
  ]);
  expect(await first.fund.balance(COMMUNITY)).toBe(7000);
  expect(await spend(first, 7001, 'm4')).toBe(false);
  expect(await spend(first, 7000, 'm5')).toBe(true);
  expect(await first.fund.balance(COMMUNITY)).toBe(0);
  expect(await problemsWith(first)).toEqual([]);
});

test('whatever is given and paid by two processes at once, nothing is paid that is not there', async () => {
  const step = fc.record({
    kind: fc.constantFrom('give' as const, 'spend' as const, 'spend' as const),
    amount: fc.integer({ min: 1, max: 100 }),
  });
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      await shop.empty();
      await give(first, 100, 'm0');
      let left = 100;
      for (let from = 0; from < steps.length; from += 4)
        await Promise.all(
          steps.slice(from, from + 4).map(async ({ kind, amount }, index) => {
            const [at, id] = [index % 2 ? second : first, `m${from + index + 1}`];
            if (kind === 'give') {
              await give(at, amount, id);
              left += amount;
            } else if (await spend(at, amount, id)) left -= amount;
            else refused++;
          }),
        );
      expect(await first.fund.balance(COMMUNITY)).toBe(left);
      expect(await problemsWith(first)).toEqual([]);
    }),
    { numRuns: 25, seed: 20251112 },
  );
  expect(refused).toBeGreaterThan(10);
});
