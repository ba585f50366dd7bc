import { askOrganiser, DAY_MS, mergeOffer } from '#src/activities/merge-offers.ts';
import type { Reply } from '#src/replies/reply.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/**
 * Whoever was asked whether a report was the same hours and has not answered is asked once more the next day; another
 * day later the organiser is, and at once about somebody without a WeChat.
 */
export const mergeQuestions: ScheduledPost<'activities' | 'attendance' | 'claims' | 'roster'> = {
  name: 'merge questions',

  async due({ community, now }, { activities, attendance, claims, roster }) {
    const unanswered = await attendance.allToMerge(community.id);
    const posts = [];
    for (const signUp of unanswered) {
      const activity = await activities.byId(signUp.activity);
      const resident = signUp.resident === undefined ? null : await roster.byId(signUp.resident);
      if (!activity?.closedAt || !resident) continue;
      const { closedAt, organiser } = activity;
      const asked = async () => ({
        signUp,
        resident,
        reports: await claims.byNumbers(community.id, signUp.mergeWith ?? []),
      });
      const hasNoChat = resident.contactIds.length === 0;
      if (!hasNoChat)
        posts.push({
          id: `merge-again:${signUp._id}`,
          dueAt: new Date(closedAt.getTime() + DAY_MS),
          compose: async (): Promise<Reply[]> => mergeOffer(await asked(), activity, community, now),
        });
      posts.push({
        id: `merge-organiser:${signUp._id}`,
        dueAt: hasNoChat ? closedAt : new Date(closedAt.getTime() + 2 * DAY_MS),
        async compose(): Promise<Reply[]> {
          const known = await roster.byId(organiser);
          return known ? askOrganiser(await asked(), activity, known, community, now) : [];
        },
      });
    }
    return posts.filter(({ dueAt }) => dueAt <= now);
  },
};
