import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, numbersGroup, numbersOf, wordsOf } from '../rules.ts';

/** Somebody questions a posted result. */
export const claimObjection = defineIntent(
  z.object({
    name: z.literal('claim.objection'),
    numbers: z.array(z.int().positive()),
    text: z.string().min(1),
  }),
  {
    rules: [
      command(
        'objection',
        '异 提 有 我 对 质 object dispute objection 0 # 针 举',
        [
          `(?:异议|提异议|提出异议|我?有异议|质疑|举报|object(?:ion)?(?: to)?|dispute)[ :,]*${numbersGroup}(?:[ ,:;。]*(?:原因|理由|因为|because)?[ :是]*(?<text>\\S.*))?`,
          `我?(?:对于?|针对)[ ]?${numbersGroup}(?:的公示|的结果|这条|的申报|的审核)?(?:有|提出?|表示)?(?:异议|意见|疑问|质疑)[ ,:;。]*(?<text>\\S.*)?`,
          `${numbersGroup}(?:这条|的公示)?(?:我)?(?:有异议|有疑问)[ ,:;。]*(?<text>\\S.*)?`,
          `(?:异议|提异议)(?:[ :,]+)(?<text>\\S.{3,})`,
        ],
        ({ numbers, text }, message, match) => {
          const words = wordsOf(text, message, match);
          const read = numbersOf(numbers, message);
          if (!words) return { ask: 'text', draft: { numbers: read } };
          return { intent: { numbers: read, text: words } };
        },
        1000,
      ),
      addressed(
        'card',
        [
          `(?:我)?(?:对此|对这条|对这个)?(?:有|提出?)?(?:异议|疑问|意见)[ ,:;。]*(?<text>\\S.*)?`,
          `(?:i )?(?:object|dispute)(?: to)?(?: this)?[ ,:]*(?:because )?(?<text>\\S.*)?`,
          `(?<text>(?:这个?|这条)?(?:不对|不属实|有问题|弄错了|搞错了|算错了|记错了).{2,})`,
        ],
        ({ text }, message, match) => {
          if (message.card.length === 0 && !/异议|object/.test(message.text)) return undefined;
          if (message.inCommittee && !/异议/.test(message.text)) return undefined;
          const words = wordsOf(text, message, match);
          const draft = { numbers: message.card };
          return words ? { intent: { ...draft, text: words } } : { ask: 'text', draft };
        },
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '对公示结果提出异议', examples: ['异议 1023 那天他没有来'] },
      en: { what: 'object to a posted result', examples: ['object 1023 he was not there'] },
    },
  },
);
