import { dayOf } from '#src/calendar.ts';
import type { ClaimDraft, Claims } from '#src/claims/claims.ts';
import { type ClaimRequest, doerOf, draftClaim } from '#src/claims/draft.ts';
import type { Claim } from '#src/claims/schema.ts';
import { type Community, rulebookOn } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import { Refusal } from '#src/refusal.ts';
import { itemOf } from '#src/rulebook/rulebook.ts';
import type { Item, Rulebook } from '#src/rulebook/schema.ts';
import type { Attendance } from './attendance.ts';
import { servedMinutes } from './minutes.ts';
import type { Activity, SignUp } from './schema.ts';

/** What became of one person's attendance. */
export type Credited =
  | { kind: 'claimed'; signUp: SignUp; claim: Claim; minutes: number }
  | { kind: 'to-merge'; signUp: SignUp; report: Claim }
  | { kind: 'not-counted'; signUp: SignUp; minutes: number };

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
 * One person's attendance becomes a claim, once: `credited` on their document says so. Whoever reported the same
 * hours by hand is asked first, and nothing is claimed before they have answered.
 */
export async function claimAttendance(
  signUp: SignUp,
  resident: Resident | null,
  activity: Activity,
  request: ClaimRequest,
  { claims, attendance }: { claims: Claims; attendance: Attendance },
  asked: 'ask-about-reports' | 'reports-are-others',
): Promise<Credited> {
  const minutes = servedMinutes(signUp, activity);
  const earned = itemOfDay(activity, request.community);
  const notCounted = async (): Promise<Credited> => {
    await attendance.credited(signUp._id, { minutes });
    return { kind: 'not-counted', signUp, minutes };
  };
  if (!resident?.household || !earned || (earned.item.pays.per === 'hour' && minutes < 1))
    return notCounted();

  const report =
    asked === 'ask-about-reports' ? await reportOfSame(resident, activity, earned.item, claims) : undefined;
  if (report) {
    await attendance.askToMerge(signUp._id, report.number);
    return { kind: 'to-merge', signUp, report };
  }
  const draft = draftOf(signUp, resident, activity, { ...earned, minutes }, request);
  try {
    const claim = await claims.report(draft, earned.book);
    if (!(await attendance.credited(signUp._id, { minutes, claim: claim.number })))
      throw new Error(`${signUp._id} was credited before`);
    return { kind: 'claimed', signUp, claim, minutes };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The cap leaves nothing: the hours count, the points do not.
    return notCounted();
  }
}

/** A report by hand of this person, for the activity's day and item, that waits or was credited. */
async function reportOfSame(
  resident: Resident,
  activity: Activity,
  item: Item,
  claims: Claims,
): Promise<Claim | undefined> {
  const day = dayOf(activity.startsAt);
  const own = await claims.ofDay(resident, item.id, day);
  return own.find(({ kind }) => kind === 'report');
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
    // Decisions are told where the person signed up.
    ...signUp.said,
  };
}
