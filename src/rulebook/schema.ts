import { z } from 'zod';

/*
 * A community's points regulation (积分细则) as data: what counts, who decides in which steps, what is posted when, and
 * how it is questioned. The words and the five schemes that it can express are those of docs/regulation.md.
 */

/** Words on one line, as people read and type them. */
const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(
      /^[^\p{Cc}\p{Cs}\p{Co}\u2028\u2029\ufdd0-\ufdef\ufffd-\uffff]*$/u,
      '有看不见的字符，请删去重写 (invisible characters)',
    );

const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*$/,
    '只用小写字母、数字和连字符，以字母开头，如 waste-sorting (lower-case letters, digits, hyphens)',
  );
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '写成 2025-01-01 这样的日期 (a date like 2025-01-01)')
  .refine(isCalendarDay, '日历上没有这一天 (no such day)');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成 09:00 这样的时间 (a time like 09:00)');
const points = z
  .int('须为整数分 (whole points)')
  .min(1, '至少 1 分 (at least 1)')
  .max(10_000, '最多 10000 分 (at most 10000)');
const name = z.strictObject({ zh: words(30), en: words(60) });
/** Who decides and awards; storekeepers keep the store. */
const officialRole = z.enum(['committee', 'grid-worker', 'admin']);
const anyRole = z.enum(['resident', 'committee', 'grid-worker', 'storekeeper', 'admin']);
const calendarPeriod = z.enum(['month', 'quarter', 'year']);

/** How an item pays: per hour, per time, per unit of something, by a choice of levels, or for a lasting state. */
const pays = z.discriminatedUnion('per', [
  z.strictObject({
    per: z.literal('hour'),
    points,
    /** To whole points. */
    round: z.enum(['half-up', 'down', 'up']).default('half-up'),
    /** Only whole steps of so many minutes count, e.g. 30. */
    step: z.int().min(1).max(240).default(1),
  }),
  z.strictObject({ per: z.literal('time'), points }),
  z.strictObject({ per: z.literal('unit'), unit: name, points }),
  z.strictObject({
    per: z.literal('choice'),
    choices: z
      .array(z.strictObject({ id: slug, name, points }))
      .min(2, '至少两档')
      .max(20),
  }),
  /** Credited once in each period to every household that an inspection round found in this state. */
  z.strictObject({ per: z.literal('state'), points, every: calendarPeriod.default('year') }),
]);

/** At most so many points, or so many times, per person or household in a period of the deed's own days. */
const cap = z
  .strictObject({
    for: z.enum(['person', 'household']).default('household'),
    every: z.enum(['day', 'month', 'quarter', 'year']),
    points: points.optional(),
    times: z.int().min(1, '至少 1 次').max(10_000).optional(),
  })
  .refine(
    (cap) => (cap.points === undefined) !== (cap.times === undefined),
    '上限要写 points（最多几分）或 times（最多几次）其中一个 (either points or times)',
  );

const category = z.strictObject({ id: slug, name, caps: z.array(cap).default([]), chain: slug.optional() });

const item = z.strictObject({
  id: slug,
  name: z.strictObject({ zh: words(20), en: words(40) }),
  aliases: z
    .array(words(40).regex(/^[^;；]*$/, '别名里不要用分号，一个别名写一项 (no semicolons)'))
    .default([]),
  category: slug.optional(),
  kind: z.enum(['credit', 'deduct']).default('credit'),
  pays,
  caps: z.array(cap).default([]),
  evidence: z.enum(['required', 'optional']).default('optional'),
  /** Who may report it; nobody reports deductions and states. */
  reportedBy: z.array(anyRole).default(['resident', 'grid-worker']),
  /** Who may award it, deduct it or grant it after an inspection. */
  awardedBy: z.array(officialRole).default(['committee']),
  chain: slug.optional(),
});

/** Who decides: everybody who holds a role, or only those who were appointed to this very body. */
const body = z.strictObject({
  id: slug,
  name,
  role: officialRole.default('committee'),
  appointed: z.boolean().default(false),
  /** The body that decides when recusal leaves too few of this one. */
  standIn: slug.optional(),
});

const votes = {
  body: slug,
  /** So many have to agree. */
  agree: z.int().min(1).max(100).default(1),
  /** With fewer than `agree` left after recusal and abstention, so many are enough. */
  atLeast: z.int().min(1).max(100).optional(),
  /** So many rejections reject. */
  rejections: z.int().min(1).max(100).default(1),
};

/** One step of a review chain (环节). */
const stage = z.strictObject({
  name: name.optional(),
  ...votes,
  /** Whether this stage may change the amount. */
  adjust: z.boolean().default(true),
  /** The body is reminded of what has waited so many days; after twice as many it is overdue. */
  days: z.int().min(1).max(365).optional(),
  /** What happens to what is overdue: nothing more than reminders, another body may decide too, or it counts as approved. */
  overdue: z.enum(['remind', 'escalate', 'approve']).default('remind'),
  escalateTo: slug.optional(),
  /** Put before the body as one numbered list a period, instead of card by card. */
  list: z
    .strictObject({
      every: z.enum(['week', 'month', 'quarter']),
      /** Day of the week (1 = Monday) or of the first month of the period. */
      day: z.int().min(1).max(28).default(1),
      time: time.default('09:00'),
      /** A list for each grid instead of one for the community. */
      perGrid: z.boolean().default(false),
    })
    .optional(),
  /** Whether whoever spoke in an earlier stage of a claim may speak in this one too; otherwise others look at it. */
  samePeople: z.boolean().default(false),
  /** Decided at a meeting: an admin enters the resolution, with the minutes' reference or a photo. */
  meeting: z.boolean().default(false),
});

