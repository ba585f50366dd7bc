import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { Selection } from '../intent.ts';
import { selection } from '../intent.ts';
import { approveVerb } from '../lexicon.ts';
import type { Message } from '../message.ts';
import { findDurations } from '../reading/durations.ts';
import { numeral, readNumeral } from '../reading/numerals.ts';
import { findQuantities } from '../reading/quantities.ts';
import { readNumberList, selectNumbers } from '../reading/selections.ts';
import { command, compact, numbersGroup, wordsOf } from '../rules.ts';

type Adjust = {
  selection: Selection;
  minutes?: number;
  points?: number;
  quantity?: number;
  reason?: string;
};

const to =
  '(?:时长|时间|工时|分数|积分|数量)?(?:应该?|只能|最多|给|先)?(?:改成|改为|改到|改|调整为|调整成|调整到|调成|调为|调到|修改为|修改成|变成|按照?|算作?|核定为?|核成|核减为|减为|减到|降为|降到|认定为?|记作?|应为|是|为|给|change(?:d)? to|adjust(?:ed)? to|make it|set to|reduce(?:d)? to|only)[ :]*';
const amount = `(?<amount>[^,，;。\\n]{1,24}?)`;
const after = `(?:(?:来)?(?:算|计|计算|认定|记|核|批|处理)|(?:再)?${approveVerb}|[ ]${approveVerb})?(?:吧|了|就行|即可|可以)?(?:[ ,，;。:]+(?:原因|理由|因为|because)?[ :是]*(?<reason>\\S.*))?`;

/** 1.5小时, 15分, 2次 — or 半小时通过, with the verdict behind. */
function readAmount(words: string): { minutes?: number; points?: number; quantity?: number } | undefined {
  const text = words.trim();
  const [duration] = findDurations(text);
  if (duration && duration.start <= 1 && duration.end >= text.length - 1) {
    return duration.value.vague ? undefined : { minutes: duration.value.minutes };
  }
  const points = new RegExp(`^(${numeral}) ?(?:个)?(?:积?分|points?)$`).exec(text);
  const value = points?.[1] ? readNumeral(points[1]) : undefined;
  if (value !== undefined && Number.isInteger(value)) return { points: value };
  const [quantity] = findQuantities(text);
  if (quantity && quantity.start === 0 && quantity.end === text.length) return { quantity: quantity.value };
  return undefined;
}

function adjust(
  numbers: number[],
  words: string | undefined,
  reason: string | undefined,
): Reading<Adjust> | undefined {
  const read = words ? readAmount(words) : undefined;
  const selection = selectNumbers(numbers);
  return read && selection ? { intent: compact({ selection, ...read, reason }) } : undefined;
}

const cardShapes = [
  new RegExp(`^(?:${approveVerb}[ ,，]*)?(?:但|不过)?(?:我)?(?:觉得|看|认为)?${to}${amount}${after}[。!]*$`),
  new RegExp(`^(?:只|就|最多|应|才)?(?:能|该)?(?:算|给|记|批|按|有)[ ]?${amount}${after}[。!]*$`),
  new RegExp(`^${approveVerb}[ ,，]+${amount}${after}[。!]*$`),
];

function fromCard(message: Message, written: string | undefined): number[] {
  return written ? readNumberList(written) : message.card;
}

/** A committee member approves with another amount. */
export const reviewAdjust = defineIntent(
  z.object({
    name: z.literal('review.adjust'),
    selection,
    minutes: z.int().positive().optional(),
    points: z.int().optional(),
    quantity: z.int().positive().optional(),
    reason: z.string().optional(),
  }),
  {
    rules: [
      command(
        'numbers',
        '0 # 把 将 编 改 调 按 change adjust 修 通 同 reduce 核 set approve 我 批',
        [
          `(?:把|将)?${numbersGroup}(?:的申报|这条|的)?[ ,，:]*(?:${approveVerb}[ ,，]*)?(?:但)?${to}${amount}${after}`,
          `(?:改|调整|修改|核减|调|change|adjust|reduce|set) ?(?:claim |report )?${numbersGroup}(?:的申报|的)?[ ,:]*(?:${to}|to )?${amount}${after}`,
          `${approveVerb}[ ]*${numbersGroup}[ ,，:]*(?:但)?(?:${to})?${amount}${after}`,
        ],
        ({ numbers, amount: words, reason }, message, match) => {
          const read = fromCard(message, numbers);
          if (!message.addressed && !read.every((number) => number >= 1000)) return undefined;
          return adjust(read, words, wordsOf(reason, message, match));
        },
        400,
      ),
      {
        name: 'card',
        rank: -2,
        read(message) {
          if (message.card.length === 0 || message.asks) return undefined;
          for (const expression of cardShapes) {
            const match = expression.exec(message.text);
            const found =
              match &&
              adjust(message.card, match.groups?.amount, wordsOf(match.groups?.reason, message, match));
            if (found) return found;
          }
          return undefined;
        },
      },
    ],
    help: {
      roles: ['committee'],
      zh: { what: '改时长或分数后通过', examples: ['1023 改成1.5小时'] },
      en: { what: 'approve another amount', examples: ['change 1023 to 1.5 hours'] },
    },
  },
);
