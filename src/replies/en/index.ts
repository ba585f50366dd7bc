import type { mergedZhCN, Replies } from '../zh-CN/index.ts';
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

/** Everything that Xiaoji says, in English. */
export const en: Replies = {
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

export const mergedEn: typeof mergedZhCN = {
  ...mergedClaims,
  ...mergedReview,
  ...mergedRoster,
  ...mergedActivities,
  ...mergedAttendance,
  ...mergedSupermarket,
};
