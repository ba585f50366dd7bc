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
    const matching = all.filter(
      ({ topic, grid }) =>
        topic.includes(words) || (grid !== undefined && (words.includes(grid) || grid.includes(words))),
    );
    if (matching.length === 0)
      throw new Refusal('activity.unknown-room', {
        room: plainText(words, 20),
        rooms: all.map(({ topic }) => plainText(topic, 30)),
      });
    return matching;
  });
  return [...new Set(chosen)];
}
