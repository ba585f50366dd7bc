import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type OpenAI from 'openai';
import { z } from 'zod';
import type { Clock } from '#src/clock.ts';
import type { Vocabulary } from './context.ts';
import type { Intent } from './intents/index.ts';
import { type Masked, mask } from './mask.ts';
import { intentOf, type ModelAnswer, modelAnswer } from './proposals.ts';
import { dayOf, isoDay } from './reading/days.ts';

/** What the language model thinks somebody wants; nothing happens before that person has said yes. */
export interface Proposal {
  kind: 'proposal';
  intent: Intent;
  /** Key of the sentence that asks the person: `proposal.claim.report` … */
  sentence: `proposal.${Intent['name']}`;
}

/** It was asked, and has no idea, or its answer made no sense. */
export interface Nothing {
  kind: 'nothing';
  reason: 'none' | 'malformed' | 'impossible';
}

/** It could not be asked. */
export interface Unavailable {
  kind: 'unavailable';
  reason: 'not-configured' | 'budget' | 'circuit-open' | 'timeout' | 'refused' | 'failed';
}

export interface ModelContext {
  now: Date;
  vocabulary: Vocabulary;
  /** Names of the residents, to be masked. They never leave the house. */
  people?: readonly string[];
}

export interface ModelEar {
  propose(text: string, context: ModelContext): Promise<Proposal | Nothing | Unavailable>;
}

export interface ModelOptions {
  baseUrl?: string;
  /** Without a key and without a base URL the ear is deaf, and says so. */
  apiKey?: string;
  model?: string;
  /** Requests a day, on the community's calendar, retries included. */
  dailyBudget: number;
  /** For everything that one message takes, retries included. */
  timeoutMs: number;
  clock: Clock;
  log: { warn(fields: object, message: string): void };
  fetch?: typeof globalThis.fetch;
}

const attempts = 3;
const firstPauseMs = 250;
const longestPauseMs = 5000;
const failuresBeforeOpen = 5;
const openForMs = 60_000;
const longestText = 500;

const instructions = readFileSync(new URL('../../prompts/second-ear.md', import.meta.url), 'utf8');

/** The second ear: any OpenAI-compatible endpoint. Built once; it keeps the day's budget and the circuit breaker. */
export function createModelEar(options: ModelOptions): ModelEar {
  const { apiKey, baseUrl, model = 'gpt-4o-mini', dailyBudget, timeoutMs, clock, log } = options;
  if (!apiKey && !baseUrl)
    return { propose: async () => ({ kind: 'unavailable', reason: 'not-configured' }) };

  let client: Promise<OpenAI> | undefined;
  let spent = { day: 0, requests: 0 };
  let failures = 0;
  let openUntil = 0;
  let schemaSupported = true;

  const connect = () => {
    client ??= import('openai').then(
      ({ OpenAI: Client }) =>
        new Client({
          apiKey: apiKey ?? 'none',
          maxRetries: 0,
          ...(baseUrl ? { baseURL: baseUrl } : {}),
          ...(options.fetch ? { fetch: options.fetch } : {}),
        }),
    );
    return client;
  };

  const withinBudget = (now: Date): boolean => {
    const day = dayOf(now);
    if (spent.day !== day) spent = { day, requests: 0 };
    if (spent.requests >= dailyBudget) return false;
    spent.requests++;
    return true;
  };

  const unavailable = (reason: Unavailable['reason'], fields: object = {}): Unavailable => {
    log.warn({ reason, ...fields }, 'language model unavailable');
    return { kind: 'unavailable', reason };
  };

  async function ask(
    messages: OpenAI.ChatCompletionMessageParam[],
    signal: AbortSignal,
  ): Promise<string | Unavailable> {
    for (let attempt = 1; ; attempt++) {
      if (!withinBudget(clock.now())) return unavailable('budget');
      try {
        const completion = await (await connect()).chat.completions.create(
          {
            model,
            messages,
            temperature: 0,
            max_tokens: 400,
            response_format: schemaSupported ? schemaFormat : { type: 'json_object' },
          },
          { signal, timeout: timeoutMs },
        );
        failures = 0;
        return completion.choices?.[0]?.message?.content ?? '';
      } catch (error) {
        const status = (error as { status?: number }).status;
        if (signal.aborted) return failed('timeout');
        if (status === 400 && schemaSupported) {
          // Some compatible servers know plain JSON only.
          schemaSupported = false;
          continue;
        }
        const refused = status !== undefined && status !== 429 && status !== 408 && status < 500;
        if (refused || attempt >= attempts) return failed(refused ? 'refused' : 'failed', { status });
        const wait = pauseBefore(attempt, error);
        try {
          await pause(wait, undefined, { signal });
        } catch {
          return failed('timeout');
        }
      }
    }
  }

  function failed(reason: Unavailable['reason'], fields: object = {}): Unavailable {
    failures++;
    if (failures >= failuresBeforeOpen) openUntil = clock.now().getTime() + openForMs;
    return unavailable(reason, fields);
  }

  return {
    async propose(text, context) {
      const at = clock.now().getTime();
      if (at < openUntil) return { kind: 'unavailable', reason: 'circuit-open' };
      // After the pause one question tries the way; a failure closes it again at once.
      if (openUntil > 0) {
        openUntil = 0;
        failures = failuresBeforeOpen - 1;
      }
      const masked = mask(text.slice(0, longestText), context.people);
      const content = await ask(conversation(masked, context), AbortSignal.timeout(timeoutMs));
      if (typeof content !== 'string') return content;
      const answer = readAnswer(content, masked);
      if (!answer) return { kind: 'nothing', reason: 'malformed' };
      if (answer.intent === 'none') return { kind: 'nothing', reason: 'none' };
      const intent = intentOf(answer, text.slice(0, longestText), context.vocabulary, context.now);
      if (!intent) return { kind: 'nothing', reason: 'impossible' };
      return { kind: 'proposal', intent, sentence: `proposal.${intent.name}` };
    },
  };
}

