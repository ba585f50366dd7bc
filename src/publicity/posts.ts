import { dayOf, local } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import type { Attachment } from '#src/pictures/attachment.ts';
import { type Destination, type Reply, reply } from '#src/replies/reply.ts';
import { duration } from '#src/replies/zh-CN/words.ts';
import type { PublicLine } from './lines.ts';
import { daysOf } from './periods.ts';
import type { PostedList } from './publicity.ts';

/** What a page of a posting says. */
export interface PageView {
  scope: string;
  /** First and last day of the period, `YYYY-MM-DD`. */
  first: string;
  last: string;
  lines: PublicLine[];
  page: number;
  pages: number;
  totals: PostedList['totals'];
  /** The last day on which objections are heard, `YYYY-MM-DD`. */
  until: string;
  /** How many days it is open in all; 0 once it is closed. */
  days: number;
}

/** A posting as messages: a page of text, then the same page as a picture. One friendly line when nothing happened. */
export function postsOf(
  { grid, publication, pages, totals }: PostedList,
  community: Community,
  now: Date,
  to?: Destination,
): Reply[] {
  const scope = `${community.name}${grid ?? ''}`;
  const period = daysOf(publication);
  const more = to ? { to } : {};
  if (pages.length === 0) return [reply('publicity.nothing', { scope, ...period }, more)];

  const isOpen = publication.closesAt > now;
  const opened = local(publication.opensAt).startOf('day');
  const lastDay = new Date(publication.closesAt.getTime() - 1);
  const days = isOpen ? Math.round(local(lastDay).startOf('day').diff(opened, 'days').days) : 0;
  return pages.map((lines, index) => {
    const view: PageView = {
      scope,
      ...period,
      lines,
      page: index + 1,
      pages: pages.length,
      totals,
      until: dayOf(lastDay),
      days,
    };
    return reply('publicity.page', view, {
      ...more,
      attachment: pictureOf(view, community, grid, now),
    });
  });
}

function pictureOf(view: PageView, community: Community, grid: string | undefined, now: Date): Attachment {
  const { totals, page, pages } = view;
  const day = (iso: string) => local(new Date(`${iso}T12:00:00+08:00`));
  const until = `${day(view.until).toFormat('M月d日')} 24:00`;
  return {
    kind: 'picture',
    picture: {
      template: 'publicity',
      params: {
        community: community.name,
        scope: grid ?? '全体',
        period: `${day(view.first).toFormat('yyyy年M月d日')}—${day(view.last).toFormat('M月d日')}`,
        window: { until },
        rows: view.lines.map(({ number, address, person, what, minutes, points, struck, kind }) => ({
          number,
          address,
          ...(person ? { person } : {}),
          what: minutes ? `${what.zh} ${duration(minutes)}` : what.zh,
          points,
          ...(struck ? { struck, note: '已冲正' } : {}),
          ...(kind === 'correction' ? { note: '更正' } : {}),
        })),
        totals: {
          credits: totals.credits,
          deductions: totals.deductions,
          households: totals.households,
        },
        page,
        pages,
        howToObject: view.days > 0 ? '有疑问请发：异议 编号 理由' : '异议期已结束',
        asOf: dayOf(now),
      },
    },
  };
}
