import type { z } from 'zod';
import type { PendingQuestion } from './context.ts';
import type { Role } from './intent.ts';
import type { Message } from './message.ts';

/** One line of 帮助: what the intent is for, and how people say it. */
export interface HelpText {
  what: string;
  examples: string[];
}

export interface Help {
  /** Who can use it. `resident` means everybody who lives here. */
  roles: Role[];
  zh: HelpText;
  en: HelpText;
}

/** What a rule makes of a message: the intent, a question for the one thing missing, or a reason to say nothing. */
export type Reading<I> =
  | { intent: Slots<I>; span?: [number, number] }
  | { ask: string; draft: Draft<Slots<I>>; span?: [number, number] }
  | { silent: string };

/** An intent without its name, which the file that reads it need not repeat. */
export type Slots<I> = Omit<I, 'name'>;

/** An intent still being asked for: any slot may be missing, at any depth. */
export type Draft<T> = T extends (infer E)[]
  ? Draft<E>[]
  : T extends object
    ? { [K in keyof T]?: Draft<T[K]> }
    : T;

/**
 * One way of saying an intent.
 *
 * A rule with `opens` is a command: it is tried on every message that opens with one of these words, also when
 * nobody addressed the bot, so it must match the whole message. `*` opens every message: such a rule must cost
 * next to nothing on chatter. A rule without is tried only when the bot was
 * addressed (@, direct chat, quote of the bot) and may be generous.
 */
export interface Rule<I> {
  name: string;
  opens?: readonly string[];
  /**
   * Rules without `opens` are tried by rank, lowest first; 0 unless told. Below 0 are those about a
   * quote; from -10 down, those about a card on which even a command means something else.
   */
  rank?: number;
  /** Something without which the rule cannot match: looked for first, because it is cheap. */
  needs?: RegExp;
  /** Longest text, in characters, that the rule looks at. 200 unless told. */
  longest?: number;
  read(message: Message): Reading<I> | undefined;
}

export interface IntentDefinition<S extends z.ZodType = z.ZodType> {
  schema: S;
  rules: Rule<z.infer<S>>[];
  /** Completes a draft with the answer to a question that this intent asked. */
  answer?: (pending: PendingQuestion, message: Message) => Reading<z.infer<S>> | undefined;
  /** Whether words said to the bot that nothing understands get the open question once more. */
  asksAgain?: true;
  help: Help;
}

/** Types an intent's file: its schema, its rules and its help line belong together. */
export function defineIntent<S extends z.ZodType>(
  schema: S,
  rest: Omit<IntentDefinition<NoInfer<S>>, 'schema'>,
): IntentDefinition<S> {
  return { schema, ...rest };
}
