import type { Repeat } from '#src/understanding/repeats.ts';
import type { ActivityView } from './views.ts';

export type { ActivityView } from './views.ts';

/** Everything that an organiser decides about an activity. */
export interface ActivityWhole extends ActivityView {
  /** The groups that it is posted to. */
  rooms: string[];
  /** The rulebook item that it earns; null when it earns nothing. */
  earns: { zh: string; en: string } | null;
  /** When it will be posted, if it has not been: `MM-dd HH:mm`. */
  at?: string | undefined;
}

/** What an organiser is shown before an activity is published. */
export interface ActivityDraftView extends ActivityWhole {
  repeat?: Repeat | undefined;
  /** Points for taking part for the whole of it; 0 when that is not known. */
  worth: number;
}

/** Who of one resident's is on a list, or waits, and how many wait before them. */
export interface OwnPlaces {
  names: string[];
  waiting: string[];
  ahead: number;
  shift?: string | undefined;
}
