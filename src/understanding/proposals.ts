import { z } from 'zod';
import type { Vocabulary } from './context.ts';
import { period } from './intent.ts';
import { type Intent, type IntentName, intentSchema } from './intents/index.ts';
import { dayNumber, dayOf } from './reading/days.ts';

/**
 * What a language model may propose. Decisions, roles, points given or taken, goods and data are not among them:
 * those are said in plain commands by the people who may.
 */
export const proposable = [
  'claim.report',
  'claim.status',
  'points.check',
  'points.history',
  'leaderboard.show',
  'rules.show',
  'activity.list',
  'activity.sign-up',
  'activity.cancel-sign-up',
  'catalog.show',
  'request.open',
  'help',
] as const satisfies readonly IntentName[];

const words = z.string().max(500).nullish();

/** The model's answer, flat so that small models can write it. Unknown keys are ignored, unknown values refused. */
export const modelAnswer = z.object({
  intent: z.enum([...proposable, 'none']),
  item: words,
  minutes: z.int().min(1).max(1440).nullish(),
  quantity: z.int().min(1).max(1000).nullish(),
  date: z.string().max(10).nullish(),
  note: words,
  person: words,
  number: z.int().positive().max(9_999_999).nullish(),
  of: z.enum(['mine', 'household']).nullish(),
  period: period.nullish(),
  query: words,
  text: words,
});
export type ModelAnswer = z.infer<typeof modelAnswer>;

/**
 * The intent that an answer comes to, or undefined when it says none, or says something that cannot be: an item that
 * the rulebook does not have, a day to come, a claim without its hours.
 */
export function intentOf(
  answer: ModelAnswer,
  source: string,
  vocabulary: Vocabulary,
  now: Date,
): Intent | undefined {
  const made = draftOf(answer, source, vocabulary, now);
  const parsed = intentSchema.safeParse(made);
  return parsed.success ? parsed.data : undefined;
}

function draftOf(answer: ModelAnswer, source: string, vocabulary: Vocabulary, now: Date): unknown {
  const { intent: name } = answer;
  switch (name) {
    case 'none':
      return undefined;
    case 'claim.report':
      return claim(answer, source, vocabulary, now);
    case 'claim.status':
      return { name, numbers: answer.number ? [answer.number] : [] };
    case 'points.check':
      return { name, of: answer.of ?? 'household' };
    case 'leaderboard.show':
      return { name, period: answer.period ?? 'week' };
    case 'rules.show':
    case 'catalog.show':
      return { name, ...(answer.query ? { query: answer.query } : {}) };
    case 'activity.sign-up':
    case 'activity.cancel-sign-up': {
      const known = vocabulary.activities?.find(({ number }) => number === answer.number);
      return known && { name, activity: { number: known.number, title: known.title } };
    }
    case 'request.open':
      return { name, text: answer.text || source };
    default:
      return { name };
  }
}

function claim(answer: ModelAnswer, source: string, vocabulary: Vocabulary, now: Date): unknown {
  const item = vocabulary.items.find(({ id }) => id === answer.item);
  if (!item) return undefined;
  if (item.pays === 'hour' && !answer.minutes) return undefined;
  if (item.pays === 'unit' && !answer.quantity) return undefined;
  if (answer.date && !isPast(answer.date, now)) return undefined;
  const deed = {
    item: item.id,
    itemText: item.name,
    note: answer.note || source,
    ...(answer.minutes ? { minutes: answer.minutes } : {}),
    ...(answer.quantity ? { quantity: answer.quantity } : {}),
    ...(answer.date ? { date: answer.date } : {}),
  };
  return {
    name: 'claim.report',
    deeds: [deed],
    ...(answer.person ? { onBehalfOf: { name: answer.person } } : {}),
  };
}

/** A real day, today or within the last year. */
function isPast(date: string, now: Date): boolean {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const day = y ? dayNumber(Number(y), Number(m), Number(d)) : undefined;
  const today = dayOf(now);
  return day !== undefined && day <= today && day > today - 366;
}
