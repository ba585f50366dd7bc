import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isDuplicateKey } from '#src/store/store.ts';
import type { Product } from '#src/supermarket/schema.ts';
import {
  COMMUNITY,
  credit,
  doing,
  draftOf,
  Fuse,
  freeze,
  hold,
  NotHeld,
  openTwo,
  PowerCut,
  type Process,
  problemsWith,
  reverse,
  stocked,
  thaw,
} from './counter.ts';

const fuse = new Fuse();
let shop: Awaited<ReturnType<typeof openTwo>>;
let first: Process;
let second: Process;

beforeAll(async () => {
  shop = await openTwo(fuse);
  ({ first, second } = shop);
});
beforeEach(() => shop.empty());
afterAll(() => shop.close());

const HOUSEHOLDS = ['c/1-1-101', 'c/1-1-102', 'c/1-1-103'];
/** True when it was done; false when the rules, or an earlier delivery, forbade it. */
const done = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error) => {
      if (error instanceof NotHeld || isDuplicateKey(error)) return false;
      throw error;
    },
  );

test('the last bag of rice goes to one', async () => {
  const rice = await stocked(first, '大米', 20, 1);
  for (const [index, household] of HOUSEHOLDS.entries())
    await first.store.inTransaction(() => credit(first, household, 100, index));
  const outcomes = await Promise.all(
    HOUSEHOLDS.map((household, index) =>
      done(hold(index % 2 ? second : first, rice, { household, quantity: 1, id: `m${index}` })),
    ),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await problemsWith(first)).toEqual([]);
});

test('two of a family in the same second cannot spend the same points', async () => {
  const rice = await stocked(first, '大米', 20, 10);
  const household = 'c/1-1-101';
  await first.store.inTransaction(() => credit(first, household, 30, 1));
  const outcomes = await Promise.all([
    done(hold(first, rice, { household, quantity: 1, id: 'm1' })),
    done(hold(second, rice, { household, quantity: 1, id: 'm2' })),
  ]);
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await first.ledger.standingOf(household)).toEqual({ total: 30, available: 10, frozen: 0, held: 20 });
  expect(await problemsWith(first)).toEqual([]);
});

test('one code, shown at two counters at once, is collected once', async () => {
  const rice = await stocked(first, '大米', 20, 10);
  await first.store.inTransaction(() => credit(first, 'c/1-1-101', 30, 1));
  const redemption = await hold(first, rice, { household: 'c/1-1-101', quantity: 1, id: 'm1' });
  const outcomes = await Promise.all(
    [first, second].map((at, index) =>
      at.once(`f${index}`, () => at.redemptions.collect(redemption, '吴洁', doing(`f${index}`))),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'not-held')).toHaveLength(1);
  expect(await problemsWith(first)).toEqual([]);
});

test('points that have to stay, stay', async () => {
  const rice = await stocked(first, '大米', 20, 10);
  await first.store.inTransaction(() => credit(first, 'c/1-1-101', 30, 1));
  const outcome = await first.store.inTransaction(async () => {
    return first.redemptions
      .hold(draftOf(rice, 1, 'c/1-1-101', 'm1'), 11, doing('m1'))
      .then(({ kind }) => kind);
  });
  expect(outcome).toBe('insufficient');
});

