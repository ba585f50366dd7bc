import { dayOf } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import { periodName } from '#src/publicity/period-name.ts';
import type { CalendarPeriod } from '#src/publicity/periods.ts';
import { pagesThatFit } from '#src/replies/pages.ts';
import { type Destination, type Reply, reply } from '#src/replies/reply.ts';
import type { Lists } from '#src/rulebook/schema.ts';
import type { ScoreLists } from './score-lists.ts';

/** Most places on one picture: more are hard to read on a phone. */
const MOST_ON_A_PAGE = 40;

/** The red list of a period, page by page as text and picture; none when nobody is on it. */
export async function redPost(
  community: Community,
  grid: string | undefined,
  period: CalendarPeriod,
  { red, names, now }: { red: Lists['red']; names: 'masked' | 'full'; now: Date },
  scoreLists: ScoreLists,
  to?: Destination,
): Promise<Reply[]> {
  const question = { community: community.id, ...(grid ? { grid } : {}), period: period.key };
  const rows = await scoreLists.red(question, red, names);
  const scope = `${community.name}${grid ?? ''}`;
  const soFar = period.to > now;
  const said = { scope, period: period.key, soFar };
  const pages = pagesThatFit(
    rows,
    'lists.red',
    (some) => ({ ...said, rows: some, page: 99, pages: 99 }),
    MOST_ON_A_PAGE,
  );
  return pages.map((some, index) =>
    reply(
      'lists.red',
      { ...said, rows: some, page: index + 1, pages: pages.length },
      {
        ...(to ? { to } : {}),
        attachment: {
          kind: 'picture',
          picture: {
            template: 'board',
            params: {
              title: '红榜',
              subtitle: `${scope} ${periodName(period.key)}${soFar ? '（截至目前）' : ''}`,
              rows: some.map(({ rank, address, family, points }) => ({
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
    ),
  );
}

/** The black list of a period, in words only: a picture would be passed on. None when nobody is on it. */
export async function blackPost(
  community: Community,
  grid: string | undefined,
  period: CalendarPeriod,
  black: NonNullable<Lists['black']>,
  scoreLists: ScoreLists,
  to?: Destination,
): Promise<Reply[]> {
  const question = { community: community.id, ...(grid ? { grid } : {}), period: period.key };
  const rows = await scoreLists.black(question, black);
  const scope = `${community.name}${grid ?? ''}`;
  const said = { scope, period: period.key };
  const pages = pagesThatFit(
    rows,
    'lists.black',
    (some) => ({ ...said, rows: some, page: 99, pages: 99 }),
    rows.length,
  );
  return pages.map((some, index) =>
    reply('lists.black', { ...said, rows: some, page: index + 1, pages: pages.length }, to ? { to } : {}),
  );
}
