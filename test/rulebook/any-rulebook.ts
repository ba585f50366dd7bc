import fc from 'fast-check';
import { problemsOf } from '#src/rulebook/problems.ts';
import { type Rulebook, rulebookSchema } from '#src/rulebook/schema.ts';

/*
 * Any regulation that could be in force: every way to pay, caps at each level, bodies, chains with and without
 * stages, and the optional parts there or not.
 */

type Part = fc.Arbitrary<Record<string, unknown>>;

const word = fc
  .stringMatching(
    /^[一-龥a-zA-Z0-9&<>"'_=+,.，。（）-]([一-龥a-zA-Z0-9&<>"' _=+,.，。（）-]{0,10}[一-龥a-z0-9])?$/,
  )
  .filter((text) => text.trim() === text);
const points = fc.integer({ min: 1, max: 10_000 });
const days = fc.integer({ min: 1, max: 60 });
const day = fc.integer({ min: 1, max: 7 });
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const offices = fc.subarray(['committee', 'grid-worker', 'admin']);
const period = fc.constantFrom('month', 'quarter', 'year');
const posting = fc.constantFrom('week', 'month', 'quarter');

/** One object of all these parts. */
const all = (...parts: fc.Arbitrary<object>[]): Part =>
  fc.tuple(...parts).map((values) => Object.assign({}, ...values));
const maybe = (key: string, arbitrary: fc.Arbitrary<unknown>): Part =>
  fc.option(arbitrary, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }));
const many = (count: number, make: (index: number) => fc.Arbitrary<object>): fc.Arbitrary<object[]> =>
  fc.tuple(...Array.from({ length: count }, (_, index) => make(index)));
/** A reference to one of so many things of a kind, or none. */
const refer = (key: string, kind: string, count: number): Part =>
  count === 0
    ? fc.constant({})
    : maybe(
        key,
        fc.nat(count - 1).map((index) => `${kind}-${index}`),
      );
/** Id and names that nothing else has. */
const named = (kind: string, index: number): Part =>
  word.map((text) => ({
    id: `${kind}-${index}`,
    name: { zh: `${index}${text}`, en: `${kind} ${index} ${text}` },
  }));
const plainName = fc.record({ zh: word, en: word });

const caps = fc.array(
  all(
    fc.record({
      for: fc.constantFrom('person', 'household'),
      every: fc.constantFrom('day', 'month', 'year'),
    }),
    fc.oneof(fc.record({ points }), fc.record({ times: points })),
  ),
  { maxLength: 2 },
);

const choices = fc
  .integer({ min: 2, max: 4 })
  .chain((count) => many(count, (index) => all(named('level', index), fc.record({ points }))));
const pays = fc.oneof(
  fc.record({
    per: fc.constant('hour'),
    points,
    round: fc.constantFrom('half-up', 'down', 'up'),
    step: fc.integer({ min: 1, max: 240 }),
  }),
  fc.record({ per: fc.constant('time'), points }),
  fc.record({ per: fc.constant('unit'), points, unit: plainName }),
  fc.record({ per: fc.constant('choice'), choices }),
  fc.record({ per: fc.constant('state'), points, every: period }),
);

const votes = (bodies: number): Part =>
  fc
    .tuple(fc.nat(bodies - 1), fc.integer({ min: 1, max: 100 }), fc.option(fc.integer({ min: 1, max: 100 })))
    .map(([body, agree, atLeast]) => ({
      body: `body-${body}`,
      agree,
      ...(atLeast === null ? {} : { atLeast: Math.min(atLeast, agree) }),
    }));

const item = (index: number, categories: number, chains: number): Part =>
  all(
    named('item', index),
    fc.record({
      aliases: fc
        .array(word, { maxLength: 2 })
        .map((list) => list.map((text, at) => `${text}·${index}${at}`)),
      kind: fc.constantFrom('credit', 'deduct'),
      pays,
      caps,
      evidence: fc.constantFrom('required', 'optional'),
      awardedBy: offices,
    }),
    maybe('reportedBy', fc.subarray(['resident', 'grid-worker', 'committee'])),
    refer('category', 'category', categories),
    refer('chain', 'chain', chains),
  ).map(({ reportedBy, ...rest }) =>
    // Nobody reports these.
    rest.kind === 'deduct' || (rest.pays as { per: string }).per === 'state' || reportedBy === undefined
      ? rest
      : { ...rest, reportedBy },
  );