const chain = z.strictObject({
  id: slug,
  name: name.optional(),
  /** No stages: what is awarded by somebody entitled counts at once. */
  stages: z.array(stage).max(8),
});

const publicity = z.strictObject({
  every: z.enum(['week', 'month', 'quarter']).default('month'),
  /** Day of the week or of the month on which the last period is posted. */
  day: z.int().min(1).max(28).default(1),
  time: time.default('09:00'),
  /** How many days it may be questioned. */
  days: z.int().min(1).max(60).default(7),
  names: z.enum(['masked', 'full']).default('masked'),
  objections: z.strictObject({ ...votes, days: z.int().min(1).max(60).optional() }).optional(),
});

const lists = z.strictObject({
  every: z.enum(['month', 'quarter', 'year']).default('quarter'),
  day: z.int().min(1).max(28).default(1),
  time: time.default('09:00'),
  red: z
    .strictObject({ places: z.int().min(1).max(100).default(10), least: z.int().min(1).default(1) })
    .default({ places: 10, least: 1 }),
  /** Off unless it is written down. */
  black: z
    .strictObject({
      below: z.int().max(0).default(0),
      places: z.int().min(1).max(100).default(10),
      to: z.enum(['committee', 'residents']).default('committee'),
    })
    .optional(),
});

/** A yearly honour (星级家庭, 最美志愿者): who leads, and under which conditions. */
const award = z.strictObject({
  id: slug,
  name,
  of: z.enum(['households', 'people']),
  by: z.enum(['points', 'hours']).default('points'),
  places: z.int().min(1).max(200).default(10),
  conditions: z
    .strictObject({
      least: z.int().min(0).default(1),
      categories: z.int().min(1).max(50).optional(),
      /** No deduction in the year: of any kind, or of these items. */
      withoutDeductions: z.union([z.literal('any'), z.array(slug).min(1)]).optional(),
    })
    .default({ least: 1 }),
});

/** How activities (招募) go: what they earn, how the waitlist is answered, and what follows when people don't come. */
const activities = z.strictObject({
  /** The item that an activity earns when its own words name none. */
  item: slug.optional(),
  /** Whoever moves up from the waitlist has so many minutes to say no. */
  declineWithinMinutes: z.int().min(5).max(2880).default(120),
  /** What silence means then: the place is kept, or goes to the next. */
  unanswered: z.enum(['keeps', 'passes']).default('keeps'),
  /** So many absences without a word within so many days pause a person's sign-ups. */
  noShows: z
    .strictObject({
      limit: z.int().min(1).max(20),
      withinDays: z.int().min(1).max(400),
      pauseDays: z.int().min(1).max(400),
    })
    .optional(),
});

export const rulebookSchema = z.strictObject({
  version: words(40),
  /** First and last day on which deeds are judged by it; open-ended until the next version begins. */
  from: day.default('2000-01-01'),
  until: day.optional(),
  /** Where it is taken from, for people. */
  source: z.string().trim().min(1).max(500).optional(),
  categories: z.array(category).default([]),
  items: z.array(item).min(1, '至少要有一个条目'),
  /** Over all items together. */
  caps: z.array(cap).default([]),
  bodies: z
    .array(body)
    .min(1)
    .default([
      { id: 'committee', name: { zh: '评审委员', en: 'committee' }, role: 'committee', appointed: false },
    ]),
  /** The first one is for every item that names none. */
  chains: z
    .array(chain)
    .min(1)
    .default([
      {
        id: 'review',
        stages: [
          {
            body: 'committee',
            agree: 1,
            rejections: 1,
            adjust: true,
            overdue: 'remind',
            samePeople: false,
            meeting: false,
          },
        ],
      },
    ]),
  /** Points outside the items, by those entitled: up to so many at a time. Without it every award names an item. */
  discretion: z
    .strictObject({
      most: points,
      awardedBy: z.array(officialRole).default(['committee']),
      chain: slug.optional(),
    })
    .optional(),
  /** A deed is reported within so many days. */
  reportWithinDays: z.int().min(1).max(400).default(92),
  /** Whether a deduction or correction may leave a household with less than nothing. */
  mayOwe: z.boolean().default(true),
  publicity: publicity.optional(),
  lists: lists.optional(),
  awards: z.array(award).default([]),
  activities: activities.optional(),
});

/** Whether a date that is written like one is in the calendar: not 2025-02-30. */
function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** One version of the regulation. */
export type Rulebook = z.infer<typeof rulebookSchema>;
/** A behaviour that the regulation credits or deducts, and what it is worth. */
export type Item = z.infer<typeof item>;
export type Category = z.infer<typeof category>;
export type Cap = z.infer<typeof cap>;
export type Body = z.infer<typeof body>;
export type Stage = z.infer<typeof stage>;
export type Chain = z.infer<typeof chain>;
export type Publicity = z.infer<typeof publicity>;
export type Lists = z.infer<typeof lists>;
export type AnnualAward = z.infer<typeof award>;
/** How a body decides: who, how many have to agree, how many reject. */
export type Votes = Pick<Stage, 'body' | 'agree' | 'atLeast' | 'rejections'>;
