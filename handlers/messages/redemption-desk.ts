import type { Community } from '#src/community/community.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, OpenHandler, Request, Services } from '#src/handler.ts';
import { maskName } from '#src/publicity/mask.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { RedemptionView } from '#src/replies/supermarket-views.ts';
import { readCode } from '#src/supermarket/codes.ts';
import { doingOf, holdAll, takerFrom } from '#src/supermarket/counter.ts';
import { deadlineAfter } from '#src/supermarket/order.ts';
import type { Merchant, Redemption, RedemptionLine } from '#src/supermarket/schema.ts';
import { isBlocked } from '#src/supermarket/spendable.ts';
import { productsOf, tellAbout, tellWaiting } from '#src/supermarket/tell.ts';
import { moment, redemptionView } from '#src/supermarket/view.ts';
import { wantedFrom } from '#src/supermarket/wanted.ts';
import type { BackLine } from '#src/understanding/intent.ts';

type Needs =
  | 'communities'
  | 'redemptions'
  | 'merchants'
  | 'codeTries'
  | 'shelf'
  | 'ledger'
  | 'roster'
  | 'rooms'
  | 'audit';
type Desk = Request<'redemption.fulfil'> & { sender: Resident | undefined };

/** Whoever stands behind a counter: the community's storekeeper, or somebody at a merchant's. */
interface Clerk {
  id: string;
  name: string;
  keeper: Resident | undefined;
  merchants: Merchant[];
}

/**
 * 核销 K7QM-3FXA: what was held is handed over. The storekeeper verifies codes of the community's own shelf, a
 * merchant's people those of theirs, in their own group or in private. A code that is none, or another merchant's, is
 * answered with the same words, and so many of them in an hour end it: nobody can guess or probe.
 */
export const fulfilRedemption: OpenHandler<'redemption.fulfil', Needs> = {
  intent: 'redemption.fulfil',
  may: 'anyone',
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, message, at, community } = request;
    const keeper = sender && (holds(sender, 'storekeeper') || holds(sender, 'admin')) ? sender : undefined;
    const merchants = await services.merchants.byContact(message.contactId);
    if (!keeper && merchants.length === 0) throw new Refusal('not-allowed', { roles: ['storekeeper'] });
    const clerk: Clerk = {
      id: keeper?._id ?? message.contactId,
      name: plainText(
        keeper?.name ??
          merchants[0]?.contacts.find(({ contactId }) => contactId === message.contactId)?.name ??
          '',
        20,
      ),
      keeper,
      merchants,
    };

    if (intent.code === undefined) {
      const replies: Reply[] = [];
      for (const number of intent.numbers) {
        const redemption = await services.redemptions.byNumber(community.id, number);
        if (!keeper || !redemption || redemption.merchant || !isOwn(keeper, redemption))
          replies.push(reply('redemption.not-yours', { number }));
        else if (isOfInterest(keeper, redemption)) replies.push(reply('redemption.by-another', { number }));
        else replies.push(...(await handOver(redemption, clerk, request, services)));
      }
      return replies;
    }

    const lockedUntil = await services.codeTries.lockedUntil(message.contactId, at);
    if (lockedUntil) return [reply('code.locked', { until: moment(lockedUntil) })];
    const code = readCode(intent.code);
    const redemption = code ? await services.redemptions.byCode(code) : null;
    const verdict = redemption ? mayVerify(clerk, redemption, message.conversation) : 'wrong';
    if (!redemption || verdict === 'wrong')
      return [reply('code.wrong', { triesLeft: await services.codeTries.wrong(message.contactId, at) })];
    if (verdict === 'not-here') return [reply('code.direct-only', {})];
    if (verdict === 'elsewhere') return [reply('code.elsewhere', { place: redemption.place })];
    return handOver(redemption, clerk, request, services);
  },
};

