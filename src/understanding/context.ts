import { z } from 'zod';
import type { Role } from './intent.ts';
import type { Intent, IntentName } from './intents/index.ts';

/** How an item of the rulebook pays: per hour, per time, per unit, by a choice of levels, or for a lasting state. */
export type Pays = 'hour' | 'time' | 'unit' | 'choice' | 'state';

export interface VocabularyItem {
  id: string;
  name: string;
  aliases: string[];
  pays: Pays;
  /** The levels, for items that pay by a choice of them. */
  choices?: VocabularyChoice[];
  /** What is counted, for items paid per unit: 节, 公斤. */
  unit?: string;
  /** Other words for the unit. */
  unitAliases?: string[];
}

export interface VocabularyChoice {
  id: string;
  name: string;
  aliases?: string[];
}

/** A body of the regulation (议事评审委员会), and the role of those who sit in it. */
export interface VocabularyBody {
  id: string;
  name: string;
  aliases: string[];
  role: Role;
  /** Only those sit in it who were appointed to it; otherwise everybody who holds the role. */
  appointed?: boolean;
}

export interface VocabularyProduct {
  id: string;
  name: string;
  aliases: string[];
}

export interface VocabularyActivity {
  number: number;
  title: string;
  startsAt: Date;
}

/** The community's own words. Keep one object per rulebook version: what is computed from it is cached on it. */
export interface Vocabulary {
  items: VocabularyItem[];
  /** What the regulation's categories are called. */
  categories?: string[];
  products?: VocabularyProduct[];
  /** Activities that are open now. */
  activities?: VocabularyActivity[];
  bodies?: VocabularyBody[];
}

export type RoomPurpose = 'residents' | 'committee' | 'grid-workers' | 'merchant';

/** All that is known about a message besides its text. Nothing here is looked up: the caller hands it over. */
export interface UnderstandingContext {
  now: Date;
  /** Said to the bot: by @mention, in a direct chat, or as a quote of something the bot said. */
  addressed: boolean;
  direct?: boolean;
  roomPurpose?: RoomPurpose;
  roles?: Role[];
  quote?: { text: string; fromBot: boolean };
  /** People mentioned with @, the bot left out; their `@name` is still in the text. */
  mentions?: { contactId: string; name: string }[];
  /** The question that this person was asked last and has not answered yet. */
  pending?: PendingQuestion;
  kind?: 'text' | 'solitaire';
  vocabulary: Vocabulary;
}

/** Why a message was read the way it was: the rule, and the stretch of the original text that made it. */
export interface Why {
  rule: string;
  span: [start: number, end: number];
}

/** A question back to the person. JSON all through, so that it can be stored and handed in again. */
export interface PendingQuestion {
  intent: IntentName;
  /** The slot that is missing, or `confirm` when the draft is whole and waits for a yes. */
  missing: string;
  /** What is known so far, in the shape of the intent (deeds, lines and so on may be partial). */
  draft: Record<string, unknown>;
}

export const pendingQuestion = z.object({
  intent: z.string() as unknown as z.ZodType<IntentName>,
  missing: z.string(),
  draft: z.record(z.string(), z.unknown()),
});

export type Language = 'zh' | 'en';

export type Understanding =
  | { kind: 'intent'; intent: Intent; why: Why; language: Language }
  | { kind: 'question'; question: PendingQuestion; why: Why; language: Language }
  | { kind: 'silence'; why: string };
