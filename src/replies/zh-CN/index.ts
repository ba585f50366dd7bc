import { activitiesReplies, mergedActivities } from './activities.ts';
import { activityChangesReplies } from './activity-changes.ts';
import { attendanceReplies, mergedAttendance } from './attendance.ts';
import { auditReplies } from './audit.ts';
import { claimsReplies, mergedClaims } from './claims.ts';
import { generalReplies } from './general.ts';
import { leaderboardReplies } from './leaderboard.ts';
import { pointsReplies } from './points.ts';
import { publicityReplies } from './publicity.ts';
import { mergedReview, reviewReplies } from './review.ts';
import { mergedRoster, rosterReplies } from './roster.ts';
import { mergedSupermarket, supermarketReplies } from './supermarket.ts';
import { teamsReplies } from './teams.ts';

/** Everything that Xiaoji says, in Chinese: one sentence a key, a file a capability. `../en/` is checked against it. */
export const zhCN = {
  ...generalReplies,
  ...claimsReplies,
  ...reviewReplies,
  ...pointsReplies,
  ...leaderboardReplies,
  ...publicityReplies,
  ...rosterReplies,
  ...activitiesReplies,
  ...activityChangesReplies,
  ...attendanceReplies,
  ...teamsReplies,
  ...auditReplies,
  ...supermarketReplies,
};

/** Acknowledgements that are gathered when a group is busy: one message that names everybody. */
export const mergedZhCN = {
  ...mergedClaims,
  ...mergedReview,
  ...mergedRoster,
  ...mergedActivities,
  ...mergedAttendance,
  ...mergedSupermarket,
};

/** What every language has to say: the same sentences, of the same parts. */
export type Replies = { [K in keyof typeof zhCN]: (params: Parameters<(typeof zhCN)[K]>[0]) => string };
