import { z } from 'zod';
import { readAmount } from '../amounts.ts';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { Selection } from '../intent.ts';
import { selection } from '../intent.ts';
import { approveVerb } from '../lexicon.ts';
import type { Message } from '../message.ts';
import { readNumberList, selectNumbers } from '../reading/selections.ts';
import { command, compact, numbersGroup } from '../rules.ts';

type Adjust = {
  selection: Selection;
  minutes?: number;
  points?: number;
  quantity?: number;
  reason?: string;
};

const to =
  '(?:时长|时间|工时|分数|积分|数量)?(?:应该?|只能|最多|给|先)?(?:改成|改为|改到|改|调整为|调整成|调整到|调成|调为|调到|修改为|修改成|变成|按照?|算作?|核定为?|核成|核减为|减为|减到|降为|降到|认定为?|记作?|应为|是|为|给|change(?:d)? to|adjust(?:ed)? to|make it|set to|reduce(?:d)? to|only)[ :]*';
const tail = '(?<tail>\\S.*)';
const afterwards = new RegExp(
  `^(?:(?:来)?(?:算|计|计算|认定|记|核|批|处理)|[ ]?(?:再)?${approveVerb}|吧|了|就行|即可|可以|为准)*`,
);

/** The amount that `tail` starts with; what follows 通过 or a comma is the reason. */
function adjust(numbers: number[], words: string | undefined, message: Message): Reading<Adjust> | undefined {
  const selected = selectNumbers(numbers);
  const read = words ? readAmount(words) : undefined;
  if (!words || !read || !selected) return undefined;
  const rest = words.slice(read.end).replace(afterwards, '');
  if (rest !== '' && !/^[ ,，;。:(!~]/.test(rest)) return undefined;
  const reason =
    rest === ''
      ? ''
      : message.rest(message.text.length - rest.length).replace(/^(?:原因|理由|因为|because)[:： 是]*/i, '');
  // Half of another decision is no reason.
  if (/\d{4}/.test(reason) && /通过|驳回|改|不批|approve|reject/i.test(reason)) return undefined;
  return {
    intent: compact({ selection: selected, ...read.amount, reason: reason === '' ? undefined : reason }),
  };
}

const cardShapes = [
  new RegExp(`^(?:${approveVerb}[ ,，]*)?(?:但|不过)?(?:我)?(?:觉得|看|认为)?${to}${tail}$`),
  new RegExp(`^(?:只|就|最多|应|才)?(?:能|该)?(?:算|给|记|批|按|有)[ ]?${tail}$`),
  new RegExp(`^${approveVerb}[ ,，]+${tail}$`),
];

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
          `(?:把|将)?${numbersGroup}(?:的申报|这条|的)?[ ,，:]*(?:${approveVerb}[ ,，]*)?(?:但)?${to}${tail}`,
          `(?:改|调整|修改|核减|调|change|adjust|reduce|set) ?(?:claim |report )?${numbersGroup}(?:的申报|的)?[ ,:]*(?:${to}|to )?${tail}`,
          `${approveVerb}[ ]*${numbersGroup}[ ,，:]*(?:但)?(?:${to})?${tail}`,
        ],
        ({ numbers, tail: words }, message) => {
          const read = readNumberList(numbers ?? '');
          if (!message.addressed && !read.every((number) => number >= 1000)) return undefined;
          return adjust(read, words, message);
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
            const found = match && adjust(message.card, match.groups?.tail, message);
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
