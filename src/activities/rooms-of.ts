import { holds } from '#src/community/roster.ts';
import type { Resident, Room } from '#src/community/schema.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { Activity } from './schema.ts';

/** The bound rooms that an activity is posted to. */
export function roomsOf(
  { rooms: ids }: Pick<Activity, 'rooms'>,
  rooms: { byId(id: string): Room | undefined },
): Room[] {
  return ids.flatMap((id) => rooms.byId(id) ?? []);
}

/** Residents' groups that somebody may post to: those of their own grids; for a team's captain, all of them. */
export function roomsInCare(sender: Resident, all: Room[]): Room[] {
  return all.filter(({ grid }) => holds(sender, 'grid-worker', grid) || holds(sender, 'admin', grid));
}

/** Those of some rooms that words name; all of them when no room was named. @throws Refusal for a name that none has. */
export function chosenRooms(all: Room[], said: string[] | undefined): Room[] {
  if (all.length === 0) throw new Refusal('activity.no-room', {});
  if (!said || said.length === 0) return all;
  const chosen = said.flatMap((words) => {
    if (/^(?:全部|所有|全体|各|每个|all\b)/.test(words)) return all;
    const exactly = all.filter(
      ({ topic, grid }) => topic === words || (grid !== undefined && isGrid(words, grid)),
    );
    const matching = exactly.length > 0 ? exactly : all.filter(({ topic }) => isIn(topic, words));
    if (matching.length === 0)
      throw new Refusal('activity.unknown-room', {
        room: plainText(words, 20),
        rooms: all.map(({ topic }) => plainText(topic, 30)),
      });
    return matching;
  });
  return [...new Set(chosen)];
}

/** 二网格, 二网格群 and 桂花里二网格居民群 name 二网格; 十二网格 does not. */
function isGrid(words: string, grid: string): boolean {
  return words.endsWith('群') ? isIn(words, grid) : words === grid;
}

/** Whether a name is part of another, and not the end of a larger number in it. */
function isIn(whole: string, part: string): boolean {
  const at = whole.indexOf(part);
  if (at < 0 || part === '') return false;
  const isCut =
    /^[\d一二三四五六七八九十]/.test(part) && /[\d一二三四五六七八九十百]$/.test(whole.slice(0, at));
  return !isCut;
}
