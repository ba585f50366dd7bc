import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Caps } from '#src/claims/caps.ts';
import { Claims } from '#src/claims/claims.ts';
import { plannedLists, ReviewLists } from '#src/claims/review-lists.ts';
import { claimModel } from '#src/claims/schema.ts';
import { readCommunity } from '#src/community/community.ts';
import { Roster } from '#src/community/roster.ts';
import { communityModels } from '#src/community/schema.ts';
import { Ledger } from '#src/ledger/ledger.ts';
import { ledgerModels } from '#src/ledger/schema.ts';
import { Numbers } from '#src/numbers.ts';
import { Panels } from '#src/review/panel.ts';
import { openStore } from '#src/store/store.ts';
import { withChain, withRules } from '#test/support/rulebooks.ts';

const NOW = new Date('2025-11-01T01:00:00Z');
const MONTHLY = { every: 'month', day: 1, time: '09:00', perGrid: false } as const;
const community = withChain(readCommunity('samples/guihuali/community.yaml'), { list: MONTHLY });
const [book] = community.rulebooks;

async function openLists() {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-lists-'));
  const store = await openStore({ folder, database: 'xiaoji-test' });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { connection } = store;
  const model = claimModel(connection);
  const numbers = new Numbers(connection);
  const claims = new Claims({
    model,
    numbers,
    ledger: new Ledger(ledgerModels(connection)),
    panels: new Panels(new Roster(communityModels(connection), { now: () => NOW })),
    caps: new Caps(connection),
    countsAt: async (_, original) => original,
    callOff: async () => [],
  });
  const lists = new ReviewLists(connection, numbers, claims);
  await Promise.all(Object.values(connection.models).map((each) => each.createIndexes()));
  return { store, model, claims, lists };
}

test('seven hundred that wait go onto three lists, each of them once', async () => {
  const { store, model, claims, lists } = await openLists();
  const claim = (number: number) => ({
    _id: `guihuali#${number}`,
    community: 'guihuali',
    number,
    household: 'guihuali/3-2-501',
    address: '3-2-501',
    grid: '一网格',
    kind: 'report' as const,
    residentName: '张三',
    reporter: 'zhang',
    reporterName: '张三',
    item: 'volunteer',
    itemName: '志愿服务',
    rulebookVersion: book.version,
    day: '2025-10-20',
    note: '',
    points: 1,
    capUses: [],
    status: 'waiting' as const,
    chain: 'review',
    stage: 0,
    stageSince: NOW,
    decisions: [],
    evidence: [],
    account: 'bot',
    conversation: { kind: 'direct' as const, id: 'zhang' },
    contactId: 'zhang',
    language: 'zh' as const,
    messageId: `m${number}`,
    reportedAt: NOW,
  });
  await model.insertMany(Array.from({ length: 700 }, (_, index) => claim(10_000 + index)));

  const opened = await store.inTransaction(async () => {
    const [waiting, ...others] = await lists.waiting(community);
    expect(others).toEqual([]);
    if (!waiting) throw new Error('nothing waits');
    return lists.open('guihuali', waiting.plan, waiting.claims, NOW);
  });
  expect(opened.map(({ list }) => list.lines.length)).toEqual([300, 300, 100]);
  expect(new Set(opened.flatMap(({ list }) => list.lines)).size).toBe(700);
  for (const { list } of opened) {
    const listed = (await claims.waiting('guihuali', 1000)).filter((one) => one.list === list.number);
    expect(listed.map(({ _id }) => _id)).toEqual(list.lines);
  }
});

test('every version plans its own days, from its first day on, and those of an archived one stay planned', () => {
  const plans = (more: object, first: object, second: object) => {
    const version = (rules: object, from: string) =>
      withRules(withChain(community, rules), () => ({ version: from, from })).rulebooks[0];
    const [a, b] = [version(first, '2025-01-01'), version(second, '2026-01-01')];
    return plannedLists({ ...community, rulebooks: [b], archive: [a], ...more }).map(
      ({ grid, days, from, meeting }) => [grid ?? 'all', `${days.every} ${days.day}`, from, meeting],
    );
  };
  expect(plans({}, { list: MONTHLY }, { list: MONTHLY })).toEqual([['all', 'month 1', '2025-01-01', false]]);
  expect(plans({}, { list: MONTHLY }, {})).toEqual([['all', 'month 1', '2025-01-01', false]]);
  expect(plans({}, { list: MONTHLY }, { list: { ...MONTHLY, perGrid: true, day: 4 } })).toEqual([
    ['all', 'month 1', '2025-01-01', false],
    ['一网格', 'month 4', '2026-01-01', false],
    ['二网格', 'month 4', '2026-01-01', false],
  ]);
  expect(plans({}, { list: MONTHLY }, { list: MONTHLY, meeting: true })).toEqual([
    ['all', 'month 1', '2025-01-01', false],
    ['all', 'month 1', '2026-01-01', true],
  ]);
});
