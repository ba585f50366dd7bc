import { cardsOf } from '#src/claims/cards.ts';
import type { ClaimDraft } from '#src/claims/claims.ts';
import { doerOf, draftClaim, judgeFor } from '#src/claims/draft.ts';
import { listedDeed } from '#src/claims/same-day.ts';
import type { Claim } from '#src/claims/schema.ts';
import { claimView } from '#src/claims/view.ts';
import { findOwnPerson } from '#src/community/find-person.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { Rulebook } from '#src/rulebook/schema.ts';
import type { Deed } from '#src/understanding/intent.ts';

/** Most deeds in one message. */
const MAX_DEEDS = 10;

/**
 * 上报: somebody reports what they have done, or a grid worker reports for somebody else.
 *
 * Each deed becomes a numbered claim; the first body of its chain gets a card. A deed that looks like one already
 * reported is asked about instead: yes records it too.
 */
export const reportClaim: MessageHandler<
  'claim.report',
  'claims' | 'roster' | 'rooms' | 'evidence' | 'pictures' | 'ledger'
> = {
  intent: 'claim.report',
  may: { resident: 'own', 'grid-worker': 'all' },
  effect: 'records',

  async handle(request, services) {
    const { claims, roster, pictures } = services;
    const { intent, sender, community, isAnother } = request;
    if (intent.deeds.length > MAX_DEEDS) throw new Refusal('claim.too-many', { limit: MAX_DEEDS });

    // 张三打扫楼道2小时 is nothing that whoever writes it has done.
    if (intent.doer !== undefined && intent.doer !== sender.name) {
      const [other] = await roster.find(community.id, { name: intent.doer });
      if (other) throw new Refusal('claim.whose', { name: plainText(other.name, 20) });
    }
    const doer = intent.onBehalfOf
      ? await findOwnPerson(roster, sender, intent.onBehalfOf, (resident) => mayReportFor(sender, resident))
      : sender;
    const drafts = intent.deeds.map((deed) => draftOf(deed, doer, request));

    const listed = new Map<string, Claim[]>();
    for (const { draft } of drafts)
      if (!listed.has(draft.day)) listed.set(draft.day, await claims.besides(draft));
    if (!isAnother) {
      if (
        drafts.some(({ draft }, index) =>
          drafts.slice(0, index).some((other) => isSameDeed(draft, other.draft)),
        )
      )
        throw new Refusal('claim.same-twice', {});
      for (const { draft } of drafts) {
        const same = (await claims.sameAs(draft)) ?? listedDeed(listed.get(draft.day) ?? [], draft);
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
    const capped: Refusal[] = [];
    for (const { draft, book } of drafts) {
      const claim = await claims.report(draft, book, { besides: listed.get(draft.day) }).catch((error) => {
        if (!(error instanceof Refusal) || error.key !== 'claim.cap-reached') throw error;
        capped.push(error);
        return undefined;
      });
      if (!claim) continue;
      ids.push(claim._id);
      const view = claimView(claim, community, request.at);
      replies.push(
        claim.status === 'approved'
          ? reply('claim.credited', { ...view, balance: await services.ledger.balanceOf(claim.household) })
          : reply('claim.recorded', view),
      );
      replies.push(...(await cardsOf(claim, community, request.at, services)));
    }
    // What a cap left nothing of stands beside what was recorded; alone it is the whole answer.
    const [first] = capped;
    if (first && ids.length === 0) throw first;
    replies.push(...capped.map(({ key, params }) => reply(key, params)));
    replies.push(...request.refusedPictures.map((why) => reply('claim.evidence-refused', { why })));
    return { replies, afterCommit: () => pictures.reported(request.message, request.at, ids) };
  },
};

function isSameDeed(a: ClaimDraft, b: ClaimDraft): boolean {
  return (
    a.item === b.item &&
    a.day === b.day &&
    a.minutes === b.minutes &&
    a.quantity === b.quantity &&
    a.choice === b.choice
  );
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
): { draft: ClaimDraft; book: Rulebook } {
  const { community, at } = request;
  const { book, item, day } = judgeFor(community, deed.item ?? '', deed.date, at, deed.itemText);
  if (item.kind === 'deduct' || item.pays.per === 'state')
    throw new Refusal('claim.not-reportable', { item: item.name, state: item.pays.per === 'state' });
  if (!item.reportedBy.some((role) => holds(request.sender, role, doer.grid)))
    throw new Refusal('not-allowed', { roles: item.reportedBy });
  const draft = draftClaim({ ...deed, item, book, day }, 'report', doerOf(doer), request);
  return { draft, book };
}
