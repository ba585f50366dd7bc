import { rulebookNow } from '#src/community/community.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Request, Services } from '#src/handler.ts';
import { blackPost, redPost } from '#src/leaderboard/list-posts.ts';
import { periodAt, periodBefore } from '#src/publicity/periods.ts';
import { Refusal } from '#src/refusal.ts';
import { type Reply, reply } from '#src/replies/reply.ts';

/** 红榜 and 黑榜 on demand: the last whole scoring period; the red list of the one that runs when that one was empty. */
export async function showList(
  request: Request<'leaderboard.show'> & { sender: Resident | undefined },
  { scoreLists }: Pick<Services, 'scoreLists'>,
): Promise<Reply[]> {
  const { intent, community, room, sender, at } = request;
  const { lists, publicity } = rulebookNow(community, at);
  const grid = room ? room.grid : sender?.grid;
  if (intent.list === 'black') {
    if (!lists?.black) throw new Refusal('lists.no-black', {});
    const inPrivate = room === undefined || room.purpose === 'committee';
    if (!inPrivate || !sender || !(holds(sender, 'committee') || holds(sender, 'admin')))
      throw new Refusal('lists.black-in-private', {});
    const period = periodBefore(lists.every, at);
    // An office for one grid sees that grid.
    const reach = ['committee', 'admin'].some((role) =>
      sender.grants.some((grant) => grant.role === role && grant.grid === undefined),
    )
      ? room?.grid
      : sender.grants.find(({ role }) => role === 'committee' || role === 'admin')?.grid;
    const posts = await blackPost(community, reach, period, lists.black, scoreLists);
    if (posts.length > 0) return posts;
    return [reply('lists.black-empty', { scope: scopeOf(community.name, reach), period: period.key })];
  }
  if (!lists) throw new Refusal('lists.no-red', {});
  const names = publicity?.names ?? 'masked';
  for (const period of [periodBefore(lists.every, at), periodAt(lists.every, at)]) {
    const posts = await redPost(community, grid, period, { red: lists.red, names, now: at }, scoreLists);
    if (posts.length > 0) return posts;
  }
  const period = periodAt(lists.every, at).key;
  return [reply('lists.red-empty', { scope: scopeOf(community.name, grid), period })];
}

function scopeOf(community: string, grid: string | undefined): string {
  return `${community}${grid ?? ''}`;
}
