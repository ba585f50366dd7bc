import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import type {
  PendingQuestion,
  Understanding,
  UnderstandingContext,
  Vocabulary,
} from '#src/understanding/context.ts';
import { contextOfLine, flatten, messageLine, readVocabularyFile } from '#src/understanding/lines.ts';
import { understand } from '#src/understanding/understand.ts';

const here = new URL('.', import.meta.url);
const read = readVocabularyFile(readFileSync(new URL('vocabulary.yaml', here), 'utf8'));
export const vocabulary: Vocabulary = read.vocabulary;
export const now: Date = read.now ?? new Date();

const group = z.strictObject({
  /** What the messages mean; `silent` instead says why the bot has nothing to say. */
  intent: z.string().optional(),
  silent: z.string().optional(),
  /** The question that was asked before. */
  answers: messageLine.shape.pending,
  cases: z.array(
    z.strictObject({
      /** In a group without the bot being named, or said to the bot; a quote says it for itself. */
      where: z.enum(['group', 'bot']).optional(),
      room: messageLine.shape.room,
      role: messageLine.shape.role,
      quote: z.string().optional(),
      mentions: messageLine.shape.mentions,
      messages: z.union([
        z.record(z.string(), z.record(z.string(), z.unknown())),
        z.array(z.coerce.string()),
      ]),
    }),
  ),
});

export interface Sample {
  file: string;
  text: string;
  /** undefined: silence. */
  intent: string | undefined;
  slots: Record<string, unknown>;
  context: UnderstandingContext;
}

/** Every message of the corpus, with what it should come to. */
export function readCorpus(): Sample[] {
  const samples: Sample[] = [];
  for (const file of readdirSync(here).sort()) {
    if (!file.endsWith('.yaml') || file === 'vocabulary.yaml' || file === 'times.yaml') continue;
    const parsed: unknown = parse(readFileSync(new URL(file, here), 'utf8'));
    for (const { intent, silent, answers, cases } of z
      .array(group)
      .parse(Array.isArray(parsed) ? parsed : [parsed])) {
      for (const { where, messages, ...circumstances } of cases) {
        const line = {
          ...circumstances,
          addressed: where === 'bot' || circumstances.quote !== undefined,
          pending: answers,
        };
        const entries = Array.isArray(messages)
          ? messages.map((text) => [text, {}] as const)
          : Object.entries(messages);
        for (const [text, slots] of entries) {
          const context = contextOfLine({ ...line, text }, vocabulary, now);
          if (answers) context.pending = answers as unknown as PendingQuestion;
          samples.push({ file, text, intent: silent === undefined ? intent : undefined, slots, context });
        }
      }
    }
  }
  return samples;
}

/** What is wrong with an understanding, in one line; undefined when it is as expected. */
export function compare(sample: Sample, result: Understanding): string | undefined {
  const got = flatten(result);
  if (sample.intent === undefined)
    return result.kind === 'silence' ? undefined : `should be silent, was ${JSON.stringify(got)}`;
  if (result.kind === 'silence') return `should be ${sample.intent}, was silent (${result.why})`;
  if (got.intent !== sample.intent) return `should be ${sample.intent}, was ${JSON.stringify(got)}`;
  const { asks, ...slots } = sample.slots;
  if (got.asks !== asks)
    return asks
      ? `should ask for ${asks}, was ${JSON.stringify(got)}`
      : `should not ask: ${JSON.stringify(got)}`;
  const wrong = Object.entries(spelledOut(slots, got)).find(([slot, value]) => !matches(value, got[slot]));
  return wrong && `${wrong[0]} should be ${JSON.stringify(wrong[1])}: ${JSON.stringify(got)}`;
}

/** The short forms of the YAML: item, minutes … mean the only deed; numbers and all mean a selection. */
function spelledOut(slots: Record<string, unknown>, got: Record<string, unknown>): Record<string, unknown> {
  const { item, minutes, quantity, choice, date, note, all, names, ...rest } = slots;
  const deed = Object.fromEntries(
    Object.entries({ item, minutes, quantity, choice, date, note }).filter(([, v]) => v !== undefined),
  );
  if (Object.keys(deed).length > 0) {
    if (got.deeds) rest.deeds = [deed];
    else Object.assign(rest, deed);
  }
  if (all) rest.selection = { kind: 'all', except: all };
  if (got.selection && rest.numbers) {
    rest.selection = { kind: 'numbers', numbers: rest.numbers };
    delete rest.numbers;
  }
  if (names) rest.rows = (names as string[]).map((name) => ({ name }));
  return rest;
}

/** Objects may have more than is expected of them; lists and values may not. Expected null: nothing, or null. */
function matches(expected: unknown, got: unknown): boolean {
  if (expected === null) return got === null || got === undefined;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(got) &&
      got.length === expected.length &&
      expected.every((value, i) => matches(value, got[i]))
    );
  }
  if (expected !== null && typeof expected === 'object') {
    return (
      got !== null &&
      typeof got === 'object' &&
      Object.entries(expected).every(([key, value]) => matches(value, (got as Record<string, unknown>)[key]))
    );
  }
  return isDeepStrictEqual(expected, got);
}

export function check(sample: Sample): string | undefined {
  return compare(sample, understand(sample.text, sample.context));
}
