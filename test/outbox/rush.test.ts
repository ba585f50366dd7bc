import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '#src/log.ts';
import { inPages } from '#src/outbox/entries.ts';
import { Outbox, type Transport } from '#src/outbox/outbox.ts';
import { GENTLE_PACE } from '#src/outbox/pace.ts';
import { type OutboxEntry, outboxModels } from '#src/outbox/schema.ts';
import { MAX_MESSAGE_CHARACTERS } from '#src/replies/render.ts';
import { openStore } from '#src/store/store.ts';
import { ManualClock } from '#test/support/manual-clock.ts';

const ROOM = { kind: 'room' as const, id: 'room' };
const VIEW = {
  number: 1,
  title: '清洁家园',
  startsAt: '2025-11-15 09:00',
  weekday: 6,
  signedUp: 30,
  organiser: '孙丽',
};

async function withOutbox() {
  const folder = await mkdtemp(join(tmpdir(), 'rush-'));
  const store = await openStore({ folder, database: 'rush' });
  const clock = new ManualClock('2025-11-15T09:00+08:00');
  const outbox = new Outbox({
    models: outboxModels(store.connection),
    clock,
    pace: GENTLE_PACE,
    log: createLog('silent'),
  });
  const said: { at: number; text: string; mentions: string[] }[] = [];
  const transport: Transport = {
    ready: true,
    async sendText(_, text, { mentions }) {
      said.push({ at: clock.now().getTime(), text, mentions });
    },
    async sendAttachment() {},
  };
  await outbox.start('bot', transport);
  onTestFinished(async () => {
    await outbox.stop();
    await store.close();
    await rm(folder, { recursive: true });
  });
  let count = 0;
  const entry = (change: Partial<OutboxEntry>): OutboxEntry => ({
    _id: `entry:${count++}`,
    account: 'bot',
    conversation: ROOM,
    key: 'unknown',
    params: {},
    language: 'zh',
    mentions: [],
    whenUnsure: 'again',
    state: 'queued',
    attempts: 0,
    queuedAt: clock.now(),
    notBefore: clock.now(),
    ...change,
  });
  const later = async (ms: number) => {
    clock.set(new Date(clock.now().getTime() + ms).toISOString());
    outbox.deliverDue();
    await outbox.settled();
  };
  return { outbox, said, entry, later };
}

test('thirty people check in, repeat themselves and mistype within thirty seconds: a message in five seconds at most', async () => {
  const { outbox, said, entry, later } = await withOutbox();
  const kinds = [
    (name: string) => ({
      key: 'activity.checked-in',
      params: { activity: VIEW, name, at: '09:00', walkIn: false },
    }),
    (name: string) => ({ key: 'activity.already-checked-in', params: { activity: VIEW, name } }),
    () => ({ key: 'activity.wrong-code', params: { triesLeft: 4 } }),
    (name: string) => ({ key: 'activity.already-signed-up', params: { activity: VIEW, names: [name] } }),
    () => ({ key: 'activity.over', params: { activity: VIEW } }),
    (name: string) => ({ key: 'activity.checked-out', params: { activity: VIEW, name, minutes: 60 } }),
  ] as const;
  for (let person = 0; person < 30; person++) {
    const entries = kinds.map((kind) => entry(kind(`邻居${person}号`) as Partial<OutboxEntry>));
    await outbox.queue(entries);
    outbox.push(entries);
    await later(1000);
  }
  for (let second = 0; second < 300; second++) await later(1000);
  const gaps = said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5000);
  expect(outbox.backlog).toBe(0);
  // Everybody is named.
  const all = said.map(({ text }) => text).join('\n');
  for (let person = 0; person < 30; person++) expect(all).toContain(`邻居${person}号`);
});

test('a list of three hundred names takes several messages, and none is cut', async () => {
  const { outbox, said, entry, later } = await withOutbox();
  const people = Array.from({ length: 300 }, (_, index) => ({ name: `报名的邻居${index + 1}号` }));
  const entries = inPages(
    entry({
      key: 'activity.roster',
      params: { activity: VIEW, people, waiting: people.map(({ name }) => `候补${name}`) },
    }),
  );
  expect(entries.length).toBeGreaterThan(3);
  await outbox.queue(entries);
  outbox.push(entries);
  for (let second = 0; second < 60; second++) await later(2000);
  expect(said).toHaveLength(entries.length);
  for (const { text } of said) expect(text.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARACTERS);
  const all = said.map(({ text }) => text).join('\n');
  for (const { name } of people) expect(all).toMatch(new RegExp(`${name}[\\s\\S]*候补${name}`));
  expect(all).not.toContain('…');
});

test('no message mentions more than twenty people', async () => {
  const { outbox, said, entry, later } = await withOutbox();
  const entries = [0, 1, 2].map((batch) =>
    entry({ mentions: Array.from({ length: 15 }, (_, index) => `contact-${batch}-${index}`) }),
  );
  await outbox.queue(entries);
  outbox.push(entries);
  for (let second = 0; second < 20; second++) await later(2000);
  expect(said.map(({ mentions }) => mentions.length)).toEqual([15, 15, 15]);
});
