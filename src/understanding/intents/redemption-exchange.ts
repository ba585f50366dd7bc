import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { backLine, productLine } from '../intent.ts';
import type { Message } from '../message.ts';
import { readProducts } from '../products.ts';
import { compact } from '../rules.ts';
import { isSpoilt, spoiltWords } from '../spoilt.ts';

const schema = z.object({
  name: z.literal('redemption.exchange'),
  number: z.int().positive(),
  /** What of it comes back; absent for all of it. */
  back: z.array(backLine).min(1).optional(),
  lines: z.array(productLine).min(1),
  /** What comes back is not sold again. */
  spoilt: z.boolean(),
});
type Exchange = Omit<z.infer<typeof schema>, 'name'>;

const shape =
  /^(?:换货|调换|exchange goods|exchange)[ :]*#?(?<number>\d{4,7})(?:[ ,:，]*(?:改?换成?|换为|改成|为|成|for))?[ ,:，]+(?<what>.{1,60})$/;
/** 换货 1050 大米 1袋 换 酱油 2瓶: only a part of it comes back. */
const partly =
  /^(?:换货|调换|exchange goods|exchange)[ :]*#?(?<number>\d{4,7})[ ,:，]+(?<back>[^换为成]{1,40}?)[ ,:，]*(?:换成?|换为|for)[ ,:，]+(?<what>.{1,60})$/;

function read(message: Message): Reading<Exchange> | undefined {
  const groups = (partly.exec(message.text) ?? shape.exec(message.text))?.groups ?? {};
  const { number, what } = groups;
  if (!number || !what) return undefined;
  const start = message.text.length - what.length;
  const spoilt = isSpoilt(message.text);
  const fresh = readProducts(message, start, start + what.replace(spoiltWords, '').length);
  const backFrom = message.text.indexOf(number) + number.length;
  const back = groups.back
    ? readProducts(
        message,
        backFrom,
        backFrom + message.text.slice(backFrom).indexOf(groups.back) + groups.back.length,
      )
    : undefined;
  if (fresh.lines.length === 0 || (!fresh.known && !message.addressed)) return undefined;
  const unclear = back?.unclear ?? fresh.unclear;
  if (unclear !== undefined) return { ask: 'amount', draft: { lines: [{ productText: unclear }] } };
  if (back && !back.known && !spoilt) return undefined;
  return {
    intent: {
      number: Number(number),
      ...compact({ back: back?.known ? back.lines : undefined }),
      lines: fresh.lines,
      spoilt,
    },
  };
}

/** Something that was handed over is exchanged for something else, in one go. */
export const redemptionExchange = defineIntent(schema, {
  rules: [{ name: 'exchange', opens: ['换', '调', 'exchange'], read }],
  help: {
    roles: ['storekeeper'],
    zh: { what: '换货', examples: ['换货 1050 换 酱油 2瓶', '换货 1050 大米 1袋 换 酱油 2瓶 发霉'] },
    en: { what: 'exchange goods', examples: ['exchange 1050 for soy sauce 2'] },
  },
});
