import { rulebookNow } from '#src/community/community.ts';
import { blackPost, redPost } from '#src/leaderboard/list-posts.ts';
import { lastPosting } from '#src/publicity/periods.ts';
import { type Reply, toRoom } from '#src/replies/reply.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** A quarter's list that could not be posted in time is posted late rather than never. */
const LATEST_MS = 25 * 24 * 3_600_000;

/**
 * The red list of the last scoring period to the residents' groups. The black list only where the regulation has one,
 * and to the committee unless it says otherwise. Empty lists are not posted.
 */
export const scoreListPosts: ScheduledPost<'scoreLists' | 'rooms'> = {
  name: 'score-lists',

  async due({ community, now }, { scoreLists, rooms }) {
    const { lists, publicity } = rulebookNow(community, now);
    if (!lists) return [];
    const { red, black } = lists;
    const names = publicity?.names ?? 'masked';
    const { dueAt, period } = lastPosting(lists, now);
    // A version that began since does not reach back, nor over other periods than the one before it.
    if (rulebookNow(community, dueAt).lists?.every !== lists.every) return [];
    return [
      {
        id: `score-lists:${community.id}:${period.key}`,
        dueAt,
        latestMs: LATEST_MS,
        async compose() {
          // One after the other: a transaction takes one statement at a time.
          const posts: Reply[] = [];
          for (const room of rooms.for(community.id, 'residents'))
            posts.push(
              ...(await redPost(community, room.grid, period, { red, names, now }, scoreLists, toRoom(room))),
            );
          if (black)
            for (const room of rooms.for(community.id, black.to))
              posts.push(...(await blackPost(community, room.grid, period, black, scoreLists, toRoom(room))));
          return posts;
        },
      },
    ];
  },
};