const { $schema: _, ...answerSchema } = z.toJSONSchema(modelAnswer, { io: 'input' });
const schemaFormat = {
  type: 'json_schema' as const,
  json_schema: { name: 'second_ear', schema: answerSchema as Record<string, unknown> },
};

/** Instructions, the community's own words, and the masked message as data. */
function conversation(
  masked: Masked,
  { now, vocabulary, people }: ModelContext,
): OpenAI.ChatCompletionMessageParam[] {
  const items = vocabulary.items.map(({ id, name, pays }) => `- ${id}: ${name} (per ${pays})`);
  const activities = (vocabulary.activities ?? []).map(
    ({ number, title, startsAt }) => `- ${number}: ${mask(title, people).text} on ${isoDay(dayOf(startsAt))}`,
  );
  const facts = [
    `Today: ${isoDay(dayOf(now))}`,
    'Items:',
    ...items,
    ...(activities.length > 0 ? ['Activities:', ...activities] : []),
  ];
  return [
    { role: 'system', content: `${instructions}\n${facts.join('\n')}\n` },
    { role: 'user', content: JSON.stringify({ message: masked.text }) },
  ];
}

/** The answer with the masked words put back; undefined when it is no such object or names strange placeholders. */
function readAnswer(content: string, masked: Masked): ModelAnswer | undefined {
  const json = /\{[\s\S]*\}/.exec(content)?.[0];
  if (!json) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  const checked = modelAnswer.safeParse(parsed);
  if (!checked.success) return undefined;
  const answer: ModelAnswer = { ...checked.data };
  for (const key of ['note', 'person', 'query', 'text'] as const) {
    const words = answer[key];
    if (!words) continue;
    const restored = masked.restore(words);
    if (restored === undefined) return undefined;
    answer[key] = restored;
  }
  return answer;
}

/** Longer each time, with jitter; what the server asks for counts, within reason. */
function pauseBefore(attempt: number, error: unknown): number {
  const headers = (error as { headers?: Headers }).headers;
  const asked = Number(headers?.get?.('retry-after') ?? Number.NaN) * 1000;
  const own = firstPauseMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
  return Math.min(longestPauseMs, Number.isFinite(asked) && asked >= 0 ? Math.max(asked, own) : own);
}
