import { doneBy } from '#src/audit/done-by.ts';
import { dayOf } from '#src/calendar.ts';
import { cardsOf } from '#src/claims/cards.ts';
import { type Doer, doerOf, draftClaim } from '#src/claims/draft.ts';
import { type ReviewServices, resultOf } from '#src/claims/review-claim.ts';
import type { Claim } from '#src/claims/schema.ts';
import { claimView } from '#src/claims/view.ts';
import { rulebookNow } from '#src/community/community.ts';
import { findPerson } from '#src/community/find-person.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import { itemOf, MAX_QUANTITY } from '#src/rulebook/rulebook.ts';
import type { Item, Rulebook } from '#src/rulebook/schema.ts';

/** 加分 3-2-501 5分 主动扫雪: points given by those entitled, through the chain that the rulebook sets. */
export const awardPoints: MessageHandler<'points.award', ReviewServices> = {
  intent: 'points.award',
  may: { committee: 'others', 'grid-worker': 'others', admin: 'others' },
  effect: 'records',
  handle: (request, services) => give(request, 'award', services),
};

/** 扣分 3-2-501 高空抛物: points taken; the household is told privately once it is decided. */
export const deductPoints: MessageHandler<'points.deduct', ReviewServices> = {
  intent: 'points.deduct',
  may: { committee: 'others', 'grid-worker': 'others', admin: 'others' },
  effect: 'records',
  handle: (request, services) => give(request, 'deduction', services),
};

async function give(
  request: Request<'points.award' | 'points.deduct'> & { sender: Resident },
  kind: 'award' | 'deduction',
  services: Pick<Services, ReviewServices>,
) {
  const { intent, community, sender, message, at } = request;
  const deduct = kind === 'deduction';
  const doer = await doerMeant(request, services);
  if (doer.household === sender.household) throw new Refusal('award.own', {});
  const book = rulebookNow(community, at);
  const item = intent.item ? itemOf(book, intent.item) : undefined;
  if (item && (item.kind === 'deduct') !== deduct)
    throw new Refusal('award.wrong-kind', { item: item.name, deduct });
  const entitled = item?.awardedBy ?? book.discretion?.awardedBy;
  if (!entitled) {
    const names = book.items.filter((one) => (one.kind === 'deduct') === deduct).map(({ name }) => name.zh);
    throw new Refusal('award.needs-item', { deduct, items: names });
  }
  if (!entitled.some((role) => holds(sender, role, doer.grid)))
    throw new Refusal('not-allowed', { roles: entitled });
  if (!item && !intent.reason) throw new Refusal('award.no-reason', { deduct });

  const draft = item
    ? fromItem(item, book, intent.points, kind, doer, request)
    : atDiscretion(book, intent.points, kind, doer, request);
  const claim = await services.claims.report(draft, book);
  await services.audit.record([
    doneBy(
      { community, sender, message, at },
      `claim.${kind}`,
      `#${claim.number}`,
      { points: claim.points, item: claim.item, household: claim.household, reason: claim.note },
      claim.rulebookVersion,
    ),
  ]);
  if (claim.status === 'approved') return atOnce(claim, request, services);
  return [
    reply('claim.recorded', claimView(claim, community, at)),
    ...(await cardsOf(claim, community, at, services)),
  ];
}

/** A chain without stages: it counts, and the household of a deduction hears of it. */
async function atOnce(
  claim: Claim,
  { community, message, at, sender }: Request & { sender: Resident },
  services: Pick<Services, ReviewServices>,
) {
  const balance = await services.ledger.balanceOf(claim.household);
  const context = { by: plainText(sender.name, 20), here: message.conversation.id, community, at };
  const told = claim.kind === 'deduction' ? await resultOf(claim, claim, context, services) : [];
  return [
    reply('claim.credited', { ...claimView(claim, community, at), balance }),
    ...told.filter(({ key }) => key === 'deduction.told'),
  ];
}

/** The household that is meant: by one of its people, or by its address. */
async function doerMeant(
  { intent, community }: Request<'points.award' | 'points.deduct'>,
  { roster }: Pick<Services, 'roster'>,
): Promise<Doer> {
  const { address, name, contactId } = intent.person;
  if (address && !name && !contactId) {
    const household = await roster.household(community.id, address);
    if (!household) throw new Refusal('award.no-household', { address });
    return { household: household._id, address, grid: household.grid };
  }
  return doerOf(await findPerson(roster, community.id, intent.person));
}

/** Points of an item: as the rulebook says, or fewer or more times of it when points were named. */
function fromItem(
  item: Item,
  book: Rulebook,
  points: number | undefined,
  kind: 'award' | 'deduction',
  doer: Doer,
  request: Request<'points.award' | 'points.deduct'> & { sender: Resident },
) {
  const { pays } = item;
  const each = pays.per === 'choice' ? undefined : pays.points;
  const level =
    pays.per === 'choice'
      ? (pays.choices.find((one) => one.points === points) ?? pays.choices[0])
      : undefined;
  const times = each && points ? points / each : 1;
  if (!Number.isInteger(times) || times > MAX_QUANTITY)
    throw new Refusal('award.too-much', { most: each ?? 0 });
  return draftClaim(
    {
      item,
      book,
      day: dayOf(request.at),
      note: withoutName(request.intent.reason ?? '', item),
      ...(pays.per === 'hour' ? { minutes: 60 * times } : { quantity: times }),
      ...(level ? { choice: level.id } : {}),
    },
    kind,
    doer,
    request,
  );
}

/** 乱倒垃圾 楼道口 -> 楼道口: the item is said already. */
function withoutName(reason: string, { name, aliases }: Item): string {
  const said = [name.zh, ...aliases].find((word) => reason.startsWith(word));
  return said ? reason.slice(said.length).replace(/^[\s，,：:。]+/u, '') : reason;
}

/** Points outside the items, up to what the regulation leaves to those entitled. */
function atDiscretion(
  book: Rulebook,
  points: number | undefined,
  kind: 'award' | 'deduction',
  doer: Doer,
  request: Request<'points.award' | 'points.deduct'> & { sender: Resident },
) {
  const most = book.discretion?.most ?? 0;
  if (points === undefined || points > most) throw new Refusal('award.too-much', { most });
  const reason = plainText(request.intent.reason ?? '', 20);
  const item: Item = {
    id: '',
    name: { zh: reason, en: reason },
    aliases: [],
    kind: kind === 'deduction' ? 'deduct' : 'credit',
    pays: { per: 'time', points },
    caps: [],
    evidence: 'optional',
    reportedBy: [],
    awardedBy: [],
  };
  const note = request.intent.reason ?? '';
  return draftClaim({ item, book, day: dayOf(request.at), note, quantity: 1 }, kind, doer, request);
}
