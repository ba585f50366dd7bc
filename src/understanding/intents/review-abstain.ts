import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { type Selection, selection } from '../intent.ts';
import type { Message } from '../message.ts';
import { readNumberList, selectNumbers } from '../reading/selections.ts';
import { addressed, command, compact, numbersGroup, wordsOf } from '../rules.ts';

type Abstain = { selection: Selection; kind: 'abstain' | 'recuse'; reason?: string };

const abstains = '弃权|不投票|不表态|不参与表决|不参加表决|放弃表决|放弃投票|abstain(?:ing|s)?';
const recuses = '回避|避嫌|申请回避|需要回避|主动回避|recuse(?: myself)?|recusing';
const verb = `(?:(?<abstains>${abstains})|(?<recuses>${recuses}))(?:了|吧)?`;
const because = '[ ,:;。]*(?:(?:原因|理由|因为|由于|because|reason)[ :是]*)?';

function read(
  numbers: number[],
  { recuses }: Record<string, string | undefined>,
  reason: string | undefined,
): Reading<Abstain> | undefined {
  const selection = selectNumbers(numbers);
  if (!selection || (reason && /[?？]|吗$|通过|驳回|改[成为]|approve|reject/.test(reason))) return undefined;
  return {
    intent: compact({ selection, kind: recuses ? ('recuse' as const) : ('abstain' as const), reason }),
  };
}

function sure(message: Message, numbers: number[]): boolean {
  return message.addressed || numbers.every((number) => number >= 1000);
}

/** A member of a body gives up their vote on cards, or stands aside because it concerns them. */
export const reviewAbstain = defineIntent(
  z.object({
    name: z.literal('review.abstain'),
    selection,
    kind: z.enum(['abstain', 'recuse']),
    reason: z.string().optional(),
  }),
  {
    rules: [
      command(
        'numbers',
        '弃 不 放 回 避 申 需 主 我 本 0 # 对 编 第 单 abstain abstaining recuse recusing i',
        [
          `(?:我|本人|i )?(?:对)?${verb}[ :,]*(?:from |on |for )?(?:申报|claim |report )?${numbersGroup}(?:的申报|这条)?(?:${because}(?<reason>\\S.*))?`,
          `(?:我|本人)?(?:对于?)?${numbersGroup}(?:的申报|这条|这几条|的)?[ ,:]*(?:我|本人)?(?:都|均|要|需要|得|应该?|申请|选择)*${verb}(?:${because}(?<reason>\\S.*))?`,
          `${numbersGroup}[ ,:]*(?<reason>[^\\s\\d#,].{1,40}?)[ ,:]+(?:我|本人|所以)*(?:申请|需要)?${verb}`,
        ],
        (groups, message, match) => {
          const numbers = readNumberList(groups.numbers ?? '');
          return sure(message, numbers)
            ? read(numbers, groups, wordsOf(groups.reason, message, match))
            : undefined;
        },
        300,
        /弃权|不投票|不表态|表决|放弃|回避|避嫌|abstain|recus/,
      ),
      addressed(
        'card',
        [
          `(?:我|本人|i |i'm )*(?:对此|对这条|这条|这个)?(?:我)?(?:要|得|应该?|选择|需要|申请)*${verb}(?:${because}(?<reason>\\S.*))?`,
          `(?<reason>\\S.{1,40}?)[ ,，。]+(?:我|本人|所以|需要|申请|应该?)*${verb}`,
        ],
        (groups, message, match) => {
          if (message.quoted.length === 0 || message.asks || message.decidesNothing) return undefined;
          return read(message.quoted, groups, wordsOf(groups.reason, message, match));
        },
        -5,
        /弃权|不投票|不表态|表决|放弃|回避|避嫌|abstain|recus/,
      ),
    ],
    help: {
      roles: ['committee'],
      zh: { what: '弃权或回避', examples: ['弃权 1023', '回避 1023 亲戚'] },
      en: { what: 'abstain or stand aside', examples: ['abstain 1023', 'recuse 1023 cousin'] },
    },
  },
);
