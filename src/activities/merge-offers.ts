import type { Claim } from '#src/claims/schema.ts';
import { claimView } from '#src/claims/view.ts';
import type { Community } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { ownChat } from './own-place.ts';
import type { Activity, SignUp } from './schema.ts';
import { activityView } from './view.ts';

export const DAY_MS = 24 * 3_600_000;

/** Asks somebody, in their own chat, whether what they reported by hand was the same hours; nobody without a WeChat. */
export function mergeOffer(
  { signUp, resident, reports }: { signUp: SignUp; resident: Resident; reports: readonly Claim[] },
  activity: Activity,
  community: Community,
  now: Date,
): Reply[] {
  const to = ownChat(signUp, resident);
  if (!to) return [];
  const views = reports.map((report) => claimView(report, community, now));
  return [reply('activity.merge-offer', { activity: activityView(activity), reports: views }, { to })];
}

/** Whether the organiser may answer in somebody's stead: after two days of silence, or when they have no WeChat. */
export function isForOrganiser(
  { closedAt }: Pick<Activity, 'closedAt'>,
  { contactIds }: Pick<Resident, 'contactIds'>,
  now: Date,
): boolean {
  if (contactIds.length === 0) return true;
  return closedAt !== undefined && now.getTime() >= closedAt.getTime() + 2 * DAY_MS;
}

/** Asks whoever organised it, privately, about somebody who has not answered. */
export function askOrganiser(
  { signUp, resident, reports }: { signUp: SignUp; resident: Resident; reports: readonly Claim[] },
  activity: Activity,
  organiser: Pick<Resident, 'contactIds'>,
  community: Community,
  now: Date,
): Reply[] {
  const [id] = organiser.contactIds;
  if (id === undefined) return [];
  const { account, language } = signUp.said;
  const params = {
    activity: activityView(activity),
    name: plainText(resident.name, 20),
    reports: reports.map((report) => claimView(report, community, now)),
  };
  return [
    reply('activity.merge-unanswered', params, {
      to: { account, conversation: { kind: 'direct', id }, language },
    }),
  ];
}
