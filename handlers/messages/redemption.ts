import { doneBy } from '#src/audit/done-by.ts';
import { findOwnPerson } from '#src/community/find-person.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import { tellHousehold } from '#src/community/tell-household.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { pagesThatFit } from '#src/replies/pages.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { shownCode } from '#src/supermarket/codes.ts';
import { doingOf, holdAll, takerFrom } from '#src/supermarket/counter.ts';
import type { Redemption } from '#src/supermarket/schema.ts';
import { productsOf, tellAbout, tellLow, tellWaiting } from '#src/supermarket/tell.ts';
import { redemptionView } from '#src/supermarket/view.ts';
import { wantedFrom } from '#src/supermarket/wanted.ts';
import { privately } from './catalog.ts';

/** So many of a household's latest redemptions are looked through for those that are over; all that wait are shown. */
const SHOWN = 10;

/**
 * 兑换 大米 1袋: points are held, goods reserved, a code given in private. Between two openings it is a reservation for
 * the next. A grid worker or storekeeper can redeem for somebody without a phone; the household is told.
 */
export const requestRedemption: MessageHandler<
  'redemption.request',
  'shelf' | 'redemptions' | 'purses' | 'wishes' | 'roster' | 'rooms' | 'audit'
> = {
  intent: 'redemption.request',
  may: { resident: 'own', 'grid-worker': 'all', storekeeper: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community, message, at } = request;
    const { roster } = services;
    const resident = intent.onBehalfOf
      ? await findOwnPerson(roster, sender, intent.onBehalfOf, (other) => mayRedeemFor(sender, other))
      : sender;
    const taker = takerFrom(resident);
    const wanted = await wantedFrom(intent.lines, community.id, services);
    const held = await holdAll(wanted, taker, request, services);
    if (held.kind === 'sold-out') {
      const products = held.wanted.map(({ product: { name, unit, free } }) => ({
        name: plainText(name, 20),
        unit,
        left: free,
      }));
      return [reply('redemption.sold-out', { products })];
    }

    const forOther = taker.household !== sender.household;
    const inGroup = message.conversation.kind === 'room';
    const own: Reply[] = [];
    const line: Reply[] = [];
    const told: Reply[] = [];
    for (const redemption of held.redemptions) {
      const view = redemptionView(redemption);
      const code = shownCode(redemption.code);
      const whose = forOther ? { for: `${taker.address} ${plainText(taker.name, 20)}` } : {};
      if (inGroup) line.push(reply('redemption.held-in-group', view));
      own.push(reply('redemption.held', { ...view, code, spendable: held.spendable, ...whose }));
      const by = { requester: plainText(sender.name, 20) };
      if (forOther)
        told.push(
          ...(await tellHousehold(
            redemption,
            ['redemption.held', { ...view, code, spendable: held.spendable, ...by }],
            { account: message.account },
            services,
          )),
        );
    }
    if (forOther && told.length === 0)
      told.push(...(await tellGridWorkers(held.redemptions, request, services)));
    if (forOther)
      await services.audit.record(
        held.redemptions.map(({ number, points }) =>
          doneBy({ community, sender, message, at }, 'redemption.on-behalf', `#${number}`, {
            household: taker.address,
            points,
          }),
        ),
      );
    // The first line of `privately` stands for the group's; here each redemption has its own.
    const [, ...direct] = privately(request, own, () => reply('redemption.sent-privately', { person: '' }));
    const warnings = await tellLow(community.id, held.nowLow, message.account, services);
    return [...(inGroup ? [...line, ...direct] : own), ...told, ...warnings];
  },
};

/** 我的兑换: what the household has redeemed, with the codes of what it can still collect. */
export const listRedemptions: MessageHandler<'redemption.list', 'redemptions'> = {
  intent: 'redemption.list',
  may: { resident: 'own' },
  effect: 'reads',

  async handle(request, { redemptions }) {
    const { household } = takerFrom(request.sender);
    const held = await redemptions.heldBy(household);
    const others = (await redemptions.of(household, SHOWN)).filter(({ status }) => status !== 'held');
    if (held.length + others.length === 0) return [reply('redemption.none', {})];
    const list = [...held, ...others].map((redemption) => ({
      ...redemptionView(redemption),
      status: redemption.status,
      ...(redemption.status === 'held' ? { code: shownCode(redemption.code) } : {}),
    }));
    const pages = pagesThatFit(list, 'redemption.list', (some) => ({ redemptions: some }), list.length);
    return privately(
      request,
      pages.map((some) => reply('redemption.list', { redemptions: some })),
      (person) => reply('redemption.sent-privately', { person }),
    );
  },
};

