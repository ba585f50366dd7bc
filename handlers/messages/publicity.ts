import { dayOf } from '#src/calendar.ts';
import { rulebookNow } from '#src/community/community.ts';
import type { MessageHandler } from '#src/handler.ts';
import { daysOf, lastDayBefore } from '#src/publicity/periods.ts';
import { postsOf } from '#src/publicity/posts.ts';
import { Refusal } from '#src/refusal.ts';
import { reply } from '#src/replies/reply.ts';

/**
 * 公示: what is posted now. In a direct chat the list itself, of one's own grid; in a group one line that says where it
 * is, so that nobody has to read it twice.
 */
export const showPublicity: MessageHandler<'publicity.show', 'publicity'> = {
  intent: 'publicity.show',
  may: { resident: 'all', 'grid-worker': 'all', committee: 'all', admin: 'all' },
  effect: 'reads',

  async handle({ community, room, sender, at }, { publicity }) {
    const grid = room ? room.grid : sender.grid;
    const latest = await publicity.latest(community.id, grid);
    if (!latest) {
      const rule = rulebookNow(community, at).publicity;
      if (!rule) throw new Refusal('publicity.not-configured', {});
      return [reply('publicity.none-yet', { every: rule.every, day: rule.day, time: rule.time })];
    }
    if (!room) return postsOf(await publicity.listOf(community, latest, grid), community, at);
    return [
      reply('publicity.where', {
        scope: `${community.name}${grid ?? ''}`,
        ...daysOf(latest),
        posted: dayOf(latest.opensAt),
        until: lastDayBefore(latest.closesAt),
        open: latest.closesAt > at,
      }),
    ];
  },
};
