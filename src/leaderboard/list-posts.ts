import { dayOf } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import { periodName } from '#src/publicity/period-name.ts';
import type { CalendarPeriod } from '#src/publicity/periods.ts';
import { type Destination, type Reply, reply } from '#src/replies/reply.ts';
import type { Lists } from '#src/rulebook/schema.ts';
import type { ScoreLists } from './score-lists.ts';

/** The red list of a period as text and picture; undefined when nobody is on it. */
export async function redPost(
  community: Community,
  grid: string | undefined,
  period: CalendarPeriod,
  { red, names, now }: { red: Lists['red']; names: 'masked' | 'full'; now: Date },
  scoreLists: ScoreLists,
  to?: Destination,
): Promise<Reply | undefined> {
  const question = { community: community.id, ...(grid ? { grid } : {}), period: period.key };
  const rows = await scoreLists.red(question, red, names);
  if (rows.length === 0) return undefined;
  const scope = `${community.name}${grid ?? ''}`;
  const soFar = period.to > now;
  return reply(
    'lists.red',
    { scope, period: period.key, rows, soFar },
    {
      ...(to ? { to } : {}),
      attachment: {
        kind: 'picture',
        picture: {
          template: 'board',
          params: {
            title: '红榜',
            subtitle: `${scope} ${periodName(period.key)}${soFar ? '（截至目前）' : ''}`,
            rows: rows.map(({ rank, address, family, points }) => ({
              rank,
              name: family ? `${address} ${family}家` : address,
              points,
            })),
            unit: '分',
            asOf: dayOf(now),
          },
        },
      },
    },
  );
}

/** The black list of a period, in words only: a picture would be passed on. Undefined when nobody is on it. */
export async function blackPost(
  community: Community,
  grid: string | undefined,
  period: CalendarPeriod,
  black: NonNullable<Lists['black']>,
  scoreLists: ScoreLists,
  to?: Destination,
): Promise<Reply | undefined> {
  const question = { community: community.id, ...(grid ? { grid } : {}), period: period.key };
  const rows = await scoreLists.black(question, black);
  if (rows.length === 0) return undefined;
  const scope = `${community.name}${grid ?? ''}`;
  return reply('lists.black', { scope, period: period.key, rows }, to ? { to } : {});
}
