import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';
import { recruitmentPosts } from './recruitment-posts.ts';
import { reviewListPosts } from './review-lists.ts';
import { reviewReminders } from './review-reminders.ts';
import { weeklyLeaderboard } from './weekly-leaderboard.ts';

export const scheduledPosts: readonly ScheduledPost[] = [
  weeklyLeaderboard,
  recruitmentPosts,
  reviewListPosts,
  reviewReminders,
];
