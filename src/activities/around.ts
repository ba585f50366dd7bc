import { dayOf } from '#src/calendar.ts';
import { Refusal } from '#src/refusal.ts';
import type { ReplyParams } from '#src/replies/reply.ts';
import type { Activities } from './activities.ts';
import { endOf } from './places.ts';
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
  return nearest(around, now, example === 'close');
}

/**
 * Those that nobody would name: what is going on before what is over, today's before what was left open before. With
 * `closing`, what is over today is meant as much as what is going on.
 */
function nearest(around: readonly Activity[], now: Date, closing: boolean): Activity[] {
  const isToday = (one: Activity) => endOf(one) > now || dayOf(endOf(one)) === dayOf(now);
  const today = around.some(isToday) ? around.filter(isToday) : [...around];
  if (closing) return today;
  if (today.some((one) => one.startsAt <= now && now < endOf(one)))
    return today.filter((one) => endOf(one) > now);
  const last = Math.max(...today.map((one) => endOf(one).getTime()));
  const isAllOver = last <= now.getTime();
  return isAllOver ? today.filter((one) => endOf(one).getTime() === last) : today;
}