/** 取消兑换 1050: until it is collected, the household that holds it, or whoever keeps the store, can call it off. */
export const cancelRedemption: MessageHandler<
  'redemption.cancel',
  'redemptions' | 'shelf' | 'wishes' | 'roster' | 'rooms' | 'audit'
> = {
  intent: 'redemption.cancel',
  may: { resident: 'own', 'grid-worker': 'all', storekeeper: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community, message, at } = request;
    const { redemptions } = services;
    const own = sender.household ? await redemptions.of(sender.household) : [];
    const latest = own.filter(({ status }) => status === 'held').slice(0, 1);
    const named = [];
    for (const number of intent.numbers) named.push(await redemptions.byNumber(community.id, number));
    const chosen = intent.numbers.length > 0 ? named : latest;

    const replies: Reply[] = [];
    const left: number[] = [];
    for (const [index, redemption] of chosen.entries()) {
      const mine = redemption && redemption.household === sender.household;
      const released =
        redemption && (mine || mayCancel(sender, redemption))
          ? await redemptions.release(redemption, 'cancelled', doingOf(request, sender))
          : 'not-held';
      if (!redemption || released === 'not-held') {
        left.push(intent.numbers[index] ?? 0);
        continue;
      }
      replies.push(reply('redemption.cancelled', redemptionView(released)));
      if (!mine)
        replies.push(
          ...(await tellAbout(
            released,
            ['redemption.cancelled-for-you', redemptionView(released)],
            services,
            [sender._id],
          )),
        );
      await services.audit.record([
        doneBy({ community, sender, message, at }, 'redemption.cancel', `#${released.number}`, {}),
      ]);
      replies.push(...(await tellWaiting(await productsOf(released, services), services)));
    }
    if (left.length > 0 || chosen.length === 0) {
      const refusal = { numbers: left };
      if (replies.length === 0) throw new Refusal('redemption.not-cancellable', refusal);
      replies.push(reply('redemption.not-cancellable', refusal));
    }
    return replies;
  },
};

/** For one's own household; grid workers for those in their grid, storekeepers for everybody at the desk. */
function mayRedeemFor(sender: Resident, other: Resident): boolean {
  if (other.household === undefined) return false;
  return (
    other.household === sender.household ||
    holds(sender, 'grid-worker', other.grid) ||
    holds(sender, 'storekeeper', other.grid)
  );
}

/**
 * Tells those who look after a household without a phone what was redeemed for it: somebody other than whoever did it
 * has to know. The code is in none of it.
 */
async function tellGridWorkers(
  redemptions: Redemption[],
  { sender, community, message }: Request & { sender: Resident },
  { roster, rooms }: Pick<Services, 'roster' | 'rooms'>,
): Promise<Reply[]> {
  const [first] = redemptions;
  if (!first) return [];
  const own = rooms.for(community.id, 'grid-workers', first.grid);
  const direct = (id: string) => ({
    account: message.account,
    conversation: { kind: 'direct' as const, id },
  });
  const others = (await roster.holders(community.id, 'grid-worker', first.grid)).filter(
    ({ _id }) => _id !== sender._id,
  );
  const places =
    own.length > 0 ? own.map(toRoom) : others.flatMap(({ contactIds }) => contactIds).map(direct);
  return redemptions.flatMap((redemption) =>
    places.map((to) =>
      reply(
        'redemption.proxied',
        { ...redemptionView(redemption), requester: plainText(sender.name, 20) },
        { to: { language: 'zh', ...to } },
      ),
    ),
  );
}

function mayCancel(sender: Resident, { grid, requester }: { grid: string; requester: string }): boolean {
  return (
    holds(sender, 'storekeeper', grid) || (holds(sender, 'grid-worker', grid) && requester === sender._id)
  );
}
