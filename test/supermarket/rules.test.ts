import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { local } from '#src/calendar.ts';
import { batchesOf } from '#src/supermarket/best-before.ts';
import { inOrder } from '#src/supermarket/catalog-pages.ts';
import { newCode, readCode, shownCode } from '#src/supermarket/codes.ts';
import { collectionOf, hindranceTo, parcels } from '#src/supermarket/order.ts';
import type { Product, Redemption, StockJournal } from '#src/supermarket/schema.ts';
import { type OpeningDays, placeFor, readSupermarket } from '#src/supermarket/settings.ts';
import { lastWindow, openingAt, windowAfter } from '#src/supermarket/windows.ts';

const at = (moment: string) => new Date(`${moment}+08:00`);
const shown = (moment: Date) => local(moment).toFormat('yyyy-MM-dd HH:mm');

function product(facts: Partial<Product> = {}): Product {
  const name = facts.name ?? '大米';
  return {
    _id: `c/${name}`,
    community: 'c',
    name,
    aliases: [],
    kind: 'goods',
    points: 20,
    unit: '袋',
    counted: true,
    free: 5,
    reserved: 0,
    listed: true,
    updatedAt: at('2025-11-01T00:00'),
    ...facts,
  };
}

describe('opening days', () => {
  const quarterly: OpeningDays = {
    every: 'quarter',
    month: 3,
    days: [20, 22],
    open: '09:00',
    close: '17:00',
  };
  const monthly: OpeningDays = { every: 'month', month: 3, days: [1, 1], open: '08:30', close: '11:30' };

  test.each([
    ['2025-11-12T10:00', [quarterly], 'closed', '2025-12-20 09:00'],
    ['2025-12-20T08:59', [quarterly], 'closed', '2025-12-20 09:00'],
    ['2025-12-20T09:00', [quarterly], 'open', '2025-12-22 17:00'],
    ['2025-12-21T03:00', [quarterly], 'open', '2025-12-22 17:00'],
    ['2025-12-22T17:00', [quarterly], 'open', '2025-12-22 17:00'],
    ['2025-12-22T17:01', [quarterly], 'closed', '2026-03-20 09:00'],
    ['2025-12-31T23:59', [quarterly], 'closed', '2026-03-20 09:00'],
    ['2025-11-12T10:00', [monthly], 'closed', '2025-12-01 08:30'],
    ['2025-11-12T10:00', [quarterly, monthly], 'closed', '2025-12-01 08:30'],
    ['2025-12-05T10:00', [quarterly, monthly], 'closed', '2025-12-20 09:00'],
  ])('at %s: %s', (moment, windows, state, when) => {
    const opening = openingAt({ windows }, at(moment));
    expect(opening.state).toBe(state);
    if (opening.state === 'open') expect(shown(opening.window.closesAt)).toBe(when);
    if (opening.state === 'closed') expect(shown(opening.next.opensAt)).toBe(when);
  });

  test('whatever the moment, the last window has begun and the next one comes after it', () => {
    const moments = fc.date({
      min: at('2024-01-01T00:00'),
      max: at('2028-01-01T00:00'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (now) => {
        const last = lastWindow({ windows: [quarterly] }, now);
        const opening = openingAt({ windows: [quarterly] }, now);
        expect(last && last.opensAt <= now).toBe(true);
        if (!last) return;
        expect(opening.state).toBe(now <= last.closesAt ? 'open' : 'closed');
        const next = windowAfter({ windows: [quarterly] }, last);
        expect(next && next.opensAt > last.closesAt).toBe(true);
      }),
    );
  });

  test('a place without opening days is always open', () => {
    expect(openingAt({ windows: 'always' }, at('2025-11-12T03:00'))).toEqual({ state: 'always' });
  });
});

describe('where and until when', () => {
  const settings = { ...readSupermarket('samples/guihuali/supermarket.yaml'), windowed: ['goods' as const] };
  const always = placeFor(settings, '一网格');
  const quarterly = {
    ...always,
    windows: [{ every: 'quarter', month: 3, days: [20, 22], open: '09:00', close: '17:00' } as OpeningDays],
  };
  const goods = { wanted: [{ product: product(), quantity: 1 }] };
  const haircut = { wanted: [{ product: product({ kind: 'service', counted: false }), quantity: 1 }] };
  const coupon = {
    wanted: [{ product: product({ kind: 'coupon', counted: false, until: '2025-11-20' }), quantity: 1 }],
  };

  test.each([
    ['goods, always open', goods, always, '2025-11-12T10:00', undefined, '2025-11-19 23:59'],
    [
      'goods, before the window',
      goods,
      quarterly,
      '2025-12-19T10:00',
      '2025-12-20 09:00',
      '2025-12-22 17:00',
    ],
    ['goods, in the window', goods, quarterly, '2025-12-20T10:00', undefined, '2025-12-22 17:00'],
    ['a service, out of the window', haircut, quarterly, '2025-11-12T10:00', undefined, '2025-12-12 23:59'],
    ['a coupon that ends soon', coupon, always, '2025-11-12T10:00', undefined, '2025-11-20 23:59'],
  ])('%s', (_, parcel, place, now, opens, deadline) => {
    const collection = collectionOf(parcel, place, settings, at(now));
    expect(collection.opensAt && shown(collection.opensAt)).toBe(opens);
    expect(shown(collection.deadline)).toBe(deadline);
  });

  test('goods share a code; every service has its own', () => {
    const wanted = [
      { product: product(), quantity: 2 },
      { product: product({ name: '理发', kind: 'service', merchant: '理发店' }), quantity: 2 },
      { product: product({ name: '酱油' }), quantity: 1 },
    ];
    expect(
      parcels(wanted).map(({ wanted, merchant }) => [
        merchant,
        wanted.map(({ product, quantity }) => `${product.name}×${quantity}`).join(),
      ]),
    ).toEqual([
      [undefined, '大米×2,酱油×1'],
      ['理发店', '理发×1'],
      ['理发店', '理发×1'],
    ]);
  });
});

describe('what keeps a household from something', () => {
  const had = (quantity: number, day: string) =>
    ({
      requestedAt: at(day),
      lines: [
        {
          product: 'c/大米',
          name: '大米',
          unit: '袋',
          kind: 'goods',
          counted: true,
          quantity,
          points: 20,
          cost: 0,
        },
      ],
    }) as Redemption;
  /** Asked for one day, for an opening on another. */
  const reservedFor = (quantity: number, day: string, opens: string) => ({
    ...had(quantity, day),
    opensAt: at(opens),
  });
  const limit = { quantity: 2, every: 'month' as const };

  test.each([
    ['nothing', product(), 1, [], undefined],
    ['it begins later', product({ from: '2025-11-13' }), 1, [], 'not-yet'],
    ['it begins today', product({ from: '2025-11-12' }), 1, [], undefined],
    ['it is over', product({ until: '2025-11-11' }), 1, [], 'no-more'],
    ['the last day', product({ until: '2025-11-12' }), 1, [], undefined],
    ['too little standing', product({ least: 101 }), 1, [], 'standing'],
    ['just enough standing', product({ least: 100 }), 1, [], undefined],
    ['within the limit', product({ limit }), 2, [], undefined],
    ['beyond the limit', product({ limit }), 3, [], 'limit'],
    ['the limit with what it had', product({ limit }), 2, [had(1, '2025-11-01T08:00')], 'limit'],
    ['what it had last month', product({ limit }), 2, [had(2, '2025-10-31T23:00')], undefined],
    [
      'what it reserved last month for this one',
      product({ limit }),
      1,
      [reservedFor(2, '2025-10-31T23:00', '2025-11-20T09:00')],
      'limit',
    ],
    [
      'what it reserved this month for the next',
      product({ limit }),
      2,
      [reservedFor(2, '2025-11-10T10:00', '2025-12-20T09:00')],
      undefined,
    ],
  ])('%s', (_, wanted, quantity, redeemed, why) => {
    const hindrance = hindranceTo(
      { product: wanted, quantity },
      { total: 100, redeemed },
      at('2025-11-12T10:00'),
    );
    expect(hindrance?.why).toBe(why);
  });
});

describe('the order of the catalogue', () => {
  const goods = [
    product({ name: '油', points: 60 }),
    product({ name: '盐', points: 5 }),
    product({ name: '米', points: 20 }),
    product({ name: '糖', points: 8, free: 0 }),
    product({ name: '鸡蛋', points: 40 }),
  ];
  test.each([
    [30, '米,盐,鸡蛋,油,糖'],
    [0, '盐,米,鸡蛋,油,糖'],
    [undefined, '盐,米,鸡蛋,油,糖'],
  ])('with %s points', (spendable, names) => {
    expect(
      inOrder(goods, spendable)
        .map(({ name }) => name)
        .join(),
    ).toBe(names);
  });
});

describe('codes', () => {
  test('begin with a letter, have nothing that is mistaken, and are read back however they are typed', () => {
    const codes = Array.from({ length: 2000 }, newCode);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      expect(code).toMatch(/^[A-HJKMNP-Z][A-HJKMNP-Z2-9]{7}$/);
      expect(readCode(shownCode(code))).toBe(code);
      expect(readCode(` ${code.toLowerCase()} `)).toBe(code);
    }
  });
  test.each(['', 'ABCD', 'ABCD-EFG1', 'ABCD-EFGHJ', '核销'])('%j is none', (words) => {
    expect(readCode(words)).toBeUndefined();
  });
});

describe('goods that go off', () => {
  const movement = (free: number, bestBefore?: string, reserved = 0): StockJournal =>
    ({
      free,
      reserved,
      reason: free > 0 ? 'in' : 'out',
      ...(bestBefore ? { bestBefore } : {}),
    }) as StockJournal;
  test.each([
    ['nothing gone', [movement(10, '2026-01-01')], '2026-01-01 10'],
    [
      'the oldest goes first',
      [movement(10, '2026-02-01'), movement(5, '2026-01-01'), movement(-7)],
      '2026-02-01 8',
    ],
    [
      'promised goods are still there',
      [movement(10, '2026-01-01'), movement(-4, undefined, 4)],
      '2026-01-01 10',
    ],
    ['what has no day is handed out last', [movement(5), movement(5, '2026-01-01'), movement(-5)], ''],
    ['all gone', [movement(5, '2026-01-01'), movement(-5)], ''],
  ])('%s', (_, journals, left) => {
    expect(
      batchesOf(journals)
        .map(({ bestBefore, quantity }) => `${bestBefore} ${quantity}`)
        .join(),
    ).toBe(left);
  });
});
