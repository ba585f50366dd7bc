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

/** An outbox over a clock that only the test moves. @param sendMs how long the gateway takes over a message */
async function withOutbox({ sendMs = () => 0 }: { sendMs?: (nth: number) => number } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'rush-'));
  const store = await openStore({ folder, database: 'rush' });
  const clock = new ManualClock('2025-11-15T09:00+08:00');
  const outbox = new Outbox({
    models: outboxModels(store.connection),
    clock,
    pace: GENTLE_PACE,
    log: createLog('silent'),
    random: () => 0.5,
  });
  const said: { at: number; room: string; text: string; mentions: string[] }[] = [];
  const transport: Transport = {
    ready: true,
    async sendText({ id }, text, { mentions }) {
      clock.advance({ seconds: sendMs(said.length) / 1000 });
      said.push({ at: clock.now().getTime(), room: id, text, mentions });
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
  const owe = async (...changes: Partial<OutboxEntry>[]) => {
    const entries = changes.map(entry);
    await outbox.queue(entries);
    outbox.push(entries);
  };
  const later = async (ms: number) => {
    clock.advance({ seconds: ms / 1000 });
    outbox.deliverDue();
    await outbox.settled();
  };
  return { outbox, clock, said, entry, owe, later };
}

const name = (person: number) => `邻居${person}号`;
const signedUp = (person: number): Partial<OutboxEntry> => ({
  key: 'activity.signed-up',
  params: { activity: VIEW, names: [name(person)] },
  isAwaited: true,
});
const waiting = (person: number): Partial<OutboxEntry> => ({
  key: 'activity.waiting',
  params: { activity: VIEW, names: [name(person)], ahead: person },
  isAwaited: true,
});
const full: Partial<OutboxEntry> = { key: 'activity.closed', params: { activity: VIEW } };
const promoted = (person: number): Partial<OutboxEntry> => ({
  key: 'activity.promoted',
  params: { activity: VIEW, names: [name(person)], until: '2025-11-15T12:00' },
  mentions: [`contact-${person}`],
});
/** Somebody asks, and is answered with a mention by which the answer is known. */
const ANSWER: Partial<OutboxEntry> = { isAwaited: true, mentions: ['asker'] };

/** Sixty people sign up within thirty seconds; halfway the list is full, and later somebody moves up. */
async function rush({ owe, later }: Awaited<ReturnType<typeof withOutbox>>, eachHalfSecond = () => {}) {
  for (let person = 0; person < 60; person++) {
    await owe(
      ...(person < 30 ? [signedUp(person)] : [waiting(person)]),
      ...(person === 29 ? [full] : []),
      ...(person === 40 ? [promoted(99)] : []),
    );
    eachHalfSecond();
    await later(500);
  }
  for (let second = 0; second < 120; second++) await later(1000);
}

test('sign-ups, a full list and a free place within half a minute: a message in five seconds at most, however long sends take', async () => {
  const opened = await withOutbox({ sendMs: (nth) => (nth % 2 === 0 ? 900 : 10) });
  await rush(opened);
  const { said, outbox } = opened;
  expect(Math.min(...gaps(said))).toBeGreaterThanOrEqual(5000);
  expect(outbox.backlog).toBe(0);
  const all = said.map(({ text }) => text).join('\n');
  for (let person = 0; person < 60; person++) expect(all).toContain(name(person));
  expect(all).toContain('已报满');
  expect(all).toContain('有空位了');
});

test('a question in the middle of a rush is answered at the pace of talk; what nobody asked keeps its distance', async () => {
  const opened = await withOutbox({ sendMs: () => 100 });
  const { outbox, said, clock, entry } = opened;
  const asked: number[] = [];
  let halfSeconds = 0;
  await rush(opened, () => {
    if (halfSeconds++ % 15 !== 7) return;
    asked.push(clock.now().getTime());
    outbox.answer([entry(ANSWER)]);
  });
  const isAnswer = ({ mentions }: { mentions: string[] }) => mentions.includes('asker');
  const answered = said.filter(isAnswer).map(({ at }) => at);
  expect(answered).toHaveLength(asked.length);
  // A message that is under way, its pause, a look at the clock every half second, and the answer itself.
  const promptMs = 100 + GENTLE_PACE.conversationMs + GENTLE_PACE.jitterMs + 500 + 100;
  for (const [index, at] of answered.entries())
    expect(at - (asked[index] ?? 0)).toBeLessThanOrEqual(promptMs);
  const others = gaps(said).filter((_, index) => !isAnswer(said[index + 1] as (typeof said)[number]));
  expect(Math.min(...others)).toBeGreaterThanOrEqual(5000);
});

test('where somebody asks all the time, a sign-up is acknowledged within about a minute all the same', async () => {
  const { outbox, said, entry, owe, later } = await withOutbox();
  outbox.answer([entry(ANSWER)]);
  await later(0);
  await owe(signedUp(1));
  for (let second = 0; second < 70; second += 2) {
    await later(2000);
    outbox.answer([entry(ANSWER)]);
  }
  expect(said.filter(({ text }) => text.includes(name(1)))).toHaveLength(1);
});

test('ten groups in a rush take turns, and a question in any of them is answered before the rest', async () => {
  const { outbox, said, clock, entry, owe, later } = await withOutbox();
  const rooms = Array.from({ length: 10 }, (_, index) => ({ kind: 'room' as const, id: `room-${index}` }));
  for (let second = 0; second < 60; second++) {
    await owe(...rooms.map((conversation) => ({ ...signedUp(second), conversation })));
    await owe(...rooms.map((conversation) => ({ ...waiting(second), conversation })));
    await later(1000);
  }
  const heard = rooms.map(({ id }) => said.filter(({ room }) => room === id).length);
  expect(Math.max(...heard) - Math.min(...heard)).toBeLessThanOrEqual(1);

  const askedAt = clock.now().getTime();
  outbox.answer([entry({ ...ANSWER, conversation: { kind: 'room', id: 'room-7' } })]);
  for (let second = 0; second < 5; second++) await later(500);
  const answer = said.find(({ mentions }) => mentions.includes('asker'));
  // The account may say something every one and a half seconds.
  expect((answer?.at ?? Number.POSITIVE_INFINITY) - askedAt).toBeLessThanOrEqual(2000);
});

test('thirty people check in, repeat themselves and mistype within thirty seconds: a message in five seconds at most', async () => {
  const { outbox, said, owe, later } = await withOutbox();
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
    await owe(...kinds.map((kind) => kind(name(person)) as Partial<OutboxEntry>));
    await later(1000);
  }
  for (let second = 0; second < 300; second++) await later(1000);
  expect(Math.min(...gaps(said))).toBeGreaterThanOrEqual(5000);
  expect(outbox.backlog).toBe(0);
  // Everybody is named.
  const all = said.map(({ text }) => text).join('\n');
  for (let person = 0; person < 30; person++) expect(all).toContain(name(person));
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
  const { said, owe, later } = await withOutbox();
  await owe(
    ...[0, 1, 2].map((batch) => ({
      mentions: Array.from({ length: 15 }, (_, index) => `contact-${batch}-${index}`),
    })),
  );
  for (let second = 0; second < 20; second++) await later(2000);
  expect(said.map(({ mentions }) => mentions.length)).toEqual([15, 15, 15]);
});

/** Milliseconds between each message and the one before it. */
function gaps(said: { at: number }[]): number[] {
  return said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0));
}
