import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';
import { objectionReminders, publicityClosings, publicityPosts } from './publicity.ts';
import { recruitmentPosts } from './recruitment-posts.ts';
import { reviewListPosts } from './review-lists.ts';
import { reviewReminders } from './review-reminders.ts';
import { scoreListPosts } from './score-lists.ts';
import { weeklyLeaderboard } from './weekly-leaderboard.ts';

export const scheduledPosts: readonly ScheduledPost[] = [
  weeklyLeaderboard,
  recruitmentPosts,
  reviewListPosts,
  reviewReminders,
  publicityClosings,
  publicityPosts,
  objectionReminders,
  scoreListPosts,
];
