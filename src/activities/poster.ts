import { dayOf, local } from '#src/calendar.ts';
import type { ActivityPosterParams } from '#src/pictures/picture.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { needs as needsInWords } from '#src/replies/zh-CN/activities.ts';
import type { Item } from '#src/rulebook/schema.ts';
import { worthOf } from './earns.ts';
import { capacityOf, endOf, takenIn } from './places.ts';
import type { Activity } from './schema.ts';

const WEEKDAYS = '一二三四五六日';

/** What a poster of an activity shows; posters are in Chinese, like everything that is posted to residents' groups. */
export function posterOf(
  activity: Activity,
  { community, item, now }: { community: string; item?: Item | undefined; now: Date },
): ActivityPosterParams {
  const capacity = capacityOf(activity);
  const { minutes, place, note, needs, number } = activity;
  const jobs = activity.shifts.flatMap(({ id, name, capacity: places }) => {
    if (name === undefined) return [];
    const left =
      places === undefined ? {} : { capacity: places, left: Math.max(0, places - (activity.taken[id] ?? 0)) };
    return [{ name: plainText(name, 20), ...left }];
  });
  const job = jobs.find(({ left }) => left !== 0) ?? jobs[0];
  const worth = worthOf(activity, item);
  return {
    community,
    title: plainText(activity.title, 40),
    when: span(activity),
    ...(place ? { place: plainText(place, 40) } : {}),
    ...(capacity === undefined ? {} : { capacity, left: Math.max(0, capacity - takenIn(activity)) }),
    number,
    ...(minutes === undefined ? {} : { minutes }),
    ...(jobs.length > 0 ? { jobs } : {}),
    ...(needs ? { needs: needsInWords(needs) } : {}),
    ...(note ? { note: plainText(note, 200) } : {}),
    ...(worth > 0 ? { points: worth } : {}),
    organiser: plainText(activity.organiserName, 20),
    how: `报名请回复：报名 ${number}${job ? ` ${job.name}` : ''}`,
    asOf: dayOf(now),
  };
}

/** `11月15日（周六）9:00—11:00`. */
function span(activity: Activity): string {
  const start = local(activity.startsAt);
  const end = activity.minutes === undefined ? '' : `—${local(endOf(activity)).toFormat('H:mm')}`;
  return `${start.toFormat('M月d日')}（周${WEEKDAYS[start.weekday - 1]}）${start.toFormat('H:mm')}${end}`;
}
