import { rulebookNow } from '#src/community/community.ts';
import { ruleFor } from '#src/publicity/decide-objection.ts';
import { lastPosting } from '#src/publicity/periods.ts';
import { postsOf } from '#src/publicity/posts.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import { bodyOf } from '#src/rulebook/rulebook.ts';
import type { DuePost, ScheduledPost } from '#src/schedule/scheduled-post.ts';

const DAY_MS = 24 * 3_600_000;
/** A month that could not be posted in time is posted late rather than never. */
const LATEST_POSTING_MS = 25 * DAY_MS;
/** However long the bot was away, a window that is over is over. */
const LATEST_CLOSING_MS = 4000 * DAY_MS;

/**
 * The posting of the last period (公示), to the residents' groups: each grid's to its own groups, the community's to
 * those without a grid. It begins where the last posting ended, and opens the window for objections in the same
 * transaction.
 */
export const publicityPosts: ScheduledPost<'publicity' | 'rooms'> = {
  name: 'publicity',

  async due({ community, now }, { publicity, rooms }) {
    const rule = rulebookNow(community, now).publicity;
    if (!rule) return [];
    const { dueAt, period } = lastPosting(rule, now);
    // A version that began since does not reach back.
    if (!rulebookNow(community, dueAt).publicity) return [];
    return [
      {
        id: `publicity:${community.id}:${period.key}`,
        dueAt,
        latestMs: LATEST_POSTING_MS,
        async compose() {
          const publications = await publicity.open(community, period, now);
          // One after the other: a transaction takes one statement at a time.
          const posts: Reply[] = [];
          for (const room of rooms.for(community.id, 'residents')) {
            const publication = publications.find(({ grid }) => !room.grid || grid === room.grid);
            if (!publication) continue;
            const list = await publicity.listOf(community, publication, room.grid);
            posts.push(...postsOf(list, community, now, toRoom(room)));
          }
          return posts;
        },
      },
    ];
  },
};

/** Periods whose window for objections is over are closed, without a word. */
export const publicityClosings: ScheduledPost<'publicity'> = {
  name: 'publicity-closing',

  async due({ community, now }, { publicity }) {
    const over = await publicity.unmarked(community.id, now);
    return over.map(
      (publication): DuePost => ({
        id: `publicity-closing:${publication._id}`,
        dueAt: publication.closesAt,
        latestMs: LATEST_CLOSING_MS,
        async compose() {
          await publicity.markClosed(publication, now);
          return [];
        },
      }),
    );
  },
};

/** Where the regulation gives a body so many days for objections, it is reminded of those that have waited longer, once a day. */
export const objectionReminders: ScheduledPost<'objections' | 'rooms'> = {
  name: 'objection-reminders',

  async due({ community, now }, { objections, rooms }) {
    const book = rulebookNow(community, now);
    const days = book.publicity?.objections?.days;
    if (days === undefined) return [];
    const waiting = await objections.open(community.id);
    return waiting.flatMap((objection) => {
      const waited = Math.floor((now.getTime() - objection.openedAt.getTime()) / DAY_MS);
      const rounds = Math.floor(waited / days);
      if (rounds === 0) return [];
      const dueAt = new Date(objection.openedAt.getTime() + rounds * days * DAY_MS);
      const body = bodyOf(book, ruleFor(book).body);
      return {
        id: `objection-reminder:${objection._id}:${rounds}`,
        dueAt,
        compose: async () =>
          roomsOfBody(rooms, community.id, body, objection.grid).map((room) =>
            reply(
              'objection.reminder',
              { waiting: [{ number: objection.number, claim: objection.claim, days: waited }] },
              { to: toRoom(room) },
            ),
          ),
      };
    });
  },
};
