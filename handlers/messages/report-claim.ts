import { dayOf } from '#src/calendar.ts';
import type { ClaimDraft } from '#src/claims/claims.ts';
import { claimView } from '#src/claims/view.ts';
import { itemOf, rulebookNow } from '#src/community/community.ts';
import { findOwnPerson } from '#src/community/find-person.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { MAX_MINUTES, MAX_QUANTITY, pointsFor } from '#src/rulebook/rulebook.ts';
import type { Deed } from '#src/understanding/intent.ts';

/** Most deeds in one message, and how many days back one may lie. */
const MAX_DEEDS = 10;
const MAX_DAYS_BACK = 92;

/**
 * 上报: somebody reports what they have done, or a grid worker reports for somebody else.
 *
 * Each deed becomes a numbered claim; the committee's rooms get a card. A deed that looks like one already
 * reported is asked about instead: yes records it too.
 */
export const reportClaim: MessageHandler<
  'claim.report',
  'claims' | 'roster' | 'rooms' | 'evidence' | 'pictures'
> = {
  intent: 'claim.report',
  may: { resident: 'own', 'grid-worker': 'all' },
  effect: 'records',

  async handle(request, { claims, roster, rooms, evidence, pictures }) {
    const { intent, sender, community, isAnother } = request;
    if (intent.deeds.length > MAX_DEEDS) throw new Refusal('claim.too-many', { limit: MAX_DEEDS });

    const doer = intent.onBehalfOf
      ? await findOwnPerson(roster, sender, intent.onBehalfOf, (resident) => mayReportFor(sender, resident))
      : sender;
    if (doer.household === undefined) throw new Refusal('not-resident', {});
    const drafts = intent.deeds.map((deed) => draftOf(deed, doer, request));

    if (!isAnother) {
      if (drafts.some((draft, index) => drafts.slice(0, index).some((other) => isSameDeed(draft, other))))
        throw new Refusal('claim.same-twice', {});
      for (const draft of drafts) {
        const same = await claims.sameAs(draft);
        if (same) {
          const question = {
            intent: 'claim.report' as const,
            missing: 'confirm',
            draft: { ...intent, isAnother: true },
          };
          return {
            replies: [reply('claim.duplicate', claimView(same, community, request.at))],
            asks: question,
          };
        }
      }
    }

    const replies: Reply[] = [];
    const ids: string[] = [];
    for (const draft of drafts) {
      const claim = await claims.report(draft);
      ids.push(claim._id);
      const view = claimView(claim, community, request.at);
      replies.push(reply('claim.recorded', view));
      for (const room of rooms.for(community.id, 'committee', claim.grid)) {
        replies.push(reply('claim.card', view, { to: toRoom(room) }));
        for (const picture of claim.evidence) {
          const caption = { number: claim.number, person: claim.residentName };
          replies.push(
            reply('claim.evidence-card', caption, {
              to: toRoom(room),
              attachment: { kind: 'evidence', name: evidence.nameOf(picture) },
            }),
          );
        }
      }
    }
    replies.push(...request.refusedPictures.map((why) => reply('claim.evidence-refused', { why })));
    return { replies, afterCommit: () => pictures.reported(request.message, request.at, ids) };
  },
};

function isSameDeed(a: ClaimDraft, b: ClaimDraft): boolean {
  return a.item === b.item && a.day === b.day && a.minutes === b.minutes && a.quantity === b.quantity;
}

/** For oneself and one's own household; grid workers for everybody in their grid. */
function mayReportFor(sender: Resident, doer: Resident): boolean {
  if (doer.household === undefined) return false;
  return (
    doer._id === sender._id || doer.household === sender.household || holds(sender, 'grid-worker', doer.grid)
  );
}

function draftOf(
  deed: Deed,
  doer: Resident,
  request: Request<'claim.report'> & { sender: Resident },
): ClaimDraft {
  const { community, sender, message, at, language } = request;
  const item = itemOf(community, deed.item ?? '');
  if (!item) throw new Refusal('claim.item-unknown', { text: plainText(deed.itemText, 20), suggestions: [] });

  const minutes = item.pays.per === 'hour' ? deed.minutes : undefined;
  const quantity = item.pays.per === 'time' ? (deed.quantity ?? 1) : undefined;
  if ((minutes ?? 1) > MAX_MINUTES || (quantity ?? 1) > MAX_QUANTITY) {
    throw new Refusal('claim.amount-out-of-range', { maxHours: MAX_MINUTES / 60, maxTimes: MAX_QUANTITY });
  }
  if (item.pays.per === 'hour' && minutes === undefined)
    throw new Refusal('ask.hours', { item: item.name[language] });

  const today = dayOf(at);
  const day = deed.date ?? today;
  if (day > today) throw new Refusal('claim.in-future', { day });
  if (Date.parse(today) - Date.parse(day) > MAX_DAYS_BACK * 86_400_000)
    throw new Refusal('claim.too-old', { days: MAX_DAYS_BACK });

  const points = pointsFor(item, { ...(minutes ? { minutes } : {}), ...(quantity ? { quantity } : {}) });
  if (points < 1) throw new Refusal('claim.worth-nothing', {});
  return {
    community: community.id,
    household: doer.household ?? '',
    address: doer.address ?? '',
    grid: doer.grid ?? '',
    resident: doer._id,
    residentName: doer.name,
    reporter: sender._id,
    reporterName: sender.name,
    item: item.id,
    itemName: item.name.zh,
    rulebookVersion: rulebookNow(community, at).version,
    ...(minutes === undefined ? {} : { minutes }),
    ...(quantity === undefined ? {} : { quantity }),
    day,
    note: plainText(deed.note, 200),
    points,
    evidence: request.pictures,
    account: message.account,
    conversation: message.conversation,
    contactId: message.contactId,
    language,
    messageId: message.id,
    reportedAt: at,
  };
}
