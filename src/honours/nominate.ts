import { pointsOf } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import type { AnnualAward } from '#src/rulebook/schema.ts';

/** Somebody nominated for an award, with every record that speaks for or against them. */
export interface Nomination {
  /** Those who are equal share a rank, and the last place is given to all who share it. */
  rank: number;
  /** A household id or a resident id. */
  subject: string;
  household: string;
  points: number;
  minutes: number;
  categories: string[];
  /** What the sums are made of, in order of time; what was taken back is there with its reversal. */
  records: Journal[];
}

/**
 * Who is nominated for a yearly award (评优): those who meet its conditions, by points or by hours, the highest first.
 *
 * Categories and deductions count only while they stand: what was reversed, in whatever year, is as if it had not been.
 * A person answers for the deductions of their household.
 *
 * @param journals earned points that count in the year
 * @param reversed ids of those journals that were ever taken back
 */
export function nominate(
  award: AnnualAward,
  journals: readonly Journal[],
  reversed: ReadonlySet<string>,
): Nomination[] {
  const { least, categories: fewest = 0, withoutDeductions } = award.conditions;
  const stands = ({ _id, kind }: Journal) => kind !== 'reversal' && !reversed.has(_id);
  const barred = new Set(
    journals
      .filter((journal) => journal.kind === 'deduction' && stands(journal))
      .filter(({ item }) => withoutDeductions === 'any' || withoutDeductions?.includes(item ?? ''))
      .map(({ household }) => household),
  );
  const subjectOf = ({ household, resident }: Journal) => (award.of === 'households' ? household : resident);
  const measure = ({ points, minutes }: Pick<Nomination, 'points' | 'minutes'>) =>
    award.by === 'points' ? points : minutes / 60;

  const candidates = [...Map.groupBy(journals, subjectOf)]
    .flatMap(([subject, records]) => {
      const [first] = records;
      if (subject === undefined || !first || barred.has(first.household)) return [];
      const standing = records.filter(stands);
      const credits = standing.filter(({ kind }) => kind === 'credit');
      return {
        subject,
        household: first.household,
        points: records.reduce((sum, journal) => sum + pointsOf(journal), 0),
        minutes: credits.reduce((sum, { minutes = 0 }) => sum + minutes, 0),
        categories: [...new Set(credits.flatMap(({ category, item }) => category ?? item ?? []))],
        records,
      };
    })
    .filter((candidate) => measure(candidate) >= least && measure(candidate) > 0)
    .filter(({ categories }) => categories.length >= fewest)
    .sort((a, b) => measure(b) - measure(a) || a.subject.localeCompare(b.subject));

  const ranked = candidates.map((candidate) => ({
    ...candidate,
    rank: candidates.findIndex((other) => measure(other) === measure(candidate)) + 1,
  }));
  return ranked.filter(({ rank }) => rank <= award.places);
}
