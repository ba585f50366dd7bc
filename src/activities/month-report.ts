import { local } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { Period } from '#src/understanding/intent.ts';
import type { Activities } from './activities.ts';
import type { Outcomes } from './outcomes.ts';

/** What came of a period's activities together, and which of them drew most people, also as a picture. */
export async function monthReport(
  community: Community,
  period: Period,
  now: Date,
  { activities, outcomes }: { activities: Activities; outcomes: Outcomes },
): Promise<Reply> {
  const [from, to] = boundsOf(period, now);
  const held = await activities.heldBetween(community.id, from, to < now ? to : now);
  if (held.length === 0) return reply('activity.no-summary', { period });
  const outcome = await outcomes.of(held);
  const drew: { rank: number; name: string; points: number }[] = [];
  for (const activity of held) {
    const { came } = await outcomes.of([activity]);
    drew.push({ rank: 0, name: plainText(activity.title, 20), points: came });
  }
  const rows = drew
    .sort((a, b) => b.points - a.points)
    .slice(0, 10)
    .map((row, index) => ({ ...row, rank: index + 1 }));
  const subtitle = `${local(from).toFormat('yyyy年M月d日')}起，${held.length} 场活动`;
  const picture = {
    template: 'board' as const,
    params: { title: `${community.name}活动总结`, subtitle, rows, unit: '人' },
  };
  return reply(
    'activity.month-summary',
    { period, held: held.length, outcome },
    { attachment: { kind: 'picture', picture } },
  );
}

/** The first moment of a period and the first after it. */
export function boundsOf(period: Period, now: Date): [Date, Date] {
  const today = local(now);
  if (period === 'total') return [new Date(0), now];
  const last = period === 'last-week' || period === 'last-month';
  const unit = last ? (period === 'last-week' ? 'week' : 'month') : period;
  const start = today.startOf(unit).minus(last ? { [`${unit}s`]: 1 } : {});
  return [start.toJSDate(), start.plus({ [`${unit}s`]: 1 }).toJSDate()];
}
