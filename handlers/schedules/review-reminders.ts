import { dayOf, local } from '#src/calendar.ts';
import { cardsOf } from '#src/claims/cards.ts';
import {
  escalationOf,
  Groups,
  type Late,
  reminderOf,
  type Stuck,
  stuckOf,
} from '#src/claims/reminder-posts.ts';
import { resultOf } from '#src/claims/review-claim.ts';
import type { Claim } from '#src/claims/schema.ts';
import type { Community } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import type { Reply } from '#src/replies/reply.ts';
import { eligible } from '#src/review/panel.ts';
import { bodyOf } from '#src/rulebook/rulebook.ts';
import type { Stage } from '#src/rulebook/schema.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

type Needs = 'claims' | 'lists' | 'rooms' | 'roster' | 'ledger' | 'evidence' | 'audit';

/** When bodies are reminded, each day. */
const AT = { hour: 9, minute: 30 };
const LOOKED_THROUGH = 20_000;
/** Admins are reminded of what nobody may decide after so many days where the regulation gives no time. */
const STUCK_AGAIN_DAYS = 7;

/**
 * Each morning: bodies are reminded of what has waited too long for them. What has waited twice as long goes to
 * whoever the regulation names too, or counts as approved where the regulation says so; otherwise it waits on. What
 * nobody may decide is put to the admins, not to an empty room.
 */
export const reviewReminders: ScheduledPost<Needs> = {
  name: 'review-reminders',

  async due({ community, now }, services) {
    const today = local(now).startOf('day').set(AT);
    const dueAt = (today.toMillis() <= now.getTime() ? today : today.minus({ days: 1 })).toJSDate();
    return [
      {
        id: `review-reminders:${community.id}:${dayOf(dueAt)}`,
        dueAt,
        compose: () => composeReminders(community, now, services),
      },
    ];
  },
};

async function composeReminders(
  community: Community,
  now: Date,
  services: Pick<Services, Needs>,
): Promise<Reply[]> {
  const { claims } = services;
  const replies: Reply[] = [];
  const reminded = new Groups<Late>();
  const escalated = new Groups<Late>();
  const stuck = new Groups<Stuck>();
  for (const claim of await claims.waiting(community.id, LOOKED_THROUGH)) {
    const { stage, book } = claims.stageOf(claim, community);
    const isLate = lateness(claim, stage, now);
    const from = bodyOf(book, stage.body);
    if (isLate.overdue && stage.overdue === 'approve') {
      const approved = await approve(claim, community, now, services);
      if (approved) {
        replies.push(...approved);
        continue;
      }
    }
    const { days = 0, meeting } = stage;
    if (isLate.overdue && stage.overdue === 'escalate' && stage.escalateTo && !claim.escalated) {
      await claims.note(claim, { escalated: true, remindedAt: now });
      const to = bodyOf(book, stage.escalateTo);
      const key = [book.version, to.id, from.id, claim.grid].join('|');
      escalated.add(key, claim, () => ({ to, from, grid: claim.grid, meeting, days }));
      continue;
    }
    const panel = await claims.panelOf(claim, community);
    // A meeting's resolution is entered by an admin, whoever is on the roster of the assembly.
    if (!stage.meeting && eligible(panel.seats, panel.matter).length === 0) {
      if (sinceReminded(claim, now) < (stage.days ?? STUCK_AGAIN_DAYS) - 0.5) continue;
      await claims.note(claim, { remindedAt: now });
      const isEmpty = panel.seats.length === 0;
      stuck.add([book.version, from.id, isEmpty].join('|'), claim, () => ({ body: from, isEmpty }));
      continue;
    }
    if (!isLate.again) continue;
    await claims.note(claim, { remindedAt: now });
    // What was escalated is decided by its number, by either body.
    const list = claim.escalated ? undefined : claim.list;
    const key = [book.version, panel.body.id, list ?? '', claim.grid].join('|');
    reminded.add(key, claim, () => ({ to: panel.body, from, grid: claim.grid, list, meeting, days }));
  }
  for (const late of reminded.values()) replies.push(...(await reminderOf(late, community, now, services)));
  for (const late of escalated.values()) replies.push(...escalationOf(late, community, now, services));
  for (const claims of stuck.values()) replies.push(...(await stuckOf(claims, community, services)));
  return replies;
}

/** Whether a claim's time is up: `again` when its body is to be reminded, once then and each time as long has passed. */
function lateness(claim: Claim, { days, list }: Stage, now: Date): { again: boolean; overdue: boolean } {
  // What is decided on a list waits from the day on which the list was opened.
  if (days === undefined || (list && claim.list === undefined)) return { again: false, overdue: false };
  const waited = daysBetween(claim.stageSince, now);
  const again = waited >= days && Math.min(sinceReminded(claim, now), waited) >= days - 0.5;
  return { again, overdue: waited >= 2 * days };
}

/** Days since a claim's body or the admins were last reminded of it; endless when never. */
function sinceReminded({ remindedAt }: Claim, now: Date): number {
  return remindedAt ? daysBetween(remindedAt, now) : Number.POSITIVE_INFINITY;
}

function daysBetween(from: Date, to: Date): number {
  return local(to).diff(local(from), 'days').days;
}

/** Silence counts as agreement, where the regulation says so in its own words and nobody has spoken against it. */
async function approve(
  claim: Claim,
  community: Community,
  now: Date,
  services: Pick<Services, Needs>,
): Promise<Reply[] | undefined> {
  const messageId = `regulation:${claim._id}:${claim.stage}`;
  const { outcome, claim: after } = await services.claims.approveByRegulation(claim, community, {
    messageId,
    at: now,
  });
  if (outcome.kind !== 'approved' && outcome.kind !== 'advanced') return undefined;
  await services.audit.record([
    {
      community: community.id,
      by: 'regulation',
      byName: '细则',
      action: 'claim.approve',
      subject: `#${claim.number}`,
      rulebookVersion: claim.rulebookVersion,
      details: { points: claim.points, stage: claim.stage + 1, why: 'overdue' },
      messageId,
      at: now,
    },
  ]);
  return outcome.kind === 'advanced'
    ? cardsOf(after, community, now, services)
    : resultOf(claim, after, { by: '细则', here: claim.conversation.id, community, at: now }, services);
}