describe('whatever happens, in any order and in two processes at a time', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('credit' as const),
      who: fc.nat(2),
      points: fc.integer({ min: 5, max: 60 }),
    }),
    fc.record({
      kind: fc.constant('freeze' as const),
      who: fc.nat(2),
      points: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({ kind: fc.constant('thaw' as const), which: fc.nat(3) }),
    fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(5) }),
    fc.record({ kind: fc.constant('expire' as const), who: fc.nat(2), month: fc.nat(3) }),
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('hold' as const),
        who: fc.nat(2),
        what: fc.nat(1),
        quantity: fc.integer({ min: 1, max: 2 }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'collect' as const,
          'collect' as const,
          'cancel' as const,
          'lapse' as const,
          'return' as const,
        ),
        which: fc.nat(3),
      }),
    },
    fc.record({
      kind: fc.constant('stock' as const),
      what: fc.nat(1),
      change: fc.integer({ min: -3, max: 5 }),
    }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  async function take(at: Process, one: Step, id: string, products: Product[]): Promise<void> {
    switch (one.kind) {
      case 'credit':
        await done(at.once(id, () => credit(at, HOUSEHOLDS[one.who] ?? '', one.points, Number(id.slice(1)))));
        return;
      case 'freeze':
        await done(at.once(id, () => freeze(at, HOUSEHOLDS[one.who] ?? '', one.points, `freeze:${id}`)));
        return;
      case 'thaw': {
        const frozen = await at.books.journals.find({ kind: 'freeze' }).sort({ _id: 1 }).lean();
        const journal = frozen[one.which % Math.max(1, frozen.length)];
        if (journal) await done(at.once(id, () => thaw(at, journal)));
        return;
      }
      case 'reverse': {
        const credits = await at.books.journals.find({ kind: 'credit' }).sort({ _id: 1 }).lean();
        const journal = credits[one.which % Math.max(1, credits.length)];
        // As a regulation has it that lets nobody owe.
        if (journal) await done(at.once(id, () => reverse(at, journal, id)));
        return;
      }
      case 'expire': {
        const day = { at: new Date(Date.UTC(2025, 10 + one.month, 30, 16)), before: new Date('2025-12-01') };
        const home = { _id: HOUSEHOLDS[one.who] ?? '', community: COMMUNITY, grid: '一网格' };
        await done(at.once(id, () => at.expiries.expire(home, day, { rulebookVersion: '1', now: day.at })));
        return;
      }
      case 'hold': {
        const [product = fail(), household = fail()] = [products[one.what], HOUSEHOLDS[one.who]];
        await done(hold(at, product, { household, quantity: one.quantity, id }));
        return;
      }
      case 'stock': {
        const product = products[one.what] ?? fail();
        const movement = { free: one.change, reserved: 0, reason: 'count' as const, memo: '', ...doing(id) };
        await done(at.once(id, () => at.shelf.move(product, { _id: `count:${id}`, ...movement })));
        return;
      }
      default: {
        const all = await at.models.redemptions.find().sort({ number: 1 }).lean();
        const redemption = all[one.which % Math.max(1, all.length)];
        if (!redemption) return;
        await done(
          at.once(id, async () => {
            if (one.kind === 'collect') await at.redemptions.collect(redemption, '吴洁', doing(id));
            else if (one.kind === 'return')
              await at.redemptions.takeBack(
                redemption,
                { reason: '坏了', spoilt: one.which % 2 === 0 },
                doing(id),
              );
            else
              await at.redemptions.release(
                redemption,
                one.kind === 'cancel' ? 'cancelled' : 'lapsed',
                doing(id),
              );
          }),
        );
      }
    }
  }
  const fail = (): never => {
    throw new Error('there is nothing there');
  };

  test('stock and points are never below zero and always add up', async () => {
    const seen = new Map<string, number>();
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 9, maxLength: 30 }), async (steps) => {
        await shop.empty();
        const products = [await stocked(first, '大米', 20, 3), await stocked(first, '酱油', 8, 4)];
        for (const [index, household] of HOUSEHOLDS.entries())
          await first.store.inTransaction(() => credit(first, household, 30, 900 + index));
        // Every message is delivered to both processes, at the same time; three messages are under way at a time.
        for (let from = 0; from < steps.length; from += 3)
          await Promise.all(
            steps
              .slice(from, from + 3)
              .flatMap((one, index) =>
                [first, second].map((at) => take(at, one, `m${from + index + 1}`, products)),
              ),
          );
        expect(await problemsWith(first)).toEqual([]);
        for (const { status } of await first.models.redemptions.find().lean())
          seen.set(status, (seen.get(status) ?? 0) + 1);
        for (const { kind } of await first.books.journals.find().lean()) kinds.add(kind);
      }),
      { numRuns: 20, seed: 20251112 },
    );
    // The run was worth something: every end that a redemption can come to was come to.
    expect([...seen.keys()].sort()).toEqual(['cancelled', 'collected', 'held', 'lapsed', 'returned']);
    expect([...kinds].sort()).toEqual([
      'correction',
      'credit',
      'expiry',
      'freeze',
      'hold',
      'redemption',
      'release',
      'reversal',
    ]);
  });

  test('a power cut before any write leaves nothing half done', async () => {
    let cuts = 0;
    /** Cuts the power before the first write, then before the second, and so on, until it is done. */
    const stubbornly = async (work: () => Promise<unknown>) => {
      const image = async () =>
        JSON.stringify([
          await first.books.accounts.find().sort({ _id: 1 }).lean(),
          await first.models.products.find().sort({ _id: 1 }).lean(),
          await first.models.redemptions.find().sort({ _id: 1 }).lean(),
        ]);
      const before = await image();
      for (let write = 1; ; write++) {
        fuse.writesLeft = write;
        const wasCut = await work().then(
          () => false,
          (error) => {
            if (error instanceof PowerCut) return true;
            throw error;
          },
        );
        fuse.writesLeft = 0;
        expect(await problemsWith(first)).toEqual([]);
        if (!wasCut) break;
        cuts++;
        expect(await image()).toBe(before);
      }
    };
    const rice = await stocked(first, '大米', 20, 5);
    const household = 'c/1-1-101';
    await stubbornly(() => first.once('m0', () => credit(first, household, 90, 1)));
    await stubbornly(() => hold(first, rice, { household, quantity: 1, id: 'm1' }));
    await stubbornly(() => hold(first, rice, { household, quantity: 2, id: 'm2' }));
    const [one, two] = await first.models.redemptions.find().sort({ number: 1 }).lean();
    if (!one || !two) throw new Error('both are held');
    await stubbornly(() => first.once('m3', () => first.redemptions.collect(one, '吴洁', doing('m3'))));
    await stubbornly(() => first.once('m4', () => first.redemptions.release(two, 'lapsed', doing('m4'))));
    await stubbornly(() =>
      first.once('m5', () => first.redemptions.takeBack(one, { reason: '', spoilt: false }, doing('m5'))),
    );
    expect(cuts).toBeGreaterThan(20);
    expect(await first.ledger.standingOf(household)).toEqual({
      total: 90,
      available: 90,
      frozen: 0,
      held: 0,
    });
    expect((await first.shelf.find(COMMUNITY, '大米'))?.free).toBe(5);
  });
});
