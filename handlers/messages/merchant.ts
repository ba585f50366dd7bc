import { DateTime } from 'luxon';
import { doneBy } from '#src/audit/done-by.ts';
import { local, TIME_ZONE } from '#src/calendar.ts';
import { requireAdminOf } from '#src/community/roster.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { pagesThatFit } from '#src/replies/pages.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import { settlementsOf } from '#src/supermarket/settlement.ts';
import { settlementSheet } from '#src/supermarket/sheets.ts';
import { knownMerchant, privately } from './catalog.ts';

/** So many merchants are in one message of a statement. */
const MERCHANTS_ON_A_PAGE = 20;

/** 商户授权 @王老板 好邻居理发店, 绑定商户群 好邻居理发店: who may verify a merchant's codes, and in which group. */
export const setMerchantContact: MessageHandler<
  'merchant.contact',
  'merchants' | 'rooms' | 'contacts' | 'audit'
> = {
  intent: 'merchant.contact',
  may: { admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, room, message, at }, { merchants, rooms, contacts, audit }) {
    requireAdminOf(sender, undefined);
    const merchant = knownMerchant(community, intent.merchant);
    const done = (details: Record<string, unknown>) =>
      doneBy({ community, sender, message, at }, `merchant.${intent.change}`, merchant, details);
    if (intent.change === 'room') {
      if (message.conversation.kind !== 'room') throw new Refusal('merchant.not-a-room', {});
      if (room && room.purpose !== 'merchant') throw new Refusal('merchant.room-taken', {});
      const topic = await contacts.roomTopic(message.conversation.id);
      await rooms.bind({
        _id: message.conversation.id,
        community: community.id,
        purpose: 'merchant',
        account: message.account,
        topic,
        boundAt: at,
      });
      await merchants.giveRoom(community.id, merchant, message.conversation.id);
      await audit.record([done({ room: message.conversation.id })]);
      return {
        replies: [reply('merchant.room-bound', { merchant })],
        afterCommit: () => rooms.refresh(),
      };
    }
    const contactId = intent.person?.contactId;
    if (!contactId) throw new Refusal('merchant.needs-mention', {});
    const person = plainText(intent.person?.name ?? '', 20);
    if (intent.change === 'add') await merchants.allow(community.id, merchant, { contactId, name: person });
    else await merchants.disallow(community.id, merchant, contactId);
    await audit.record([done({ contactId, name: person })]);
    return [
      reply(intent.change === 'add' ? 'merchant.allowed' : 'merchant.disallowed', { person, merchant }),
    ];
  },
};

/** 商户结算 上月: what each merchant accepted and what the community owes for it, at cost price. */
export const showSettlement: MessageHandler<'merchant.settlement', 'redemptions'> = {
  intent: 'merchant.settlement',
  may: { storekeeper: 'all', admin: 'all', committee: 'all' },
  effect: 'reads',

  async handle(request, { redemptions }) {
    const { intent, community, at } = request;
    const month = intent.month ?? local(at).minus({ months: 1 }).toFormat('yyyy-MM');
    const from = DateTime.fromISO(`${month}-01`, { zone: TIME_ZONE });
    const span = [from.toJSDate(), from.plus({ months: 1 }).toJSDate()] as const;
    const collected = await redemptions.collectedBetween(community.id, ...span);
    const returned = await redemptions.returnedBetween(community.id, ...span);
    const only = intent.merchant === undefined ? undefined : knownMerchant(community, intent.merchant);
    const settlements = settlementsOf(collected, returned, span).filter(
      ({ merchant }) => !only || merchant === only,
    );
    const merchants = settlements.map(({ merchant, accepted, returned, cost, unpriced }) => ({
      name: merchant,
      count: accepted,
      returned,
      cost,
      unpriced: unpriced.map((name) => plainText(name, 20)).slice(0, 5),
    }));
    const sheet = settlementSheet(community.name, month, settlements);
    const pages = pagesThatFit(
      merchants,
      'merchant.settlement',
      (some) => ({ month, merchants: some }),
      MERCHANTS_ON_A_PAGE,
    );
    if (pages.length === 0) pages.push([]);
    const statement = pages.map((some, index) =>
      reply(
        'merchant.settlement',
        { month, merchants: some },
        settlements.length > 0 && index === pages.length - 1
          ? { attachment: { kind: 'sheet' as const, sheet } }
          : {},
      ),
    );
    return privately(request, statement, () => reply('supermarket.sent-privately', {}));
  },
};
