import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { OpenHandler, Request, Services } from '#src/handler.ts';
import { maskName } from '#src/publicity/mask.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { readCode } from '#src/supermarket/codes.ts';
import { doingOf } from '#src/supermarket/counter.ts';
import { isOfInterest, record, shownIn } from '#src/supermarket/desk.ts';
import { deadlineAfter } from '#src/supermarket/order.ts';
import type { Merchant, Redemption } from '#src/supermarket/schema.ts';
import { isBlocked } from '#src/supermarket/spendable.ts';
import { tellAbout } from '#src/supermarket/tell.ts';
import { moment, redemptionView } from '#src/supermarket/view.ts';

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
