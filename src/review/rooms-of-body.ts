import type { Rooms } from '#src/community/rooms.ts';
import type { Room } from '#src/community/schema.ts';
import type { Body } from '#src/rulebook/schema.ts';

/** Where a body is spoken to: its own rooms, or those of everybody who holds its role. */
export function roomsOfBody(rooms: Rooms, community: string, body: Body, grid?: string): Room[] {
  const purpose = body.role === 'grid-worker' ? 'grid-workers' : 'committee';
  const all = rooms.for(community, purpose, grid);
  const own = all.filter((room) => room.body === body.id);
  if (own.length > 0) return own;
  const shared = all.filter((room) => room.body === undefined);
  return shared.length > 0 ? shared : all;
}
