import { expect, test } from 'vitest';
import { account, transfer } from '#src/ledger/ledger.ts';
import { cardsOf } from '#src/supermarket/cards.ts';
import type { OpenCommunity } from '#test/support/open-community.ts';
import { give, openShop } from '#test/support/shop.ts';

const NOW = '2025-11-12T10:30+08:00';

/** Neighbours without a phone move in, one household each. */
async function moveIn({ bot, clock }: OpenCommunity, many: number): Promise<void> {
  const { roster, communities } = bot().app.services;
  const community = communities.get('guihuali');
  if (!community) throw new Error('the demo community is missing');
  for (let index = 0; index < many; index++)
    await bot().store.inTransaction(() =>
      roster.join(community, { name: `邻居${index}`, address: `6-1-${101 + index}`, at: clock.now() }),
    );
}

/** What the store is asked while something is done, and which of it in a transaction. */
async function asked({ bot }: OpenCommunity, work: () => Promise<unknown>) {
  const calls: { what: string; inTransaction: boolean }[] = [];
  const isOpen = (arg: unknown) =>
    (arg as { session?: { inTransaction(): boolean } } | undefined)?.session?.inTransaction() === true;
  bot().store.connection.set('debug', (collection: string, method: string, ...args: unknown[]) =>
    calls.push({ what: `${collection}.${method}`, inTransaction: args.some(isOpen) }),
  );
  await work();
  bot().store.connection.set('debug', false);
  // The outbox looks for work of its own.
  return calls.filter(({ what, inTransaction }) => inTransaction || !/^(?:outboxentries|leases)/.test(what));
}

test('the card list asks the store as often for many households as for few, and records only that it was given', async () => {
  const opened = await openShop({ now: NOW, points: { 张三: 50, 李奶奶: 30 }, goods: ['大米 20分 库存9袋'] });
  const keeper = opened.person('吴洁', 'direct');
  await opened.person('张三', 'direct').says('兑换 大米 1袋');
  const few = await asked(opened, () => keeper.says('卡片清单'));
  await moveIn(opened, 20);
  const many = await asked(opened, () => keeper.says('卡片清单'));
  expect(opened.heard('direct:吴洁').at(-2)).toMatch(/^积分卡清单：28 户，1 份待领/);
  expect(many.map(({ what }) => what)).toEqual(few.map(({ what }) => what));
  const recorded = many.filter(({ inTransaction }) => inTransaction).map(({ what }) => what);
  expect(recorded.every((what) => /^(?:audit|outboxentries|questions)/.test(what))).toBe(true);
  expect(recorded).toContain('outboxentries.insertMany');
});

test.each(['at-once', 'after-publicity'] as const)(
  'whoever asks for one purse or for all is told the same, where points count %s',
  async (spendable) => {
    const opened = await openShop({
      now: NOW,
      goods: ['大米 20分 库存9袋'],
      change: (community) => ({ ...community, supermarket: { ...community.supermarket, spendable } }),
    });
    const { bot, clock, person } = opened;
    const { app, store } = bot();
    const { roster, purses, ledger, communities } = app.services;
    const community = communities.get('guihuali');
    if (!community) throw new Error('the demo community is missing');
    // In the first grid October has not been posted yet; in the second nothing ever was, and the running month counts.
    await store.connection.collection('publications').insertOne({
      _id: 'guihuali/2025-09/一网格' as never,
      community: 'guihuali',
      period: '2025-09',
      grid: '一网格',
      from: new Date('2025-09-01T00:00+08:00'),
      to: new Date('2025-10-01T00:00+08:00'),
      names: 'masked',
      rulebookVersion: '1',
      opensAt: new Date('2025-10-01T09:00+08:00'),
      closesAt: new Date('2025-10-08T09:00+08:00'),
    });
    for (const [index, [name, points, day]] of (
      [
        ['张三', 50, '2025-10-05'],
        ['张三', 30, '2025-11-05'],
        ['陈静', 40, '2025-10-05'],
        ['陈静', 25, '2025-11-05'],
        ['孙丽', -15, '2025-11-05'],
        ['吴洁', 12, '2025-10-31'],
      ] as const
    ).entries())
      await give(opened, name, points, 900 + index, `${day}T12:00+08:00`);
    await person('张三', 'direct').says('兑换 大米 1袋');
    // 陈静's deed of November is questioned.
    const household = 'guihuali/4-1-302';
    await store.inTransaction(async () => {
      await ledger.recordReversal((await ledger.earningOf('guihuali', 904)) ?? fail(), {
        memo: '记错',
        decidedBy: [],
        messageId: 'm1',
        recordedAt: clock.now(),
      });
      const credited = (await ledger.earningOf('guihuali', 903)) ?? fail();
      await ledger.record({
        ...credited,
        _id: 'freeze:1',
        kind: 'freeze',
        entries: transfer(account.household(household), account.frozen(household), 25),
      });
    });
    await store.connection.collection('objections').insertOne({
      _id: 'guihuali#1' as never,
      community: 'guihuali',
      number: 1,
      claim: 903,
      household,
      frozen: 25,
      status: 'open',
    });

    const households = await roster.households('guihuali');
    const all = await purses.ofAll(community, households, clock.now());
    for (const { _id, grid } of households)
      expect(all.get(_id), _id).toEqual(await purses.of(community, { household: _id, grid }, clock.now()));
    const spendables = ['guihuali/3-2-501', household].map((one) => all.get(one)?.spendable);
    expect(spendables).toEqual(spendable === 'at-once' ? [60, 40] : [0, 40]);

    const cards = await cardsOf(community, (grid) => grid === '二网格', clock.now(), app.services);
    expect(cards.map(({ household }) => household.grid)).toEqual(cards.map(() => '二网格'));
    expect(cards.find((card) => card.household._id === household)).toMatchObject({
      balance: 65,
      spendable: 40,
    });
  },
);

function fail(): never {
  throw new Error('it was recorded above');
}
