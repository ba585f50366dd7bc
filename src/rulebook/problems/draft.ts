import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const loosely = <S extends z.ZodRawShape>(shape: S) => z.object(shape).optional().catch(undefined);
const listOf = <S extends z.ZodRawShape>(shape: S) =>
  z.array(z.object(shape).or(z.unknown().transform(() => ({}) as Record<keyof S, undefined>))).catch([]);
const name = loosely({ zh: text, en: text });
const votes = { body: text, agree: number, atLeast: number, rejections: number };

/** A rulebook as a file says it, with whatever has the wrong shape left out. */
export const draft = z.object({
  from: text,
  until: text,
  categories: listOf({ id: text, name, chain: text }),
  items: listOf({
    id: text,
    name,
    aliases: z.array(text).optional().catch(undefined),
    category: text,
    kind: text,
    chain: text,
    reportedBy: z.array(text).optional().catch(undefined),
    pays: loosely({ per: text, choices: listOf({ id: text, name }) }),
  }),
  bodies: listOf({ id: text, name, standIn: text }),
  chains: listOf({
    id: text,
    name,
    stages: listOf({
      ...votes,
      days: number,
      overdue: text,
      meeting: z.boolean().optional().catch(undefined),
      escalateTo: text,
      list: loosely({ every: text, day: number }),
    }),
  }),
  discretion: loosely({ chain: text }),
  publicity: loosely({ every: text, day: number, objections: loosely(votes) }),
  awards: listOf({
    id: text,
    name,
    conditions: loosely({ categories: number, withoutDeductions: z.array(text).optional().catch(undefined) }),
  }),
  activities: loosely({ item: text }),
});
export type Draft = z.infer<typeof draft>;

/** The deductions that an award looks for. */
export function deductionsOf(conditions: Draft['awards'][number]['conditions']): (string | undefined)[] {
  return conditions?.withoutDeductions ?? [];
}
