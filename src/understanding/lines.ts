import { parse } from 'yaml';
import { z } from 'zod';
import type { Understanding, UnderstandingContext, Vocabulary } from './context.ts';
import { role } from './intent.ts';

const named = { name: z.string(), aliases: z.array(z.string()).default([]) };

/** A vocabulary in a YAML file, for trying and testing: items, products and activities, and what day it is. */
export const vocabularyFile = z.object({
  now: z.iso.datetime({ offset: true }).optional(),
  items: z.array(
    z.object({
      id: z.string(),
      ...named,
      pays: z.enum(['hour', 'time', 'unit', 'choice', 'state']),
      choices: z.array(z.object({ id: z.string(), ...named })).optional(),
      unit: z.string().optional(),
      unitAliases: z.array(z.string()).optional(),
    }),
  ),
  products: z.array(z.object({ id: z.string(), ...named })).default([]),
  bodies: z.array(z.object({ id: z.string(), ...named, role, appointed: z.boolean().optional() })).optional(),
  activities: z
    .array(z.object({ number: z.int(), title: z.string(), startsAt: z.coerce.date() }))
    .default([]),
});

export function readVocabularyFile(yaml: string): { vocabulary: Vocabulary; now: Date | undefined } {
  const { now, ...vocabulary } = vocabularyFile.parse(parse(yaml));
  return { vocabulary: vocabulary as Vocabulary, now: now ? new Date(now) : undefined };
}

/** One message with its circumstances, as `npm run understand` reads it. All but `text` may be left out. */
export const messageLine = z.object({
  text: z.string(),
  addressed: z.boolean().optional(),
  direct: z.boolean().optional(),
  /** The speaker's role, or several. */
  role: z.union([role, z.array(role)]).optional(),
  room: z.enum(['residents', 'committee', 'grid-workers']).optional(),
  /** What is quoted; a bare text is taken for one of the bot's cards. */
  quote: z.union([z.string(), z.object({ text: z.string(), fromBot: z.boolean().default(true) })]).optional(),
  mentions: z.array(z.object({ contactId: z.string(), name: z.string() })).optional(),
  /** The open question, as printed for an earlier line. */
  pending: z
    .object({ intent: z.string(), missing: z.string(), draft: z.record(z.string(), z.unknown()) })
    .optional(),
  kind: z.enum(['text', 'solitaire']).optional(),
  /** ISO time; the vocabulary's day, or now. */
  at: z.string().optional(),
});
export type MessageLine = z.infer<typeof messageLine>;

/** The context of a line. A quote of the bot, like a direct chat, addresses it. */
export function contextOfLine(line: MessageLine, vocabulary: Vocabulary, now: Date): UnderstandingContext {
  const quote = typeof line.quote === 'string' ? { text: line.quote, fromBot: true } : line.quote;
  const roles = line.role === undefined ? undefined : Array.isArray(line.role) ? line.role : [line.role];
  return {
    now: line.at ? new Date(line.at) : now,
    addressed: line.addressed ?? (line.direct === true || quote?.fromBot === true),
    vocabulary,
    ...(line.direct === undefined ? {} : { direct: line.direct }),
    ...(line.room ? { roomPurpose: line.room } : {}),
    ...(roles ? { roles } : {}),
    ...(quote ? { quote } : {}),
    ...(line.mentions ? { mentions: line.mentions } : {}),
    ...(line.pending ? { pending: line.pending as UnderstandingContext['pending'] } : {}),
    ...(line.kind ? { kind: line.kind } : {}),
  };
}

/** An understanding as one flat object: `intent`, its slots, then `asks` for a question, `why` and `language`. */
export function flatten(result: Understanding): Record<string, unknown> {
  if (result.kind === 'silence') return { intent: 'none', silence: true, why: result.why };
  const { why, language } = result;
  if (result.kind === 'question') {
    const { name: _, ...draft } = result.question.draft;
    return { intent: result.question.intent, asks: result.question.missing, ...draft, why, language };
  }
  const { name, ...slots } = result.intent;
  return { intent: name, ...slots, why, language };
}
