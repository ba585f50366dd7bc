import type { Room } from './community/schema.ts';
import type { Refusal } from './refusal.ts';
import type { ReplyKey } from './replies/reply.ts';
import type { Why } from './understanding/context.ts';
import type { IncomingMessage } from './wechat/incoming-message.ts';

/** Rules for words that neighbours also say to each other: 活动1取消了，大家别去; 活动结束; 赵敏没来. */
const SAID_IN_PASSING: ReadonlySet<string> = new Set([
  'activity.call-off/told',
  'activity.edit/edit',
  'activity.close/over',
  'activity.attendance/told',
  'activity.attendance/number-first',
]);

/** Refusals that come to: there is nothing of yours that this could be about. */
const NOTHING_IS_MEANT: ReadonlySet<ReplyKey> = new Set<ReplyKey>([
  'activity.not-found',
  'activity.none-around',
  'activity.not-yours',
  'activity.leave-instead',
]);

/** 李医生没来, said in passing of somebody who is on no list: colleagues speak of others, too. */
const SAID_OF_SOMEBODY = 'activity.attendance/told';
const NOBODY_IS_MEANT: ReadonlySet<ReplyKey> = new Set<ReplyKey>([
  'activity.unknown-people',
  'activity.not-on-list',
  'activity.too-early',
]);

/** Of them, what is an order where organisers are among themselves: 修改活动 99 30人 has to be answered there. */
const ORDERS_AMONG_ORGANISERS: ReadonlySet<string> = new Set(['activity.edit/edit']);

/** Whether a message was not said to the bot, in words that need not be meant for it. */
export function isOverheard(
  message: Pick<IncomingMessage, 'addressed'>,
  { rule }: Why,
  room: Pick<Room, 'purpose'> | undefined,
): boolean {
  const isOrder = room?.purpose === 'grid-workers' && ORDERS_AMONG_ORGANISERS.has(rule);
  return message.addressed === null && SAID_IN_PASSING.has(rule) && !isOrder;
}

export function saysNothingIsMeant({ key }: Refusal, { rule }: Why): boolean {
  return NOTHING_IS_MEANT.has(key) || (rule === SAID_OF_SOMEBODY && NOBODY_IS_MEANT.has(key));
}
