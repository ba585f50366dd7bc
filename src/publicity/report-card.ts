import { dayOf } from '#src/calendar.ts';
import { type Community, itemOf, rulebookNow } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import type { ReportCardParams } from '#src/pictures/picture.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { periodName } from './period-name.ts';
import { periodAt } from './periods.ts';

/** How many of the last entries stand on a card. */
const LINES = 8;

/**
 * What a household's report card (成绩单) shows: what it has, and this scoring period's credits and deductions by
 * category. What was taken back is struck and counts on neither side.
 */
export async function reportCardOf(
  { household, address }: { household: string; address: string },
  community: Community,
  now: Date,
  { ledger, claims, scoreLists }: Pick<Services, 'ledger' | 'claims' | 'scoreLists'>,
): Promise<ReportCardParams> {
  const book = rulebookNow(community, now);
  const period = periodAt(book.lists?.every ?? 'quarter', now);
  const journals = await ledger.earnedBetween({ community: community.id, household }, period.from, period.to);
  const standing = await ledger.standingOf(household);
  const rank = await scoreLists.placeOf({ community: community.id, period: period.key }, household);
  const waiting = await claims.waitingOf(household);
  const here = new Set(journals.map(({ _id }) => _id));
  const takenBack = new Set(journals.flatMap(({ reverses }) => reverses ?? []));
  const shown = journals.filter(({ reverses }) => reverses === undefined || !here.has(reverses));
  const standingOnes = shown.filter(({ _id }) => !takenBack.has(_id));
  const categories = new Map<string, { name: string; credits: number; deductions: number }>();
  for (const journal of standingOnes) {
    const name = categoryOf(community, journal);
    const sums = categories.get(name) ?? { name, credits: 0, deductions: 0 };
    const points = pointsOf(journal);
    if (points > 0) sums.credits += points;
    else sums.deductions -= points;
    categories.set(name, sums);
  }
  const sums = [...categories.values()];
  return {
    community: community.name,
    address,
    period: periodName(period.key),
    balance: standing.total,
    available: standing.available,
    frozen: standing.frozen,
    credits: sums.reduce((sum, { credits }) => sum + credits, 0),
    deductions: sums.reduce((sum, { deductions }) => sum + deductions, 0),
    ...(rank ? { rank } : {}),
    categories: sums.sort((a, b) => b.credits + b.deductions - a.credits - a.deductions),
    waiting,
    lines: shown
      .slice(-LINES)
      .reverse()
      .map((journal) => ({
        day: dayOf(journal.countsAt ?? journal.recordedAt),
        what: whatFor(community, journal),
        points: pointsOf(journal),
        ...(takenBack.has(journal._id) ? { struck: true } : {}),
      })),
    asOf: dayOf(now),
  };
}

function categoryOf(community: Community, { category, item }: Journal): string {
  const books = [...community.rulebooks].reverse();
  const named = books.flatMap(({ categories }) => categories).find(({ id }) => id === category);
  return named?.name.zh ?? (item ? (itemOf(community, item)?.name.zh ?? '其他') : '其他');
}

function whatFor(community: Community, { item, memo, reverses }: Journal): string {
  const name = item ? itemOf(community, item)?.name.zh : undefined;
  const words = name ?? plainText(memo, 20);
  return reverses ? `更正 ${words}` : words;
}
