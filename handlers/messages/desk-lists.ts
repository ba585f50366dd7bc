import { DateTime } from 'luxon';
import { doneBy } from '#src/audit/done-by.ts';
import { dayOf, local, TIME_ZONE } from '#src/calendar.ts';
import { holds } from '#src/community/roster.ts';
import type { MessageHandler } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import { type Card, cardsOf } from '#src/supermarket/cards.ts';
import { cardListSheet, dayListSheet } from '#src/supermarket/sheets.ts';
import { redemptionView } from '#src/supermarket/view.ts';
import { privately } from './catalog.ts';

/** So many lines of a list are said; the rest is in the sheet. */
const SHOWN = 20;

/** 日清单: who was handed what on a day, by whom. */
export const showDayList: MessageHandler<'supermarket.day-list', 'redemptions'> = {
  intent: 'supermarket.day-list',
  may: { storekeeper: 'all', admin: 'all', committee: 'all' },
  effect: 'reads',

  async handle(request, { redemptions }) {
    const { intent, community, at } = request;
    const day = intent.date ?? dayOf(at);
    const from = DateTime.fromISO(day, { zone: TIME_ZONE });
    const all = await redemptions.collectedBetween(
      community.id,
      from.toJSDate(),
      from.plus({ days: 1 }).toJSDate(),
    );
    const lines = all.slice(0, SHOWN).map((redemption) => {
      const { number, lines, address, person } = redemptionView(redemption);
      return {
        number,
        time: local(redemption.collectedAt ?? at).toFormat('HH:mm'),
        what: lines,
        address,
        person,
        by: plainText([redemption.merchant, redemption.handedOutBy].filter(Boolean).join(' '), 30),
        isReturned: redemption.status === 'returned',
      };
    });
    const list = reply(
      'supermarket.day-list',
      { day, lines, more: Math.max(0, all.length - SHOWN) },
      all.length === 0
        ? {}
        : { attachment: { kind: 'sheet', sheet: dayListSheet(community.name, day, all) } },
    );
    return privately(request, [list], () => reply('supermarket.sent-privately', {}));
  },
};

/**
 * 卡片清单: balances and codes on paper, for those without a phone. It has codes in it, so it is given in private only,
 * and that it was given is on record. The lines are read before the transaction that records it.
 */
export const showCardList: MessageHandler<
  'supermarket.card-list',
  'roster' | 'purses' | 'redemptions' | 'audit',
  Card[]
> = {
  intent: 'supermarket.card-list',
  may: { storekeeper: 'all', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  prepare({ community, sender, at }, services) {
    const mayRead = (grid: string) =>
      (['storekeeper', 'grid-worker', 'admin'] as const).some((role) => holds(sender, role, grid));
    return cardsOf(community, mayRead, at, services);
  },

  async handle(request, { audit }, cards) {
    const { community, sender, message, at } = request;
    await audit.record([
      doneBy({ community, sender, message, at }, 'supermarket.card-list', dayOf(at), {
        households: cards.length,
      }),
    ]);
    const list = reply(
      'supermarket.card-list',
      { households: cards.length, waiting: cards.reduce((sum, card) => sum + card.waiting.length, 0) },
      { attachment: { kind: 'sheet', sheet: cardListSheet(community.name, dayOf(at), cards) } },
    );
    return privately(request, [list], () => reply('supermarket.sent-privately', {}));
  },
};
