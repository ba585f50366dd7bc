import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CatalogRow } from '#src/supermarket/catalog-columns.ts';
import { importCatalog } from '#src/supermarket/import-catalog.ts';
import { verifyShelf } from '#src/supermarket/shelf.ts';
import type { OpenCommunity } from '#test/support/open-community.ts';
import { openShop } from '#test/support/shop.ts';

const NOW = '2025-11-12T10:30+08:00';
const GRID_TWO = '桂花里二网格居民群';
const BACK = '“大米”又有了，现有 1 袋，先到先得。要换请发：兑换 大米 1袋';

const rice = (stock: number): CatalogRow => ({
  name: '大米',
  aliases: [],
  kind: 'goods',
  points: 20,
  unit: '袋',
  counted: true,
  stock,
});

/** What `npm run supermarket -- import` does with a file that has been read, beside the bot. */
async function imports({ bot, clock, passTime }: OpenCommunity, rows: CatalogRow[]) {
  const { app, store } = bot();
  const { shelf, wishes, evidence, communities } = app.services;
  const community = communities.get('guihuali');
  if (!community) throw new Error('the demo community is missing');
  const done = await importCatalog(rows, {
    path: join('samples', '目录.xlsx'),
    community,
    store,
    shelf,
    wishes,
    evidence,
    outbox: app.outbox,
    now: clock.now(),
  });
  await passTime();
  return done;
}

test('who waits is told when an import brings some, the first first, as many as there are', async () => {
  const opened = await openShop({
    now: NOW,
    points: { 张三: 40, 陈静: 40 },
    goods: ['大米 20分 库存0袋'],
  });
  const { person, heard, bot, clock } = opened;
  await person('陈静', GRID_TWO).says('兑换 大米 1袋');
  clock.advance({ minutes: 1 });
  await person('张三', 'direct').says('兑换 大米 1袋');
  const told = () => heard('direct:张三').filter((text) => text.includes('又有了'));

  expect(await imports(opened, [rice(1)])).toEqual({ added: 0, restocked: 1, told: 1 });
  expect(heard('direct:陈静')).toEqual([BACK]);
  expect(told()).toEqual([]);
  // The same file again brings nothing, and nobody hears anything.
  clock.advance({ minutes: 1 });
  expect(await imports(opened, [rice(1)])).toEqual({ added: 0, restocked: 0, told: 0 });
  expect(told()).toEqual([]);
  clock.advance({ minutes: 1 });
  await imports(opened, [rice(2)]);
  expect(told()).toEqual([BACK.replace('1 袋，', '2 袋，')]);
  expect(await verifyShelf(bot().app.models.market)).toEqual([]);
});

test.each([
  ['imported', (opened: OpenCommunity) => imports(opened, [rice(1)])],
  ['put there by message', ({ person }: OpenCommunity) => person('吴洁', 'direct').says('上架 大米 20分')],
])('who waits is told when it comes back on the list: %s', async (_, relist) => {
  const opened = await openShop({ now: NOW, points: { 张三: 40 }, goods: ['大米 20分 库存0袋'] });
  const { person, heard } = opened;
  const keeper = person('吴洁', 'direct');
  await person('张三', 'direct').says('兑换 大米 1袋');
  await keeper.says('下架 大米');
  await keeper.says('入库 大米 1袋');
  expect(heard('direct:张三').join()).not.toContain('又有了');
  await relist(opened);
  expect(heard('direct:张三').at(-1)).toBe(BACK);
});
