import { isOf } from '#src/activities/sign-ups.ts';
import { doneBy } from '#src/audit/done-by.ts';
import type { Claims } from '#src/claims/claims.ts';
import { PICTURES_AT_ONCE } from '#src/claims/list-pages.ts';
import type { Claim } from '#src/claims/schema.ts';
import { claimView, statusView } from '#src/claims/view.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import { cancelSignUp } from './activity-cancel-sign-up.ts';
import { type ObjectionNeeds, takeBackObjections } from './objection.ts';

const SHOWN = 5;
/** Offices that see the photos of the grids that they are for. */
const VIEWERS = ['committee', 'grid-worker', 'admin'] as const;

/** 进度 1023, or 我的申报: what became of one's reports. */
export const showClaimStatus: MessageHandler<'claim.status', 'claims'> = {
  intent: 'claim.status',
  may: { resident: 'own', committee: 'all', 'grid-worker': 'all', admin: 'own' },
  effect: 'reads',

  async handle({ intent, sender, community, at }, { claims }) {
    const found =
      intent.numbers.length > 0
        ? await chosen(claims, sender, intent.numbers)
        : await claims.ofPerson(sender, SHOWN);
    if (found.length === 0) throw new Refusal('claim.none', {});
    return [reply('claim.status', { claims: found.map((claim) => statusView(claim, community, at)) })];
  },
};

/**
 * 看图 1023: the photos of what was reported, for those who review it and those whom it concerns; as many as go at once.
 */
export const showClaimPictures: MessageHandler<'claim.pictures', 'claims' | 'evidence'> = {
  intent: 'claim.pictures',
  may: { resident: 'own', committee: 'all', 'grid-worker': 'all', admin: 'all' },
  effect: 'reads',
  discreet: 'outside-offices',

  async handle({ intent, sender, community }, { claims, evidence }) {
    const { numbers } = intent;
    const found = (await claims.byNumbers(community.id, numbers)).filter(
      (claim) => isConcerned(sender, claim) || VIEWERS.some((role) => holds(sender, role, claim.grid)),
    );
    const shown: Claim[] = [];
    let pictures = 0;
    for (const claim of found) {
      pictures += claim.evidence.length;
      if (pictures <= PICTURES_AT_ONCE) shown.push(claim);
    }
    const numbersOf = (some: Claim[]) => some.map(({ number }) => number);
    const none = numbersOf(shown.filter((claim) => claim.evidence.length === 0));
    const later = numbersOf(found.filter((claim) => !shown.includes(claim)));
    const missing = numbers.filter((number) => !found.some((claim) => claim.number === number));
    return [
      ...shown.flatMap(({ number, residentName, address, evidence: pictures }) =>
        pictures.map((picture) =>
          reply(
            'claim.evidence-card',
            { number, person: plainText(residentName, 20) || address },
            { attachment: { kind: 'evidence', name: evidence.nameOf(picture) } },
          ),
        ),
      ),
      ...(none.length > 0 ? [reply('claim.no-pictures', { numbers: none })] : []),
      ...(later.length > 0 ? [reply('claim.pictures-later', { numbers: later })] : []),
      ...(missing.length > 0 ? [reply('claim.not-found', { numbers: missing })] : []),
    ];
  },
};

/**
 * 撤回 1023: takes a report back, as long as nobody has decided on it. 取消 1 from somebody who has no report of that
 * number and signed up for that activity takes them off its list.
 */
export const withdrawClaim: MessageHandler<'claim.withdraw', ObjectionNeeds | 'activities' | 'signUps'> = {
  intent: 'claim.withdraw',
  may: { resident: 'own', 'grid-worker': 'own' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community, message, at } = request;
    const { claims, audit } = services;
    // A number may be that of one's objection.
    const objections = await takeBackObjections(request, services);
    const numbers = intent.numbers.filter((number) => !objections.numbers.includes(number));
    if (objections.numbers.length > 0 && numbers.length === 0) return objections.replies;

    const isReport = (await claims.byNumbers(community.id, numbers)).some((one) => mayWithdraw(sender, one));
    const activity = isReport ? undefined : await signedUpFor(sender, numbers, services, at);
    if (activity) {
      const off = { name: 'activity.cancel-sign-up' as const, activity };
      return cancelSignUp.handle({ ...request, intent: off }, services, undefined);
    }
    const found = (await chosen(claims, sender, numbers)).filter((claim) => mayWithdraw(sender, claim));
    const targets = numbers.length > 0 ? found : found.slice(0, 1);
    if (targets.length === 0) throw new Refusal('claim.not-found', { numbers });
    const replies = [...objections.replies];
    for (const claim of targets) {
      if (!(await claims.withdraw(claim)))
        throw new Refusal('claim.not-withdrawable', { number: claim.number });
      await audit.record([
        doneBy(
          { community, sender, message, at },
          'claim.withdraw',
          `#${claim.number}`,
          { points: claim.points },
          claim.rulebookVersion,
        ),
      ]);
      replies.push(reply('claim.withdrawn', claimView(claim, community, at)));
    }
    return replies;
  },
};

/** The activity of this number, when somebody or a guest of theirs is on its list. */
async function signedUpFor(
  { _id, community }: Resident,
  [number, ...others]: number[],
  { activities, signUps }: Pick<Services, 'activities' | 'signUps'>,
  at: Date,
): Promise<{ number: number } | undefined> {
  if (number === undefined || others.length > 0) return undefined;
  const [activity] = await activities.find(community, { number }, at);
  const isListed = activity && (await signUps.listed(activity._id)).some(isOf(_id));
  return isListed ? { number } : undefined;
}

/** The claims with these numbers that the person may see, or the last ones of their own. */
async function chosen(claims: Claims, sender: Resident, numbers: number[]): Promise<Claim[]> {
  if (numbers.length === 0) {
    const last = await claims.lastOf(sender._id, SHOWN);
    if (last.length === 0) throw new Refusal('claim.none', {});
    return last;
  }
  const found = (await claims.byNumbers(sender.community, numbers)).filter(
    (claim) =>
      isConcerned(sender, claim) ||
      holds(sender, 'committee', claim.grid) ||
      holds(sender, 'grid-worker', claim.grid),
  );
  if (found.length === 0) throw new Refusal('claim.not-found', { numbers });
  return found;
}

/** One's own report, or the household's; points that others gave or took are withdrawn by whoever proposed them. */
function mayWithdraw(sender: Resident, claim: Claim): boolean {
  const isReport = claim.kind === 'report' || claim.kind === 'attendance';
  return claim.reporter === sender._id || (isReport && isConcerned(sender, claim));
}

function isConcerned(sender: Resident, claim: Claim): boolean {
  return (
    claim.reporter === sender._id || (claim.household === sender.household && sender.household !== undefined)
  );
}
