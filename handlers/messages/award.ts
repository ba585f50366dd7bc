import { doneBy } from '#src/audit/done-by.ts';
import { dayOf } from '#src/calendar.ts';
import { cardsOf } from '#src/claims/cards.ts';
import { type Doer, doerOf, draftClaim, judgeFor } from '#src/claims/draft.ts';
import { type ReviewServices, resultOf } from '#src/claims/review-claim.ts';
import type { Claim } from '#src/claims/schema.ts';
import { claimView } from '#src/claims/view.ts';
import { rulebookOn } from '#src/community/community.ts';
import { findPerson } from '#src/community/find-person.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import { type Amount, MAX_QUANTITY } from '#src/rulebook/rulebook.ts';
import type { Item, Rulebook } from '#src/rulebook/schema.ts';

/** 加分 3-2-501 5分 主动扫雪: points given by those entitled, through the chain that the rulebook sets. */
export const awardPoints: MessageHandler<'points.award', ReviewServices> = {
  intent: 'points.award',
  discreet: 'outside-offices',
  may: { committee: 'others', 'grid-worker': 'others', admin: 'others' },
  effect: 'records',
  handle: (request, services) => give(request, 'award', services),
};

/** 扣分 3-2-501 高空抛物: points taken; the household is told privately once it is decided. */
export const deductPoints: MessageHandler<'points.deduct', ReviewServices> = {
  intent: 'points.deduct',
  discreet: 'outside-offices',
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
  const { book, item, day } = judged(request);
  if (item && (item.kind === 'deduct') !== deduct)
    throw new Refusal('award.wrong-kind', { item: item.name, deduct });
  if (item?.pays.per === 'state') throw new Refusal('award.inspected', { item: item.name });
  const entitled = item?.awardedBy ?? book.discretion?.awardedBy;
  if (!entitled) {
    const names = book.items
      .filter(({ kind, pays }) => (kind === 'deduct') === deduct && pays.per !== 'state')
      .map(({ name }) => name.zh);
    throw new Refusal('award.needs-item', { deduct, items: names });
  }
  if (!entitled.some((role) => holds(sender, role, doer.grid)))
    throw new Refusal('not-allowed', { roles: entitled });
  if (!item && !intent.reason) throw new Refusal('award.no-reason', { deduct });

  const draft = item
    ? fromItem(item, { book, day }, kind, doer, request)
    : atDiscretion({ book, day }, kind, doer, request);
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
    ...told.filter(({ key }) => key === 'deduction.told' || key === 'deduction.no-phone'),
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

/** The version that judges the day of the deed, and its item where one was named. */
function judged({ intent, community, at }: Request<'points.award' | 'points.deduct'>): {
  book: Rulebook;
  item?: Item;
  day: string;
} {
  const day = intent.date ?? dayOf(at);
  if (intent.item) return judgeFor(community, intent.item, day, at, intent.reason ?? intent.item);
  if (day > dayOf(at)) throw new Refusal('claim.in-future', { day });
  const book = rulebookOn(community, day);
  if (!book) throw new Refusal('claim.no-rules', { day });
  return { book, day };
}

type Given = Request<'points.award' | 'points.deduct'> & { sender: Resident };
interface Judged {
  book: Rulebook;
  day: string;
}

/** Points of an item: as the rulebook says, or so many times of it when points were named. */
function fromItem(
  item: Item,
  { book, day }: Judged,
  kind: 'award' | 'deduction',
  doer: Doer,
  request: Given,
) {
  const { points, reason = '' } = request.intent;
  const amount = item.pays.per === 'choice' ? levelOf(item, points, reason, request) : timesOf(item, points);
  return draftClaim({ item, book, day, note: withoutName(reason, item), ...amount }, kind, doer, request);
}

/** The level that the points or the words name; somebody has to choose one. */
function levelOf(item: Item, points: number | undefined, reason: string, { language }: Given): Amount {
  if (item.pays.per !== 'choice') return {};
  const { choices } = item.pays;
  const level =
    choices.find(
      ({ name }) => reason.includes(name.zh) || reason.toLowerCase().includes(name.en.toLowerCase()),
    ) ?? choices.find((choice) => choice.points === points);
  if (level) return { choice: level.id };
  throw new Refusal('claim.choose', {
    item: item.name[language],
    choices: choices.map(({ name, points }) => ({ name: name[language], points })),
  });
}

function timesOf(item: Item, points: number | undefined): Amount {
  const each = item.pays.per === 'choice' ? 0 : item.pays.points;
  const times = points === undefined ? 1 : points / each;
  if (times > MAX_QUANTITY || (item.pays.per !== 'hour' && !Number.isInteger(times)))
    throw new Refusal('award.not-a-multiple', { item: item.name, each, most: MAX_QUANTITY });
  return item.pays.per === 'hour' ? { minutes: Math.round(60 * times) } : { quantity: times };
}

/** 乱倒垃圾 楼道口 -> 楼道口: the item is said already. */
function withoutName(reason: string, { name, aliases }: Item): string {
  const said = [name.zh, ...aliases].find((word) => reason.startsWith(word));
  return said ? reason.slice(said.length).replace(/^[\s，,：:。]+/u, '') : reason;
}

/** Points outside the items, up to what the regulation leaves to those entitled. */
function atDiscretion({ book, day }: Judged, kind: 'award' | 'deduction', doer: Doer, request: Given) {
  const { points, reason: note = '' } = request.intent;
  const most = book.discretion?.most ?? 0;
  if (points === undefined || points > most) throw new Refusal('award.too-much', { most });
  const name = plainText(note, 20);
  const item: Item = {
    id: '',
    name: { zh: name, en: name },
    aliases: [],
    kind: kind === 'deduction' ? 'deduct' : 'credit',
    pays: { per: 'time', points },
    caps: [],
    evidence: 'optional',
    reportedBy: [],
    awardedBy: [],
  };
  return draftClaim({ item, book, day, note, quantity: 1 }, kind, doer, request);
}
