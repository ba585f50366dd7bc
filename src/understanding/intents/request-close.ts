import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, compact, numbersGroup, numbersOf, wordsOf } from '../rules.ts';

const done =
  '(?:办结|办完了?|办好了?|结单|完成|已完成|处理完毕|处理完了?|已处理|处理好了|已解决|解决了|修好了|已修好|搞定了?|关闭|关单|弄好了|close|done|closed|finish(?:ed)?|complete(?:d)?)';

/** A request is done. */
export const requestClose = defineIntent(
  z.object({
    name: z.literal('request.close'),
    numbers: z.array(z.int().positive()).min(1),
    note: z.string().optional(),
  }),
  {
    rules: [
      command(
        'close',
        '办 结 完 已 处 关 close done finish complete 0 # 解 修 搞 closed 弄',
        [
          `${done}(?:了)?(?:工单|诉求|request)?[ :]*${numbersGroup}(?:号单|单)?(?:[ ,:;。]+(?<note>\\S.*))?`,
          `${numbersGroup}(?:号?单|这单|的诉求|的报修|这个)?(?:已经|都)?[ ]?${done}(?:[ ,:;。]+(?<note2>\\S.*))?`,
        ],
        ({ numbers, note, note2 }, message, match) => {
          const read = numbersOf(numbers, message);
          if (
            message.asks ||
            read.length === 0 ||
            (!message.addressed && read.some((number) => number < 1000))
          )
            return undefined;
          return {
            intent: compact({
              numbers: read,
              note: wordsOf(note ?? note2, message, match),
            }),
          };
        },
        500,
      ),
      addressed(
        'card',
        `(?:已经|都|我)?${done}(?:了|啦)?(?:[ ,:;。]+(?<note>\\S.*))?`,
        ({ note }, message, match) =>
          message.card.length > 0 && message.quotesRequest
            ? {
                intent: compact({
                  numbers: message.card,
                  note: wordsOf(note, message, match),
                }),
              }
            : undefined,
        -1,
      ),
    ],
    help: {
      roles: ['resident', 'grid-worker'],
      zh: { what: '办结', examples: ['办结 1040 灯已换好'] },
      en: { what: 'close a request', examples: ['close 1040 lamp replaced'] },
    },
  },
);
