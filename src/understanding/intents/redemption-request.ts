import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { PersonRef, ProductLine } from '../intent.ts';
import { personRef, productLine } from '../intent.ts';
import type { Message } from '../message.ts';
import { isAmount, readWholeAmount } from '../product-amounts.ts';
import { readProducts } from '../products.ts';

type Redemption = { lines: ProductLine[]; onBehalfOf?: PersonRef };

const certainVerb =
  /^(?:我)?(?:兑换|兑领|兑(?!现|付|水|换码)|redeem|exchange(?: (?:my )?points)?(?: for)?)(?:一下|个|点|了)?[ :,]*/;
/** 两袋大米, and nothing else. */
const shortOrder = /^[一两俩二三四五六七八九十\d]{1,3}[\u4e00-\u9fff]{2,6}$/;
const looseVerb =
  /^(?:我)?(?:想|要)?(?:用|拿|花)?(?:我的|我家)?(?:\d{1,5}|[一二两三四五六七八九十百]{1,5})?个?(?:积?分)?(?:来|去)?(?:换购?|换取|领|换个|换点|买|来|兑换?|get|swap)(?:一下|个|点|了)?[ :,]*/;

function redeem(message: Message, from: number, certain: boolean): Reading<Redemption> | undefined {
  if (
    message.asks ||
    /记录|列表|目录|清单|规则|时间|地点|券码|流程|码/.test(message.text.slice(from, from + 4))
  )
    return undefined;
  const { lines, known, unclear } = readProducts(message, from);
  if (lines.length === 0)
    return certain && message.text.slice(from).trim() === '' ? { ask: 'product', draft: {} } : undefined;
  if (known) {
    const spoken = message.text.slice(from);
    const named = lines.reduce((sum, line) => sum + line.productText.length, 0);
    if (!message.addressed && spoken.length > named + 8 + lines.length * 4) return undefined;
    return unclear === undefined ? { intent: { lines } } : askAmount(unclear);
  }
  // Goods that the catalogue does not have: said to the bot, they get an answer; said to others, they are chatter.
  return certain && message.addressed ? { intent: { lines } } : undefined;
}

/** A number that can't be read for certain is asked for: nobody gets one bag because the bot could not read 1.5. */
function askAmount(productText: string): Reading<Redemption> {
  return { ask: 'amount', draft: { lines: [{ productText }] } };
}

/** 代兑换 李奶奶 大米 1袋, 帮3-1-101李奶奶兑换 大米: for somebody who has no phone. */
function onBehalf(message: Message): Reading<Redemption> | undefined {
  const { text } = message;
  const first = /^(?:代(?:为)?(?:兑换|兑|换购?)|redeem for)[ :,]*/.exec(text);
  const around = first
    ? undefined
    : /^(?:代|帮|替|给|为)(?<who>.{2,16}?)(?:家)?[ ]?(?:兑换|换购|换|兑|预约)[ :,]*/.exec(text);
  let person: PersonRef | undefined;
  let from: number;
  if (first) {
    const read = message.personAt(first[0].length);
    person = read?.person;
    from = read ? text.length - text.slice(read.end).replace(/^[ :,，]+/, '').length : 0;
  } else if (around?.groups?.who) {
    const start = text.indexOf(around.groups.who);
    const end = start + around.groups.who.length;
    const read = message.personAt(start, true, end);
    if (read && read.end === end) person = read.person;
    from = around[0].length;
  } else return undefined;
  if (!person || message.asks) return undefined;
  const { lines, known, unclear } = readProducts(message, from);
  if (lines.length === 0)
    return message.addressed || first ? { ask: 'product', draft: { onBehalfOf: person } } : undefined;
  if (known && unclear !== undefined) return askAmount(unclear);
  return known || message.addressed ? { intent: { lines, onBehalfOf: person } } : undefined;
}

/** Points for goods or services. */
export const redemptionRequest = defineIntent(
  z.object({
    name: z.literal('redemption.request'),
    lines: z.array(productLine).min(1),
    onBehalfOf: personRef.optional(),
  }),
  {
    rules: [
      {
        name: 'redeem',
        opens: ['兑', 'redeem', 'exchange', '我'],
        read(message) {
          const match = certainVerb.exec(message.text);
          return match ? redeem(message, match[0].length, true) : undefined;
        },
      },
      {
        // 预约 大米 1袋: between two openings. Other things are booked in groups, too: only goods that are known.
        name: 'reserve',
        opens: ['预', 'reserve'],
        read(message) {
          const match = /^(?:预约|预定|预订|reserve)(?:兑换|领取)?[ :,]*/.exec(message.text);
          return match ? redeem(message, match[0].length, false) : undefined;
        },
      },
      { name: 'behalf', opens: ['代', '帮', '替', '给', '为', 'redeem'], read: onBehalf },
      {
        name: 'swap',
        rank: 3,
        read(message) {
          const match =
            looseVerb.exec(message.text) ??
            /^(?:i(?:'d like| want| need) (?!to )|(?:i(?:'d like| want)? (?:to )?)?(?:get|have|buy|swap (?:my )?points for|use (?:my )?points for) )/.exec(
              message.text,
            );
          if (match) return redeem(message, match[0].length, false);
          if (shortOrder.test(message.text) && !message.asks) {
            const bare = readProducts(message);
            if (bare.known && bare.unclear === undefined) return { intent: { lines: bare.lines } };
          }
          // 给我来两袋大米, 大米换一袋, 大米兑换两袋
          const last = /^(?<what>.{1,12}?)(?:要)?(?:兑换|换|兑|来)(?<many>.{0,6})$/.exec(message.text);
          if (!last?.groups?.what || message.asks) return undefined;
          const { lines, known, unclear } = readProducts(message, 0, last.groups.what.length);
          const [line] = lines;
          if (!known || !line || lines.length > 1) return undefined;
          const quantity = readWholeAmount(last.groups.many ?? '');
          if (unclear !== undefined || (quantity !== undefined && !isAmount(quantity)))
            return askAmount(line.productText);
          return {
            intent: { lines: [{ ...line, quantity: quantity ?? line.quantity }] },
          };
        },
      },
    ],
    answer(pending, message) {
      const { lines, known, unclear } = readProducts(message);
      if (pending.missing !== 'product' || lines.length === 0) return undefined;
      if (!known && !message.addressed) return undefined;
      if (known && !message.addressed && message.text.length > 20) return undefined;
      if (known && unclear !== undefined) return askAmount(unclear);
      const { onBehalfOf } = pending.draft as { onBehalfOf?: PersonRef };
      return { intent: { lines, ...(onBehalfOf ? { onBehalfOf } : {}) } };
    },

    help: {
      roles: ['resident'],
      zh: { what: '兑换商品', examples: ['兑换 大米 1袋'] },
      en: { what: 'redeem', examples: ['redeem 1 bag of rice'] },
    },
  },
);
