import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';
import { closingReminders, monthlySummary } from './activity-closings.ts';
import { activityReminders } from './activity-reminders.ts';
import { mergeQuestions } from './merge-questions.ts';
import { objectionReminders, publicityClosings, publicityPosts } from './publicity.ts';
import { recruitmentPosts } from './recruitment-posts.ts';
import { reviewListPosts } from './review-lists.ts';
import { reviewReminders } from './review-reminders.ts';
import { scoreListPosts } from './score-lists.ts';
import { seriesOfActivities } from './series-of-activities.ts';
import { lapsedRedemptions, openingPosts, weeklyShelfCheck } from './supermarket.ts';
import { pointsExpiry } from './supermarket-points.ts';
import { teamDuties } from './team-duties.ts';
import { unansweredPlaces } from './unanswered-places.ts';
import { weeklyDigest } from './weekly-digest.ts';
import { weeklyLeaderboard } from './weekly-leaderboard.ts';
import { weeklyTeamHours } from './weekly-team-hours.ts';

export const scheduledPosts: readonly ScheduledPost[] = [
  weeklyLeaderboard,
  recruitmentPosts,
  activityReminders,
  unansweredPlaces,
  seriesOfActivities,
  weeklyDigest,
  closingReminders,
  mergeQuestions,
  monthlySummary,
  teamDuties,
  weeklyTeamHours,
  reviewListPosts,
  reviewReminders,
  publicityClosings,
  publicityPosts,
  objectionReminders,
  scoreListPosts,
  lapsedRedemptions,
  openingPosts,
  weeklyShelfCheck,
  pointsExpiry,
];