const stage = (bodies: number): Part =>
  all(
    votes(bodies),
    fc.record({
      adjust: fc.boolean(),
      samePeople: fc.boolean(),
      rejections: fc.integer({ min: 1, max: 100 }),
    }),
    maybe('name', plainName),
    fc.oneof(fc.constant({}), fc.record({ days }), fc.record({ days, overdue: fc.constant('approve') })),
    fc.oneof(
      fc.constant({}),
      // A meeting decides on a list.
      fc.record({
        list: fc.record({ every: posting, day, time, perGrid: fc.boolean() }),
        meeting: fc.boolean(),
      }),
    ),
  );

const regulation = (categories: number, items: number, bodies: number, chains: number): Part =>
  all(
    fc.record({
      version: word,
      from: date,
      categories: many(categories, (index) => all(named('category', index), fc.record({ caps }))),
      items: many(items, (index) => item(index, categories, chains)),
      caps,
      bodies: many(bodies, (index) =>
        all(
          named('body', index),
          fc.record({ role: fc.constantFrom('committee', 'grid-worker', 'admin'), appointed: fc.boolean() }),
          // Only earlier ones stand in, so that there is no circle.
          refer('standIn', 'body', index),
        ),
      ),
      chains: many(chains, (index) =>
        all(
          fc.constant({ id: `chain-${index}` }),
          maybe('name', plainName),
          fc.record({ stages: fc.array(stage(bodies), { minLength: index === 0 ? 1 : 0, maxLength: 3 }) }),
        ),
      ),
      reportWithinDays: fc.integer({ min: 1, max: 400 }),
      mayOwe: fc.boolean(),
      awards: many(items, (index) =>
        all(
          named('award', index),
          fc.record({
            of: fc.constantFrom('households', 'people'),
            by: fc.constantFrom('points', 'hours'),
            places: fc.integer({ min: 1, max: 200 }),
            conditions: all(
              fc.record({ least: fc.nat(100) }),
              maybe('withoutDeductions', fc.constant('any')),
            ),
          }),
        ),
      ),
    }),
    maybe('source', word),
    maybe(
      'discretion',
      all(fc.record({ most: points, awardedBy: offices }), refer('chain', 'chain', chains)),
    ),
    maybe(
      'publicity',
      all(
        fc.record({ every: posting, day, time, days, names: fc.constantFrom('masked', 'full') }),
        maybe('objections', all(votes(bodies), maybe('days', days))),
      ),
    ),
    maybe(
      'lists',
      all(
        fc.record({ every: period, day, time, red: fc.record({ places: days, least: days }) }),
        maybe(
          'black',
          fc.record({
            below: fc.integer({ min: -100, max: 0 }),
            places: days,
            to: fc.constantFrom('committee', 'residents'),
          }),
        ),
      ),
    ),
    maybe(
      'activities',
      all(
        fc.record({
          declineWithinMinutes: fc.integer({ min: 5, max: 2880 }),
          unanswered: fc.constantFrom('keeps', 'passes'),
        }),
        refer('item', 'item', items),
        maybe(
          'noShows',
          fc.record({ limit: fc.integer({ min: 1, max: 20 }), withinDays: days, pauseDays: days }),
        ),
      ),
    ),
  );

/** What a file could say, and nothing would be wrong with it. */
export const anyRegulation: Part = fc
  .tuple(
    fc.nat(3),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
  )
  .chain((counts) => regulation(...counts))
  .filter((raw) => problemsOf(raw).length === 0);

export const anyRulebook: fc.Arbitrary<Rulebook> = anyRegulation.map((raw) => rulebookSchema.parse(raw));
