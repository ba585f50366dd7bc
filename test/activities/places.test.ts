import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Activities } from '#src/activities/activities.ts';
import { Attendance } from '#src/activities/attendance.ts';
import { partiesOf } from '#src/activities/places.ts';
import { type Activity, type ActivityModels, activityModels, type SignUp } from '#src/activities/schema.ts';
import { isOf, SignUps } from '#src/activities/sign-ups.ts';
import { Numbers } from '#src/numbers.ts';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';
import { isDuplicateKey, openStore, type Store } from '#src/store/store.ts';

/** Two bots on one store: each has a connection and services of its own. */
interface Bot {
  store: Store;
  models: ActivityModels;
  activities: Activities;
  signUps: SignUps;
  attendance: Attendance;
}
let folder: string;
let bots: [Bot, Bot];
let close: () => Promise<void>;

const START = new Date('2025-11-15T01:00:00Z');
const NOW = new Date('2025-11-12T02:30:00Z');
const TWO_HOURS_MS = 7_200_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoji-places-'));
  const engine = process.env.TEST_MONGODB_URI ? undefined : await openEmbeddedStore({ folder });
  const uri = process.env.TEST_MONGODB_URI ?? engine?.uri ?? '';
  const open = async (): Promise<Bot> => {
    const store = await openStore({ uri, folder, database: 'xiaoji-places' });
    const models = activityModels(store.connection);
    const numbers = new Numbers(store.connection);
    return {
      store,
      models,
      activities: new Activities(models, numbers),
      signUps: new SignUps(models),
      attendance: new Attendance(models),
    };
  };
  bots = [await open(), await open()];
  await Promise.all(Object.values(bots[0].store.connection.models).map((model) => model.createIndexes()));
  close = async () => {
    for (const { store } of bots) await store.close();
    await engine?.close();
    await rm(folder, { recursive: true, force: true });
  };
});
afterAll(() => close());

async function published(capacity: number): Promise<Activity> {
  const [{ store, activities }] = bots;
  return store.inTransaction(() =>
    activities.publish(
      {
        community: 'c',
        title: '清洁家园',
        startsAt: START,
        minutes: 120,
        shifts: [{ id: '1', capacity }],
        organiser: 'sun',
        organiserName: '孙丽',
        rooms: [],
        messageId: 'm',
        createdAt: NOW,
      },
      [],
    ),
  );
}

type Step =
  | { does: 'join'; who: number; size: number }
  | { does: 'leave'; who: number }
  | { does: 'enlarge'; by: number };

/** One message, as a bot handles it: in a transaction that also writes the answer under the message's id. */
async function handle(
  { store, models, signUps, activities }: Bot,
  activity: Activity,
  step: Step,
  message: string,
) {
  await store
    .inTransaction(async () => {
      await models.lists.insertMany(
        [{ _id: message, activity: activity._id, room: 'r', rows: [], at: NOW }],
        {
          lean: true,
        },
      );
      if (step.does === 'enlarge') {
        const current = await activities.byId(activity._id);
        const shifts = (current ?? activity).shifts.map((shift) => ({
          ...shift,
          capacity: (shift.capacity ?? 0) + step.by,
        }));
        await activities.change(activity, { shifts });
        await signUps.fill(activity, NOW, TWO_HOURS_MS);
      } else if (step.does === 'leave') {
        await signUps.leave(activity, isOf(`r${step.who}`), NOW, TWO_HOURS_MS);
      } else {
        const guests = Array.from({ length: step.size - 1 }, (_, index) => ({
          name: `r${step.who}+${index + 1}`,
        }));
        await signUps.join(activity, {
          people: [{ name: `r${step.who}`, resident: `r${step.who}` }, ...guests],
          by: `r${step.who}`,
          party: message,
          said: { account: 'x', conversation: { kind: 'room', id: 'r' }, contactId: 'c', language: 'zh' },
          at: NOW,
        });
      }
    })
    .catch((error) => {
      // Delivered before: everything of this run is undone.
      if (!isDuplicateKey(error)) throw error;
    });
}

