import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, compact, numbersGroup, numbersOf, wordsOf } from '../rules.ts';

const words: [RegExp, number][] = [
  [/^(?:非常|很|特别|十分|超级)满意|^very (?:good|satisfied)|^excellent/, 5],
  [/^(?:非常|很|特别|十分|超级)不满意|^very bad|^terrible/, 1],
  [/^不满意|^不太满意|^bad|^poor|^not satisfied/, 2],
  [/^(?:比较)?满意|^good|^satisfied|^好评/, 4],
  [/^一般|^还行|^average|^ok/, 3],
  [/^差评/, 1],
];
const stars =
  '(?:(?<stars>[1-5一二两三四五]) ?(?:颗)?(?:星|stars?|分)|(?<said>(?:非常|很|特别|十分|超级|不太|比较)?不?满意|好评|差评|一般|还行|very (?:good|bad|satisfied)|good|bad|poor|excellent|average)|(?<signs>[⭐★🌟]{1,5}))';

function count(groups: Record<string, string | undefined>): number | undefined {
  if (groups.stars)
    return '一二三四五'.indexOf(groups.stars) + 1 || (groups.stars === '两' ? 2 : Number(groups.stars));
  if (groups.signs) return [...groups.signs].length;
  return words.find(([expression]) => expression.test(groups.said ?? ''))?.[1];
}

/** How good the help was, one to five stars. */
export const requestRate = defineIntent(
  z.object({
    name: z.literal('request.rate'),
    numbers: z.array(z.int().positive()),
    stars: z.int().min(1).max(5),
    comment: z.string().optional(),
  }),
  {
    rules: [
      command(
        'rate',
        '评 打 给 rate 0 # 服',
        [
          `(?:评价|评分|打分|服务评价|给个?评价|评|rate)[ :]*(?:${numbersGroup}(?=[ ,:打给]))?[ ,:]*(?:打|给)?${stars}(?:[ ,:;。]*(?<comment>\\S.*))?`,
          `(?:给)?${numbersGroup}(?:号?单|的服务)?[ ,:]*(?:评价|评分|打|给|打分)[ :]*${stars}(?:[ ,:;。]*(?<comment>\\S.*))?`,
          `${numbersGroup} ${stars}(?:[ ,:;。]+(?<comment>\\S.*))?`,
        ],
        (groups, message, match) => {
          const given = count(groups);
          const read = numbersOf(groups.numbers, message);
          if (
            !given ||
            (!message.addressed && read.some((number) => number < 1000)) ||
            (!message.addressed && read.length === 0)
          )
            return undefined;
          return {
            intent: compact({
              numbers: read,
              stars: given,
              comment: wordsOf(groups.comment, message, match),
            }),
          };
        },
        400,
      ),
      addressed(
        'card',
        `${stars}(?:[ ,:;。!]*(?<comment>\\S.*))?`,
        (groups, message, match) => {
          const given = count(groups);
          if (
            !given ||
            message.card.length === 0 ||
            message.asks ||
            !/诉求|求助|报修|点单|派单|工单|办结|评价|request/i.test(message.context.quote?.text ?? '')
          )
            return undefined;
          return {
            intent: compact({
              numbers: message.card,
              stars: given,
              comment: wordsOf(groups.comment, message, match),
            }),
          };
        },
        -1,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '评价服务', examples: ['评价 1040 5星 很及时'] },
      en: { what: 'rate the help', examples: ['rate 1040 5 stars'] },
    },
  },
);
