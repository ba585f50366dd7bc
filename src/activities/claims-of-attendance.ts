import { dayOf } from '#src/calendar.ts';
import type { ClaimDraft, Claims } from '#src/claims/claims.ts';
import { type ClaimRequest, doerOf, draftClaim } from '#src/claims/draft.ts';
import type { Claim } from '#src/claims/schema.ts';
import { type Community, rulebookOn } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import { Refusal } from '#src/refusal.ts';
import { chainFor, itemOf } from '#src/rulebook/rulebook.ts';
import type { Chain, Item, Rulebook } from '#src/rulebook/schema.ts';
import type { Attendance } from './attendance.ts';
import { servedSpans } from './minutes.ts';
import { ownPlace } from './own-place.ts';
import type { Activity, SignUp } from './schema.ts';
import { minutesOf, type Span } from './spans.ts';

/** What became of one person's attendance. */
export type Credited =
  | ({ kind: 'claimed'; claim: Claim } & Counted)
  | { kind: 'to-merge'; signUp: SignUp; resident: Resident; reports: Claim[] }
  | ({ kind: 'not-counted' } & Counted);

interface Counted {
  signUp: SignUp;
  minutes: number;
  /** Some of it was credited for another activity already. */
  overlaps: boolean;
}

/** The item that an activity's hours earn, by the regulation of its day; undefined when that has no such item. */
export function itemOfDay(
  activity: Activity,
  community: Community,
): { item: Item; book: Rulebook } | undefined {
  const book = rulebookOn(community, dayOf(activity.startsAt));
  const item = book && activity.item !== undefined ? itemOf(book, activity.item) : undefined;
  return book && item ? { item, book } : undefined;
}

/**
 * One person's attendance becomes a claim, once: `credited` on their document says so. What of it was credited for
 * another activity at the same time does not count again. Whoever reported hours of the
 * same day by hand is asked first, and nothing is claimed before they have answered.
 *
 * @param interested households of those who said who was there: their own hours are only their own word
 */
export async function claimAttendance(
  signUp: SignUp,
  resident: Resident | null,
  activity: Activity,
  request: ClaimRequest,
  { claims, attendance }: { claims: Claims; attendance: Attendance },
  { asked, interested }: { asked: 'ask-about-reports' | 'answered'; interested: ReadonlySet<string> },
): Promise<Credited> {
  const { spans, overlaps } = await uncredited(signUp, activity, { claims, attendance });
  const minutes = minutesOf(spans);
  const earned = itemOfDay(activity, request.community);
  const notCounted = async (): Promise<Credited> => {
    await attendance.credited(signUp._id, { minutes });
    return { kind: 'not-counted', signUp, minutes, overlaps };
  };
  if (!resident?.household || !earned || (minutes < 1 && (overlaps || earned.item.pays.per === 'hour')))
    return notCounted();

  const reports =
    asked === 'ask-about-reports'
      ? await reportsOfSameDay(resident, activity, request.community, claims)
      : [];
  if (reports.length > 0) {
    await attendance.askToMerge(
      signUp._id,
      reports.map(({ number }) => number),
    );
    return { kind: 'to-merge', signUp, resident, reports };
  }
  const isInterested = interested.has(resident.household);
  const chain = isInterested ? decidedByOthers(earned) : chainFor(earned.book, earned.item);
  if (!chain) return notCounted();
  const provenance = isInterested ? ('self-reported' as const) : (signUp.provenance ?? 'organiser-list');
  const said = { ...signUp, provenance };
  try {
    const draft = draftOf(said, resident, activity, { ...earned, minutes }, request);
    const claim = await claims.report(draft, earned.book, { chain });
    if (!(await attendance.credited(signUp._id, { minutes, claim: claim.number, spans })))
      throw new Error(`${signUp._id} was credited before`);
    return { kind: 'claimed', signUp: said, claim, minutes, overlaps };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Worth no point, or the cap leaves none: the hours count, the points do not.
    return notCounted();
  }
}

/** When somebody served that was not credited for another activity, by a claim that waits or stands. */
export async function uncredited(
  signUp: SignUp,
  activity: Activity,
  { claims, attendance }: { claims: Claims; attendance: Attendance },
): Promise<{ spans: Span[]; overlaps: boolean }> {
  const served = servedSpans(signUp, activity);
  if (signUp.resident === undefined) return { spans: served, overlaps: false };
  const beside = await attendance.creditedBeside(signUp.resident, activity);
  const numbers = beside.map(({ claim }) => claim);
  const standing = new Set(
    (numbers.length > 0 ? await claims.byNumbers(activity.community, numbers) : [])
      .filter(({ status }) => status === 'waiting' || status === 'approved')
      .map(({ number }) => number),
  );
  const taken = beside.filter(({ claim }) => standing.has(claim)).flatMap(({ spans }) => spans);
  const spans = servedSpans(signUp, activity, taken);
  return { spans, overlaps: minutesOf(spans) < minutesOf(served) };
}

/**
 * Reports by hand of this person, for the activity's day and any item that pays by the hour, that wait or were
 * credited; not those that stand for another activity's hours already.
 */
async function reportsOfSameDay(
  resident: Resident,
  activity: Activity,
  community: Community,
  claims: Claims,
): Promise<Claim[]> {
  const day = dayOf(activity.startsAt);
  const book = rulebookOn(community, day);
  const reports = await claims.reportsOfDay(resident, day);
  return reports.filter(
    ({ item, standsFor }) =>
      standsFor === undefined &&
      (item === activity.item || (book && itemOf(book, item)?.pays.per === 'hour')),
  );
}

/** A chain in which somebody decides, where the item's own would credit at once. Undefined when there is none. */
function decidedByOthers({ book, item }: { book: Rulebook; item: Item }): Chain | undefined {
  return [chainFor(book, item), ...book.chains].find(({ stages }) => stages.length > 0);
}

function draftOf(
  signUp: SignUp,
  resident: Resident,
  activity: Activity,
  { item, book, minutes }: { item: Item; book: Rulebook; minutes: number },
  request: ClaimRequest,
): ClaimDraft {
  const deed = { item, book, day: dayOf(activity.startsAt), note: activity.title, minutes, quantity: 1 };
  return {
    ...draftClaim(deed, 'attendance', doerOf(resident), request),
    source: { activity: activity._id, provenance: signUp.provenance ?? 'organiser-list' },
    evidence: request.pictures,
    // Decisions are told where the person signed up, or privately when somebody else did that for them.
    ...ownPlace(signUp, resident),
  };
}