function check(activity: Activity, people: SignUp[]): void {
  const capacity = activity.shifts[0]?.capacity ?? 0;
  const here = people.filter(({ state }) => state === 'in');
  expect(here.length).toBeLessThanOrEqual(capacity);
  expect(activity.taken['1']).toBe(here.length);
  // Nobody waits who would fit, so nobody who came later took a place that they could have had.
  for (const party of partiesOf(people.filter(({ state }) => state === 'waiting')))
    expect(party.people.length).toBeGreaterThan(capacity - here.length);
  // Those who came in one breath are in, or wait, together.
  for (const party of Map.groupBy(
    people.filter(({ state }) => state !== 'cancelled'),
    ({ party }) => party,
  ).values())
    expect(new Set(party.map(({ state }) => state)).size).toBe(1);
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('join' as const),
      who: fc.nat(7),
      size: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('leave' as const), who: fc.nat(7) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('enlarge' as const), by: fc.integer({ min: 1, max: 2 }) }),
  },
);

test('places are never exceeded and nobody is passed over, with two bots, all at once, and every message twice', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.record({ step, bot: fc.nat(1), again: fc.nat(1) }), { minLength: 1, maxLength: 14 }),
      async (capacity, steps) => {
        run += 1;
        const activity = await published(capacity);
        await Promise.all(
          steps.flatMap(({ step, bot, again }, index) => [
            handle(bots[bot as 0 | 1], activity, step, `${run}/${index}`),
            handle(bots[again as 0 | 1], activity, step, `${run}/${index}`),
          ]),
        );
        const after = await bots[0].activities.byId(activity._id);
        if (!after) throw new Error('the activity is gone');
        check(after, await bots[0].signUps.all(activity._id));
      },
    ),
    { numRuns: 25 },
  );
});

test('the waitlist moves up in the order in which people came', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
      fc.nat(5),
      async (order, gone) => {
        const activity = await published(2);
        const [bot] = bots;
        const join = (who: number) =>
          handle(bot, activity, { does: 'join', who, size: 1 }, `${activity._id}/${who}`);
        for (const who of order) await join(who);
        await handle(bots[1], activity, { does: 'leave', who: order[gone] ?? 0 }, `${activity._id}/leave`);
        const left = order.filter((who) => who !== order[gone]);
        const listed = await bot.signUps.listed(activity._id);
        expect(listed.filter(({ state }) => state === 'in').map(({ name }) => name)).toEqual(
          left.slice(0, 2).map((who) => `r${who}`),
        );
        expect(listed.filter(({ state }) => state === 'waiting').map(({ name }) => name)).toEqual(
          left.slice(2).map((who) => `r${who}`),
        );
      },
    ),
    { numRuns: 15 },
  );
});

test('three hundred sign-ups in one breath through two bots: not one place too many, and everybody has one or waits', async () => {
  const activity = await published(60);
  await Promise.all(
    Array.from({ length: 300 }, (_, who) =>
      handle(bots[(who % 2) as 0 | 1], activity, { does: 'join', who: 1000 + who, size: 1 }, `rush/${who}`),
    ),
  );
  const listed = await bots[1].signUps.listed(activity._id);
  expect(listed).toHaveLength(300);
  const turns = listed.map(({ turn }) => turn);
  expect(new Set(turns).size).toBe(300);
  expect(listed.slice(0, 60).every(({ state }) => state === 'in')).toBe(true);
  expect(listed.slice(60).every(({ state }) => state === 'waiting')).toBe(true);
});

test('one person’s minutes are credited at most once, whoever closes at the same moment', async () => {
  const activity = await published(5);
  const join = (who: number) => handle(bots[0], activity, { does: 'join', who, size: 1 }, `credit/${who}`);
  for (const who of [1, 2, 3]) await join(who);
  const ids = (await bots[0].signUps.listed(activity._id)).map(({ _id }) => _id);
  const credit = (bot: Bot, id: string, claim: number) =>
    bot.store.inTransaction(() => bot.attendance.credited(id, { minutes: 120, claim }));
  const done = await Promise.all(
    ids.flatMap((id, index) => bots.map((bot, which) => credit(bot, id, 10 * index + which))),
  );
  expect(done.filter(Boolean)).toHaveLength(3);
  const closed = await Promise.all(
    bots.map(({ store, activities }) =>
      store.inTransaction(() => activities.close(activity, START, 'organiser')),
    ),
  );
  expect(closed.filter((one) => one !== null)).toHaveLength(1);
});
