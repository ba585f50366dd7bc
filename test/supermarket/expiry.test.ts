import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { local } from '#src/calendar.ts';
import type { Journal } from '#src/ledger/schema.ts';
import {
  type BegunTask,
  CreditAges,
  type ExpiryTask,
  expiringPoints,
  nextExpiries,
  noticeAt,
  tasksDue,
} from '#src/supermarket/points-expiry.ts';
import { COMMUNITY, draftOf, openTwo, type Process, problemsWith, stocked } from './counter.ts';

const at = (moment: string) => new Date(`${moment}+08:00`);
const shown = (moment: Date) => local(moment).toFormat('yyyy-MM-dd HH:mm');

describe('what expires', () => {
  let number = 0;
  const journal = (
    points: number,
    day: string,
    kind: Journal['kind'] = 'credit',
    reverses?: Journal,
  ): Journal =>
    ({
      _id: `${kind}:${++number}`,
      kind,
      household: 'c/1',
      countsAt: at(`${day}T12:00`),
      reverses: reverses?._id,
      entries: [
        { account: 'issued:c', points: -points },
        { account: 'household:c/1', points },
      ],
    }) as Journal;
  const old = journal(30, '2023-11-15');
  const young = journal(20, '2024-03-01');
  const deduction = journal(-10, '2023-11-20', 'deduction');

  test.each<[string, Journal[], { available: number; frozen?: number }, number]>([
    ['nothing spent', [old, young], { available: 50 }, 30],
    ['the oldest was spent first', [old, young], { available: 38 }, 18],
    ['all old ones were spent', [old, young], { available: 20 }, 0],
    ['held counts as spent', [old, young], { available: 38 }, 18],
    ['frozen ones wait', [old], { available: 10, frozen: 20 }, 10],
    ['a deduction took the oldest', [old, deduction], { available: 20 }, 20],
    ['a reversal took its own', [old, journal(-30, '2023-11-15', 'reversal', old)], { available: 0 }, 0],
    [
      'a reversal in a later month took its own old credit',
      [old, young, journal(-30, '2024-06-01', 'reversal', old)],
      { available: 20 },
      0,
    ],
    [
      'a deduction that was taken back is no credit',
      [old, deduction, journal(10, '2023-11-20', 'reversal', deduction)],
      { available: 30 },
      30,
    ],
    [
      'nor does it make young points old',
      [young, deduction, journal(10, '2023-11-20', 'reversal', deduction)],
      { available: 20 },
      0,
    ],
    ['on the last day', [journal(30, '2023-12-01')], { available: 30 }, 0],
    ['never more than there is', [old], { available: -5 }, 0],
  ])('%s', (_, journals, { available, frozen = 0 }, points) => {
    const ages = new CreditAges(at('2023-12-01T00:00'));
    for (const one of journals) ages.add(one);
    ages.settle(journals.filter(({ _id }) => ages.reversed.includes(_id)));
    expect(expiringPoints(ages.of('c/1'), { available, frozen })).toBe(points);
  });
});

describe('when', () => {
  test('the days, and when they are announced', () => {
    const [next] = nextExpiries(24, at('2025-11-05T10:00'));
    expect(
      next && [shown(next.at), shown(next.before), shown(noticeAt(next, 30)), shown(noticeAt(next, 7))],
    ).toEqual(['2025-12-01 00:00', '2023-12-01 00:00', '2025-11-01 09:00', '2025-11-24 09:00']);
  });

  const day = (date: string, key: string, announces: boolean): BegunTask => ({
    at: at(`${date}T00:00`),
    before: at(`${date}T00:00`),
    key,
    announces,
    doneAt: at(`${date}T00:00`),
  });
  const november = [day('2025-11-01', 'notice-7', true), day('2025-11-01', 'expire', false)];
  const thirty = day('2025-12-01', 'notice-30', false);
  const seven = day('2025-12-01', 'notice-7', true);
  const due = (now: string, begun: BegunTask[], noticeDays = [30, 7]) =>
    tasksDue({ months: 24, noticeDays }, at(now), begun).map(
      ({ key, at }: ExpiryTask) => `${key} ${shown(at).slice(0, 10)}`,
    );

  test.each<[string, string, BegunTask[], string[]]>([
    ['not yet', '2025-11-01T08:59', november, []],
    ['30 days before', '2025-11-01T09:00', november, ['notice-30 2025-12-01']],
    ['once', '2025-11-01T09:01', [...november, thirty], []],
    ['missed, and made up for', '2025-11-12T10:00', november, ['notice-30 2025-12-01']],
    ['7 days before', '2025-11-24T09:00', [...november, thirty], ['notice-7 2025-12-01']],
    ['a little late', '2025-11-24T23:00', [...november, thirty], ['notice-7 2025-12-01']],
    ['both missed: one says it', '2025-11-24T10:00', november, ['notice-7 2025-12-01']],
    [
      'the last notice missed: a month later, and that is announced now',
      '2025-11-27T10:00',
      [...november, thirty],
      ['notice-moved 2026-01-01'],
    ],
    [
      'which is said once',
      '2025-11-27T10:01',
      [...november, thirty, day('2026-01-01', 'notice-moved', true)],
      [],
    ],
    ['away over the day', '2025-12-01T00:00', [...november, thirty], ['notice-moved 2026-01-01']],
    ['the day', '2025-12-01T00:00', [...november, thirty, seven], ['expire 2025-12-01']],
    [
      'the day, after months away',
      '2026-02-10T00:00',
      [...november, thirty, seven],
      ['notice-30 2026-03-01', 'expire 2025-12-01'],
    ],
    [
      'the day is over',
      '2025-12-01T00:01',
      [...november, thirty, seven, day('2025-12-01', 'expire', false)],
      [],
    ],
    [
      'the day that was moved to',
      '2026-01-01T00:00',
      [...november, thirty, day('2026-01-01', 'notice-moved', true)],
      ['expire 2026-01-01'],
    ],
    [
      'a notice that not everybody has got yet is no notice',
      '2025-11-24T09:01',
      [...november, thirty, { ...seven, doneAt: undefined } as unknown as BegunTask],
      ['notice-7 2025-12-01'],
    ],
  ])('%s', (_, now, begun, tasks) => expect(due(now, begun)).toEqual(tasks));

  test('a regulation without notices is given one', () => {
    expect(due('2025-11-24T10:00', november, [])).toEqual(['notice-7 2025-12-01']);
  });
});

