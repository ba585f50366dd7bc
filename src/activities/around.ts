import { Refusal } from '#src/refusal.ts';
import type { ReplyParams } from '#src/replies/reply.ts';
import type { Activities } from './activities.ts';
import type { Activity } from './schema.ts';

/**
 * What an organiser may speak of without naming it: what is going on, has just ended or is about to begin.
 * @throws Refusal that says how to name one, when there is none.
 */
export async function aroundNow(
  activities: Activities,
  community: string,
  now: Date,
  example: ReplyParams<'activity.none-around'>['example'],
): Promise<Activity[]> {
  const around = await activities.around(community, now);
  if (around.length === 0) throw new Refusal('activity.none-around', { example });
  return around;
}
