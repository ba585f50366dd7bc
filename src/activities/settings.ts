import { type Community, rulebookNow } from '#src/community/community.ts';
import type { Rulebook } from '#src/rulebook/schema.ts';

/** How activities go in a community now, by the version of the regulation that is in force. */
export interface ActivitySettings {
  /** How long somebody who moved up has to say no, in milliseconds. */
  declineWithinMs: number;
  unanswered: 'keeps' | 'passes';
  noShows: NonNullable<Rulebook['activities']>['noShows'];
}

export function activitySettings(community: Community, now: Date): ActivitySettings {
  const { activities } = rulebookNow(community, now);
  return {
    declineWithinMs: (activities?.declineWithinMinutes ?? 120) * 60_000,
    unanswered: activities?.unanswered ?? 'keeps',
    noShows: activities?.noShows,
  };
}
