import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, compact, numbersGroup, numbersOf, wordsOf } from '../rules.ts';

const reasonTail = '(?:[ ,:;。]*(?:原因|理由|因为|because)?[ :是]*(?<reason>\\S.*))?';

/** The committee settles an objection. */
export const objectionResolve = defineIntent(
  z.object({
    name: z.literal('objection.resolve'),
    numbers: z.array(z.int().positive()),
    outcome: z.enum(['upheld', 'dismissed']),
    reason: z.string().optional(),
  }),
  {
    rules: [
      command(
        'resolve',
        '异 驳 维 采 支 不 uphold dismiss 0 # 认 受 撤',
        [
          `(?<no>异议不成立|异议不予支持|驳回异议|不采纳异议|不予采纳|维持原判|维持原结果|维持原议|维持|dismiss(?: objection)?)[ :]*${numbersGroup}?${reasonTail}`,
          `(?<yes>异议成立|采纳异议|支持异议|认可异议|受理并采纳|uphold(?: objection)?)[ :]*${numbersGroup}?${reasonTail}`,
          `${numbersGroup}(?:的)?(?<no2>异议不成立|不成立|维持原判|维持原结果|维持)${reasonTail}`,
          `${numbersGroup}(?:的)?(?<yes2>异议成立|成立|异议采纳)${reasonTail}`,
        ],
        ({ no, no2, numbers, reason }, message, match) => {
          // On an objection's card the first number is its own, the next what it is about.
          const read = numbers ? numbersOf(numbers, message) : message.card.slice(0, 1);
          if (read.length === 0 || (!message.addressed && read.some((number) => number < 1000)))
            return undefined;
          return {
            intent: compact({
              numbers: read,
              outcome: no || no2 ? ('dismissed' as const) : ('upheld' as const),
              reason: wordsOf(reason, message, match),
            }),
          };
        },
        500,
      ),
      addressed(
        'card',
        `(?:异议)?(?<outcome>不成立|成立|维持原判|维持原结果|采纳|不采纳|upheld|dismissed)${reasonTail}`,
        ({ outcome, reason }, message, match) =>
          message.card.length > 0 && /异议|objection/i.test(message.context.quote?.text ?? '')
            ? {
                intent: compact({
                  numbers: message.card.slice(0, 1),
                  outcome: /不|维持|dismiss/.test(outcome ?? '')
                    ? ('dismissed' as const)
                    : ('upheld' as const),
                  reason: wordsOf(reason, message, match),
                }),
              }
            : undefined,
        -3,
      ),
    ],
    help: {
      roles: ['committee'],
      zh: { what: '处理异议', examples: ['异议成立 1031', '异议不成立 1031 有签到记录'] },
      en: { what: 'settle an objection', examples: ['uphold 1031', 'dismiss 1031 signed in'] },
    },
  },
);
