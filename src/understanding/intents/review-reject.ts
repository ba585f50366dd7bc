import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { Selection } from '../intent.ts';
import { selection } from '../intent.ts';
import { holdsBack, rejectVerb } from '../lexicon.ts';
import type { Message } from '../message.ts';
import { numberList, readNumberList, selectNumbers } from '../reading/selections.ts';
import { addressed, command, numbersGroup, wordsOf } from '../rules.ts';

type Reject = { selection: Selection; reason?: string };

const because = '[ ,:;。]*(?:(?:原因|理由|因为|由于|because|reason)[ :是]*)?';

function decide(selection: Selection | undefined, reason: string | undefined): Reading<Reject> | undefined {
  if (!selection) return undefined;
  if (!reason) return { ask: 'reason', draft: { selection } };
  return { intent: { selection, reason } };
}

function sure(message: Message, numbers: number[]): boolean {
  return message.addressed || numbers.every((number) => number >= 1000);
}

/** A committee member turns cards down, with a reason. */
export const reviewReject = defineIntent(
  z.object({ name: z.literal('review.reject'), selection, reason: z.string().optional() }),
  {
    rules: [
      command(
        'numbers',
        '驳 不 拒 退 打 否 reject deny decline refuse disapprove 0 # 把 将 编 我 no',
        [
          `(?:我)?${rejectVerb}(?:了)?[ :,]*(?:申报|登记)?[ :]*${numbersGroup}(?:的申报|的|了)?(?:${because}(?<reason>\\S.*))?`,
          `(?:把|将)?${numbersGroup}(?:的申报|这条|这几条|的)?[ ,:]*(?:我)?(?:都|全部|全|均|予以|给|先)*[ ]?${rejectVerb}(?:了|掉|吧)?(?:${because}(?<reason>\\S.*))?`,
          `(?:把|将)?${numbersGroup}[ ,:]*(?<reason>[^\\s\\d#,].{1,60}?)[ ,:]+(?:予以)?${rejectVerb}`,
        ],
        ({ numbers, reason }, message, match) => {
          const read = readNumberList(numbers ?? '');
          if (!sure(message, read)) return undefined;
          const words = wordsOf(reason, message, match);
          if (words && (/[?？]|吗/.test(words) || (/通过|改|approve/.test(words) && /\d{4}/.test(words))))
            return undefined;
          return decide(selectNumbers(read), words);
        },
        500,
      ),
      command(
        'all',
        '全 所 剩 其 都 除 reject 驳',
        [
          `(?:全部|全都|所有的?|剩下的?|其余的?|其他的?|都)(?:待审的?|申报)?(?:都|全部)?${rejectVerb}(?:${because}(?<reason>\\S.*))?`,
          `(?:除了?|除去)(?<except>${numberList})(?:以外|之外|外)?[ ,]*(?:其他的?|其余的?|剩下的?|全部|都|全)*${rejectVerb}(?:${because}(?<reason2>\\S.*))?`,
          `${rejectVerb}[ ]?(?:全部|所有|all)(?:${because}(?<reason3>\\S.*))?`,
        ],
        ({ except, reason, reason2, reason3 }, message, match) => {
          if (!message.addressed && !message.inCommittee && !message.decides) return undefined;
          const selection: Selection = { kind: 'all', except: except ? readNumberList(except) : [] };
          return decide(selection, wordsOf(reason ?? reason2 ?? reason3, message, match));
        },
        500,
      ),
      addressed(
        'card',
        [
          `(?:我)?(?:${rejectVerb}|不行|不可以|不能批|不准|👎[🏻🏼🏽🏾🏿]?|❌|\\[弱\\]|no|不通过吧?)(?:吧|了|的|啊)*(?:${because}(?<reason>\\S.*))?`,
          `(?<reason2>\\S.{1,80}?)[ ,，。]+(?:所以|先|予以|建议|给)?(?:${rejectVerb})(?:吧|了)?`,
        ],
        ({ reason, reason2 }, message, match) => {
          if (message.card.length === 0 || message.quotesActivity || message.decidesNothing) return undefined;
          const words = wordsOf(reason ?? reason2, message, match);
          if (words && /^(?:吧|啊|呀|!|~)+$/.test(words))
            return decide(selectNumbers(message.card), undefined);
          if (message.asks || (words && holdsBack.test(words) && /先别|等|再/.test(words))) return undefined;
          return decide(selectNumbers(message.card), words);
        },
        -1,
      ),
    ],
    help: {
      roles: ['committee'],
      zh: { what: '评审驳回', examples: ['驳回 1024 照片不清楚'] },
      en: { what: 'reject with a reason', examples: ['reject 1024 photo unclear'] },
    },
  },
);
