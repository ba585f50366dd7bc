import { pointsOf } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import { pagesByLength } from '#src/replies/pages.ts';
import { maskAddress, maskName } from './mask.ts';

/** One posted entry. */
export interface PublicLine {
  /** The card's number: what an objection names. */
  number: number;
  kind: 'credit' | 'deduction' | 'correction';
  address: string;
  /** Never for a deduction. */
  person?: string;
  what: { zh: string; en: string };
  minutes?: number;
  /** Signed. */
  points: number;
  /** Taken back within the same period: shown struck through. */
  struck: boolean;
}

/** What the entries are called and whose they are. */
export interface Naming {
  names: 'masked' | 'full';
  /** By resident id. */
  people: ReadonlyMap<string, string>;
  /** What an entry was for, in words that name nobody. */
  whatFor(journal: Journal): { zh: string; en: string };
}

/**
 * Earned points of one period as they are posted: credits, then deductions, then corrections of earlier periods. What
 * was taken back within the period is struck; the reversal itself is no line of its own then.
 */
export function linesOf(journals: readonly Journal[], { names, people, whatFor }: Naming): PublicLine[] {
  const here = new Set(journals.map(({ _id }) => _id));
  const takenBack = new Set(journals.flatMap(({ reverses }) => reverses ?? []));
  const lines = journals
    .filter(({ reverses }) => reverses === undefined || !here.has(reverses))
    .map((journal): PublicLine => {
      const points = pointsOf(journal);
      const address = addressOf(journal);
      const name = people.get(journal.resident ?? '');
      const kind = journal.reverses ? 'correction' : points < 0 ? 'deduction' : 'credit';
      return {
        number: journal.claim,
        kind,
        address: names === 'full' && kind === 'credit' ? address : maskAddress(address),
        ...(name && kind === 'credit' ? { person: names === 'full' ? name : maskName(name) } : {}),
        what: whatFor(journal),
        ...(journal.minutes ? { minutes: journal.minutes } : {}),
        points,
        struck: takenBack.has(journal._id),
      };
    });
  const order = { credit: 0, deduction: 1, correction: 2 };
  return lines.sort((a, b) => order[a.kind] - order[b.kind] || a.number - b.number);
}

/** What the lines that stand come to. */
export function totalsOf(lines: readonly PublicLine[], journals: readonly Journal[]) {
  const standing = lines.filter(({ struck }) => !struck).map(({ points }) => points);
  return {
    entries: lines.length,
    credits: standing.reduce((sum, points) => sum + Math.max(0, points), 0),
    deductions: standing.reduce((sum, points) => sum + Math.max(0, -points), 0),
    households: new Set(journals.map(({ household }) => household)).size,
  };
}

/** Households are called `community/address`. */
export function addressOf({ household, community }: Pick<Journal, 'household' | 'community'>): string {
  return household.startsWith(`${community}/`) ? household.slice(community.length + 1) : household;
}

/** Most rows of a picture, and a message's characters without its heading and its ending. */
const MAX_LINES = 25;
const MAX_CHARACTERS = 1150;

/** Cuts lines into pages that fit a message, in either language, and a picture. */
export function pagesOf(lines: readonly PublicLine[]): PublicLine[][] {
  return pagesByLength(lines, lengthOf, { most: MAX_LINES, characters: MAX_CHARACTERS });
}

/** The most characters that a line takes up, its number, amount and remarks among them. */
function lengthOf({ address, person = '', what }: PublicLine): number {
  return address.length + person.length + Math.max(what.zh.length, what.en.length) + 45;
}
