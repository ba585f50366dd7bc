import { dayOf, local } from '#src/calendar.ts';
import { cardsOf } from '#src/claims/cards.ts';
import { resultOf } from '#src/claims/review-claim.ts';
import type { Claim } from '#src/claims/schema.ts';
import { claimView } from '#src/claims/view.ts';
import type { Community } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import { bodyOf } from '#src/rulebook/rulebook.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

type Needs = 'claims' | 'rooms' | 'roster' | 'ledger' | 'evidence' | 'audit';

/** When bodies are reminded, each day, and how many claims one reminder names. */
const AT = { hour: 9, minute: 30 };
const NAMED = 10;
const LOOKED_THROUGH = 2000;

/**
 * Each morning: bodies are reminded of what has waited too long for them. What has waited twice as long goes to
 * whoever the regulation names too, or counts as approved where the regulation says so; otherwise it waits on.
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
  const late: { claim: Claim; overdue: boolean; days: number }[] = [];
  for (const claim of await claims.waiting(community.id, LOOKED_THROUGH)) {
    const { days, list } = claims.stageOf(claim, community).stage;
    // What is decided on a list waits from the day on which the list was opened.
    if (days === undefined || (list && claim.list === undefined)) continue;
    const waited = local(now).diff(local(claim.stageSince), 'days').days;
    const since = claim.remindedAt ? local(now).diff(local(claim.remindedAt), 'days').days : waited;
    // Once when the time is up, and again each time as long has passed.
    if (waited >= days && since >= days - 0.5) late.push({ claim, overdue: waited >= 2 * days, days });
  }

  const replies: Reply[] = [];
  const reminded = new Map<string, { claim: Claim; days: number }[]>();
  const escalated = new Map<string, { claim: Claim; days: number }[]>();
  for (const { claim, overdue, days } of late) {
    const { stage } = claims.stageOf(claim, community);
    if (overdue && stage.overdue === 'approve') {
      const approved = await approve(claim, community, now, services);
      if (approved) {
        replies.push(...approved);
        continue;
      }
    }
    if (overdue && stage.overdue === 'escalate' && stage.escalateTo && !claim.escalated) {
      await claims.note(claim, { escalated: true, remindedAt: now });
      group(escalated, `${claim.rulebookVersion}|${stage.escalateTo}|${stage.body}|${claim.grid}`, {
        claim,
        days,
      });
      continue;
    }
    await claims.note(claim, { remindedAt: now });
    const { body } = await claims.panelOf(claim, community);
    group(reminded, `${claim.rulebookVersion}|${body.id}||${claim.grid}`, { claim, days });
  }
  replies.push(...posts('review.reminder', reminded, community, now, services));
  replies.push(...posts('review.escalated', escalated, community, now, services));
  return replies;
}

function group(
  groups: Map<string, { claim: Claim; days: number }[]>,
  key: string,
  late: { claim: Claim; days: number },
) {
  groups.set(key, [...(groups.get(key) ?? []), late]);
}

/** One message for each body and grid, with the claims that it is about. */
function posts(
  key: 'review.reminder' | 'review.escalated',
  groups: Map<string, { claim: Claim; days: number }[]>,
  community: Community,
  now: Date,
  { claims, rooms }: Pick<Services, Needs>,
): Reply[] {
  return [...groups].flatMap(([id, late]) => {
    const [, to = '', from = '', grid = ''] = id.split('|');
    const [first] = late;
    if (!first) return [];
    const { book } = claims.stageOf(first.claim, community);
    const shown = late.slice(0, NAMED).map(({ claim }) => claimView(claim, community, now));
    const days = Math.max(...late.map(({ days }) => days));
    return roomsOfBody(rooms, community.id, bodyOf(book, to), grid || undefined).map((room) =>
      key === 'review.reminder'
        ? reply(key, { claims: shown, total: late.length, days }, { to: toRoom(room) })
        : reply(key, { claims: shown, body: bodyOf(book, from).name, days }, { to: toRoom(room) }),
    );
  });
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
