import type { ActivityView } from './views.ts';

export type { ActivityView } from './views.ts';

/** What an organiser is shown before an activity is published. */
export interface ActivityDraftView extends ActivityView {
  rooms: string[];
  /** When it will be posted, if not at once: `MM-dd HH:mm`. */
  at?: string | undefined;
  /** The rulebook item that it earns. */
  earns?: { zh: string; en: string } | undefined;
  repeat?: { every: 'week' | 'month'; nth?: number | undefined; times?: number | undefined } | undefined;
}
