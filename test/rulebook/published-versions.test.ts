import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '#src/app.ts';
import { readCommunity } from '#src/community/community.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { PublishedVersions } from '#src/rulebook/published-versions.ts';
import { readRulebook } from '#src/rulebook/read-rulebook.ts';
import { type Rulebook, rulebookSchema } from '#src/rulebook/schema.ts';
import { openStore, type Store } from '#src/store/store.ts';
import { ManualClock } from '#test/support/manual-clock.ts';

let folder: string;
let store: Store;
let published: PublishedVersions;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoji-versions-'));
  store = await openStore({ folder, database: 'xiaoji-test' });
  published = new PublishedVersions(store.connection);
  await Promise.all(Object.values(store.connection.models).map((model) => model.createIndexes()));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const NOW = new Date('2025-11-12T10:30:00+08:00');
const book = readRulebook('samples/hebei/rulebook-2025.yaml');
/** The regulation with something changed, as it would be read from a file. */
const changed = (change: (book: Rulebook) => object): Rulebook =>
  rulebookSchema.parse({ ...book, ...change(book) });
const withoutCaps = changed(() => ({ caps: [] }));
let communities = 0;
/** What a start says in a community that was started before with `before`, and then with `after`. */
async function secondStart(before: Rulebook, after: Rulebook, now = NOW): Promise<string> {
  const community = `community-${++communities}`;
  await published.keep(community, [before], now);
  try {
    await published.keep(community, [after], now);
  } catch (error) {
    return (error as Error).message;
  }
  return 'kept';
}

test('a version in force that was changed is refused, and says where', async () => {
  const dearer = changed(({ items }) => ({
    items: items.map((item) =>
      item.pays.per === 'hour' ? { ...item, pays: { ...item.pays, points: item.pays.points + 2 } } : item,
    ),
  }));
  expect(await secondStart(book, dearer)).toBe(
    '版本 2025-1 已经在用，内容不能再改；请另存为新版本并写上生效日期。改动的地方：items.clean-up.pays.points（5 → 7）、items.volunteering.pays.points（10 → 12） (version 2025-1 is in force: publish the change as a new version with a date to begin)',
  );
});

test.each<[string, (book: Rulebook) => object, string]>([
  [
    'an item more',
    ({ items: [first, ...others] }) => ({
      items: [first, ...others, { ...first, id: 'new', name: { zh: '新', en: 'n' } }],
    }),
    'items.new（新增）',
  ],
  ['an item less', ({ items }) => ({ items: items.slice(0, -1) }), 'items.suggestion（删去）'],
  ['another cap', () => ({ caps: [{ every: 'month', points: 300 }] }), 'caps'],
  [
    'another chain first',
    ({ chains }) => ({ chains: [...chains].reverse() }),
    'firstChain（three-reviews → inspection）',
  ],
  ['an earlier beginning', () => ({ from: '2024-01-01' }), 'from（2025-01-01 → 2024-01-01）'],
  ['an end in the past', () => ({ until: '2025-11-01' }), 'until（2025-12-31 → 2025-11-01）'],
  [
    'fewer who settle objections',
    ({ publicity }) => ({ publicity: { ...publicity, objections: { body: 'assembly' } } }),
    'publicity.objections.body（two-committees → assembly）、publicity.objections.agree（2 → 1）、publicity.objections.atLeast（删去） 等 4 处',
  ],
])('%s is other content', async (_, change, where) => {
  expect(await secondStart(book, changed(change))).toContain(`改动的地方：${where} (`);
});

test.each<[string, (book: Rulebook) => object]>([
  ['the same file', () => ({})],
  [
    'other names and aliases',
    ({ items: [first, ...others] }) => ({
      items: [{ ...first, name: { zh: '没有违建', en: 'none' }, aliases: ['不搭棚'] }, ...others],
    }),
  ],
  ['another source', () => ({ source: '二〇二五年印发' })],
  ['no more awards', () => ({ awards: [] })],
  ['another order of items', ({ items }) => ({ items: [...items].reverse() })],
  ['an end that is still to come', () => ({ until: '2025-11-30' })],
])('%s: the same content', async (_, change) => {
  expect(await secondStart(book, changed(change))).toBe('kept');
});

test('a version that has not begun may change; one that begins today may too, until tomorrow', async () => {
  expect(await secondStart(book, withoutCaps, new Date('2024-12-31T23:00:00+08:00'))).toBe('kept');
  expect(await secondStart(book, withoutCaps, new Date('2025-01-01T23:00:00+08:00'))).toBe('kept');
  expect(await secondStart(book, withoutCaps, new Date('2025-01-02T00:30:00+08:00'))).toMatch(
    /^版本 2025-1 已经在用/,
  );
});

test('what is refused changes nothing that was kept, not even a version beside it', async () => {
  const next = readRulebook('samples/hebei/rulebook-2026.yaml');
  await published.keep('beside', [book], NOW);
  await expect(published.keep('beside', [withoutCaps, next], NOW)).rejects.toThrow('已经在用');
  expect((await published.of('beside')).map(({ book }) => book)).toEqual([book]);
});

test('a version whose file is gone is still known, whole', async () => {
  const next = readRulebook('samples/hebei/rulebook-2026.yaml');
  await published.keep('history', [book, next], NOW);
  await published.keep('history', [next], new Date('2027-03-01T09:00:00+08:00'));
  expect((await published.of('history')).map(({ book }) => book)).toEqual([book, next]);
});

test('the versions without a file come back at the next start; a plan that was dropped before its day does not', async () => {
  const plan = readRulebook('samples/hebei/rulebook-2026.yaml');
  await published.keep('archive', [book, plan], NOW);
  const after = { ...plan, version: '2026-other' };
  const gone = await published.keep('archive', [after], NOW);
  expect(gone.map(({ version }) => version)).toEqual([book.version]);
  expect(gone[0]?.chains).toEqual(book.chains);
  expect((await published.of('archive')).map(({ version }) => version)).toEqual([book.version, '2026-other']);
});

test('fields that a newer Xiaoji knows are no change of what was kept before', async () => {
  const { mayOwe: _, ...older } = book;
  await published.keep('older', [older as Rulebook], NOW);
  await published.keep('older', [book], NOW);
  expect((await published.of('older'))[0]?.book).toEqual(book);
});

test('a practice community may change its mind', async () => {
  await published.keep('practice', [book], NOW);
  await published.keep('practice', [withoutCaps], NOW, 'replace');
  expect((await published.of('practice'))[0]?.book).toEqual(withoutCaps);
});

test('a bot whose regulation was changed does not start, and starts again with the old one', async () => {
  const community = readCommunity('samples/hebei/community.yaml');
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-start-'));
  const start = async (rulebooks: typeof community.rulebooks) => {
    const store = await openStore({ folder, database: 'xiaoji-test' });
    const app = createApp({
      store,
      communities: new Map([[community.id, { ...community, rulebooks }]]),
      evidenceFolder: join(folder, 'evidence'),
      contacts: { members: async () => [], roomTopic: async () => '' },
      model: undefined,
      pace: NO_PACE,
      clock: new ManualClock(NOW.toISOString()),
      log: createLog('silent'),
    });
    try {
      await app.start();
      await app.stop();
    } finally {
      await store.close();
    }
  };
  const [first, ...others] = community.rulebooks;
  await start([first, ...others]);
  await expect(start([withoutCaps, ...others])).rejects.toThrow('版本 2025-1 已经在用，内容不能再改');
  await start([first, ...others]);
  await rm(folder, { recursive: true, force: true });
});