describe('at the books', () => {
  let shop: Awaited<ReturnType<typeof openTwo>>;
  let first: Process;
  beforeAll(async () => {
    shop = await openTwo();
    ({ first } = shop);
  });
  beforeEach(() => shop.empty());
  afterAll(() => shop.close());

  const [DAY] = nextExpiries(24, at('2025-11-05T10:00'));
  const expire: ExpiryTask = {
    at: new Date(0),
    before: new Date(0),
    ...DAY,
    key: 'expire',
    announces: false,
  };
  const now = at('2025-12-01T00:00');
  const by = { rulebookVersion: '1', now };
  const home = (household: string) => ({ _id: household, community: COMMUNITY, grid: '一网格' });
  const credit = (household: string, points: number, claim: number, day: string) => ({
    community: COMMUNITY,
    household,
    grid: '一网格',
    claim,
    points,
    memo: '志愿服务',
    rulebookVersion: '1',
    decidedBy: [],
    messageId: `m${claim}`,
    recordedAt: at(`${day}T12:00`),
  });

  test('a run that is interrupted goes on where it stopped, and takes nothing twice', async () => {
    const households = Array.from({ length: 7 }, (_, index) => `c/1-1-${101 + index}`);
    await first.store.inTransaction(async () => {
      for (const [index, household] of households.entries())
        await first.ledger.recordEarning(credit(household, 10, index, '2023-11-15'));
      await first.ledger.recordEarning(credit('c/9-9-999', 10, 99, '2025-03-01'));
    });
    const run = await first.expiries.begin(COMMUNITY, expire, now);
    expect(run.waiting).toEqual(households);
    const part = (some: string[]) =>
      first.store.inTransaction(async () => {
        for (const household of some) await first.expiries.expire(home(household), run, by);
        return first.expiries.settle(run, some, [], now);
      });
    expect(await part(households.slice(0, 4))).toBeUndefined();
    // Started anew: another process finds the same run.
    const again = await shop.second.expiries.begin(COMMUNITY, expire, now);
    expect(again.waiting).toEqual(households.slice(4));
    expect(await part(again.waiting)).toMatchObject({ waiting: [], doneAt: now });
    for (const household of households) expect(await first.ledger.balanceOf(household)).toBe(0);
    expect(await first.ledger.balanceOf('c/9-9-999')).toBe(10);
    expect(await first.expiries.expiring('c/1-1-101', expire)).toBe(0);
    expect(await problemsWith(first)).toEqual([]);
  });

  test('points that were reserved over the day expire when they come back', async () => {
    const rice = await stocked(first, '大米', 20, 5);
    const household = 'c/1-1-101';
    const doing = (id: string, when: Date) => ({ by: 'x', messageId: id, at: when, rulebookVersion: '1' });
    await first.store.inTransaction(async () => {
      await first.ledger.recordEarning(credit(household, 25, 1, '2023-11-15'));
      await first.ledger.recordEarning(credit(household, 30, 2, '2025-11-15'));
    });
    const held = await first.store.inTransaction(() =>
      first.redemptions.hold(draftOf(rice, 1, household, 'm1'), 0, doing('m1', at('2025-11-30T20:00'))),
    );
    if (held.kind !== 'held') throw new Error(held.kind);
    const run = await first.expiries.begin(COMMUNITY, expire, now);
    await first.store.inTransaction(() => first.expiries.expire(home(household), run, by));
    expect(await first.ledger.standingOf(household)).toMatchObject({ available: 30, held: 20 });

    const released = await first.store.inTransaction(() =>
      first.redemptions.release(held.redemption, 'cancelled', doing('m2', at('2025-12-01T08:00'))),
    );
    expect(released).toMatchObject({ status: 'cancelled', expired: 20 });
    expect(await first.ledger.standingOf(household)).toMatchObject({ available: 30, held: 0 });
    expect(await first.ledger.byId(`expiry:${household}:2025-12-01:${held.redemption.number}`)).toBeTruthy();
    expect(await problemsWith(first)).toEqual([]);
  });
});
