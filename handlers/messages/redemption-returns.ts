import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { doingOf, holdAll, takerFrom } from '#src/supermarket/counter.ts';
import { isOfInterest, record, shownIn } from '#src/supermarket/desk.ts';
import type { Redemption, RedemptionLine } from '#src/supermarket/schema.ts';
import { productsOf, tellAbout, tellWaiting } from '#src/supermarket/tell.ts';
import { redemptionView } from '#src/supermarket/view.ts';
import { wantedFrom } from '#src/supermarket/wanted.ts';
import type { BackLine } from '#src/understanding/intent.ts';

/** 退货 1050 没用上: what was handed over comes back, with the points. */
export const returnRedemption: MessageHandler<
  'redemption.return',
  'redemptions' | 'merchants' | 'shelf' | 'wishes' | 'roster' | 'rooms' | 'audit'
> = {
  intent: 'redemption.return',
  may: { storekeeper: 'all', admin: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community } = request;
    const replies: Reply[] = [];
    for (const number of intent.numbers) {
      const returned = await takeBack(number, intent, request, services);
      const view = redemptionView(returned);
      replies.push(
        reply('redemption.returned', {
          ...shownIn(request, view),
          spoilt: intent.spoilt,
          isCounted: returned.lines.some(({ counted }) => counted),
        }),
        ...(await tellMerchant(returned, request, services)),
        ...(await tellAbout(returned, ['redemption.returned-note', view], services, [sender._id])),
        ...(await tellWaiting(await productsOf(returned, services), services)),
      );
      await record(
        services,
        community,
        { id: sender._id, name: sender.name },
        'redemption.return',
        returned,
        request,
      );
    }
    return replies;
  },
};

/** 换货 1050 换 酱油 2瓶: the old one is taken back and the new one handed over, all or nothing; the points follow. */
export const exchangeRedemption: MessageHandler<
  'redemption.exchange',
  'redemptions' | 'merchants' | 'purses' | 'shelf' | 'wishes' | 'roster' | 'rooms' | 'audit'
> = {
  intent: 'redemption.exchange',
  may: { storekeeper: 'all', admin: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community } = request;
    const what = { reason: '换货', spoilt: intent.spoilt, lines: intent.back, forOther: true };
    const old = await takeBack(intent.number, what, request, services);
    const resident = await services.roster.byId(old.resident);
    if (!resident) throw new Refusal('redemption.not-returnable', { number: intent.number });
    const wanted = await wantedFrom(intent.lines, community.id, services);
    const held = await holdAll(wanted, takerFrom(resident), request, services);
    if (held.kind === 'sold-out') {
      const products = held.wanted.map(({ product: { name, unit, free } }) => ({ name, unit, left: free }));
      // Thrown, so that the old one stays with its household.
      throw new Refusal('redemption.sold-out-exchange', { products });
    }
    const [fresh, ...others] = held.redemptions;
    if (!fresh || others.length > 0 || fresh.merchant) throw new Refusal('redemption.exchange-one', {});
    const collected = await services.redemptions.collect(fresh, sender.name, doingOf(request, sender));
    if (collected === 'not-held') throw new Error(`${fresh._id} was collected before its code was known`);
    await record(
      services,
      community,
      { id: sender._id, name: sender.name },
      'redemption.exchange',
      collected,
      request,
    );
    const views = { old: redemptionView(old), fresh: redemptionView(collected) };
    return [
      reply('redemption.exchanged', { ...views, spoilt: intent.spoilt }),
      ...(await tellMerchant(old, request, services)),
      ...(await tellAbout(
        collected,
        ['redemption.exchanged', { ...views, spoilt: intent.spoilt }],
        services,
        [sender._id],
      )),
      ...(await tellWaiting(await productsOf(old, services), services)),
    ];
  },
};

/** @throws Refusal when it was never handed over, or is not the sender's to take back. */
async function takeBack(
  number: number,
  {
    reason,
    spoilt,
    lines,
    forOther = false,
  }: { reason: string; spoilt: boolean; lines?: BackLine[] | undefined; forOther?: boolean },
  request: Request & { sender: Resident },
  services: Pick<Services, 'redemptions' | 'merchants'>,
): Promise<Redemption> {
  const { community, sender } = request;
  const redemption = await services.redemptions.byNumber(community.id, number);
  const isTheirs =
    redemption && (holds(sender, 'storekeeper', redemption.grid) || holds(sender, 'admin', redemption.grid));
  if (!redemption || !isTheirs) throw new Refusal('redemption.not-returnable', { number });
  if (isOfInterest(sender, redemption)) throw new Refusal('redemption.by-another', { number });
  const back = lines && backOf(lines, redemption);
  const returned = await services.redemptions.takeBack(
    redemption,
    { reason: plainText(reason, 60), spoilt, forOther, ...(back ? { lines: back } : {}) },
    doingOf(request, sender),
  );
  if (returned === 'not-collected') throw new Refusal('redemption.not-returnable', { number });
  if (returned.merchant && returned.collectedAt && returned.status === 'returned')
    await services.merchants.unaccept(community.id, returned.merchant, returned.collectedAt);
  return returned;
}

/** The lines of a redemption that come back. @throws Refusal when it has not so much of them. */
function backOf(lines: BackLine[], { number, lines: had }: Redemption): RedemptionLine[] {
  const wanted = new Map<string, number>();
  for (const { product, productText, quantity } of lines) {
    const line = had.find(({ name }) => name === product);
    const many = (wanted.get(line?.product ?? '') ?? 0) + (quantity ?? line?.quantity ?? 0);
    if (!line || many > line.quantity)
      throw new Refusal('redemption.not-so-many', {
        number,
        name: plainText(product ?? productText, 20),
        lines: had.map(({ name, quantity, unit }) => ({ name: plainText(name, 20), quantity, unit })),
      });
    wanted.set(line.product, many);
  }
  return had.flatMap((line) => {
    const quantity = wanted.get(line.product);
    return quantity === undefined ? [] : [{ ...line, quantity }];
  });
}

/** Tells a merchant's people that something they had accepted came back: their next statement has it as a minus. */
async function tellMerchant(
  { merchant, community, number, lines }: Redemption,
  { message: { account, contactId } }: Pick<Request, 'message'>,
  { merchants }: Pick<Services, 'merchants'>,
): Promise<Reply[]> {
  const contacts = merchant ? ((await merchants.find(community, merchant))?.contacts ?? []) : [];
  const what = lines.map(({ name, quantity, unit }) => ({ name: plainText(name, 20), quantity, unit }));
  return contacts
    .filter((contact) => contact.contactId !== contactId)
    .map(({ contactId: id }) =>
      reply(
        'merchant.returned',
        { merchant: merchant ?? '', number, lines: what },
        { to: { account, conversation: { kind: 'direct', id }, language: 'zh' } },
      ),
    );
}