function mayVerify(
  { keeper, merchants }: Clerk,
  redemption: Redemption,
  conversation: Request['message']['conversation'],
): 'yes' | 'elsewhere' | 'not-here' | 'wrong' {
  const { community, merchant } = redemption;
  const theirs = merchants.find((one) => one.community === community && one.name === merchant);
  if (theirs)
    return conversation.kind === 'direct' || theirs.rooms.includes(conversation.id) ? 'yes' : 'not-here';
  if (!keeper || keeper.community !== community) return 'wrong';
  // The community's own people may know where somebody has to go.
  return merchant ? 'elsewhere' : isOwn(keeper, redemption) ? 'yes' : 'wrong';
}

function isOwn(keeper: Resident, { community, grid }: Redemption): boolean {
  return (
    keeper.community === community && (holds(keeper, 'storekeeper', grid) || holds(keeper, 'admin', grid))
  );
}

/**
 * Whether somebody is too near to a redemption to hand it over without its code, or take it back: it is their own
 * household's, or they asked for it on its behalf. Another storekeeper, or an admin, has to.
 */
function isOfInterest({ _id, household }: Resident, redemption: Redemption): boolean {
  const proxied = redemption.requester === _id && redemption.resident !== _id;
  return proxied || (household !== undefined && household === redemption.household);
}

async function handOver(
  redemption: Redemption,
  clerk: Clerk,
  request: Desk,
  services: Pick<Services, Needs>,
): Promise<Reply[]> {
  const { message, at } = request;
  const { number, status, merchant } = redemption;
  if (status === 'collected')
    return [
      reply('code.used', {
        number,
        at: moment(redemption.collectedAt ?? at),
        by: plainText(redemption.handedOutBy ?? '', 20),
      }),
    ];
  if (status !== 'held' || redemption.deadline < at) return [reply('code.void', { number })];
  if (redemption.opensAt && redemption.opensAt > at)
    return [reply('code.too-early', { number, opens: moment(redemption.opensAt) })];

  const community = services.communities.get(redemption.community) ?? request.community;
  if (isBlocked(await services.ledger.standingOf(redemption.household))) {
    const until = deadlineAfter(at, community.supermarket.holdDays);
    const deadline = moment(await services.redemptions.block(redemption, at, until));
    return [reply('code.frozen', { number, deadline })];
  }
  if (merchant) {
    const limit = community.supermarket.merchants.find(({ name }) => name === merchant)?.monthlyLimit;
    if (!(await services.merchants.accept(community.id, merchant, at, limit)))
      throw new Refusal('merchant.limit-reached', { merchant, limit: limit ?? 0 });
  }
  const collected = await services.redemptions.collect(redemption, clerk.name, {
    ...doingOf({ community, message, at }, { _id: clerk.id }),
  });
  if (collected === 'not-held') throw new Refusal('code.void', { number });
  await record(services, community, clerk, 'redemption.collect', collected, request);

  const by = merchant ? `${merchant} ${clerk.name}`.trim() : clerk.name;
  const view = redemptionView(collected);
  // A merchant learns no more of who comes than it has to.
  const shown = merchant
    ? { ...view, address: '', person: maskName(collected.residentName) }
    : shownIn(request, view);
  return [
    reply('redemption.collected', { ...shown, by }),
    ...(await tellAbout(collected, ['redemption.collected-note', { ...view, by }], services, [clerk.id])),
  ];
}

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

/** Where neighbours listen, who came for it and where they live is left out. */
function shownIn({ room }: Pick<Request, 'room'>, view: RedemptionView): RedemptionView {
  return room?.purpose === 'residents' ? { ...view, address: '', person: '' } : view;
}

async function record(
  { audit }: Pick<Services, 'audit'>,
  community: Community,
  by: { id: string; name: string },
  action: string,
  { number, points, address }: Redemption,
  { message, at }: Pick<Request, 'message' | 'at'>,
): Promise<void> {
  await audit.record([
    {
      community: community.id,
      by: by.id,
      byName: by.name,
      action,
      subject: `#${number}`,
      details: { household: address, points },
      messageId: message.id,
      at,
    },
  ]);
}
