import type { Room } from '#src/community/schema.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { Activities } from './activities.ts';
import type { Activity, Posting } from './schema.ts';
import { activityView } from './view.ts';

/** The notice of an activity for each of its rooms; every posting that is due by now is thereby made. */
export async function postNotice(
  kind: Posting['kind'],
  activity: Activity,
  rooms: Room[],
  { activities, at }: { activities: Activities; at: Date },
): Promise<Reply[]> {
  await activities.markPosted(activity, at);
  const view = activityView(activity);
  return rooms.map((room) =>
    reply(kind === 'notice' ? 'activity.notice' : 'activity.reminder', view, { to: toRoom(room) }),
  );
}
