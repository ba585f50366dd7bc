import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command, numbersGroup, numbersOf, wordsOf } from '../rules.ts';

/** Undo a decided claim by an opposite entry, with a reason. */
export const claimReverse = defineIntent(
  z.object({
    name: z.literal('claim.reverse'),
    numbers: z.array(z.int().positive()).min(1),
    reason: z.string().min(1),
  }),
  {
    rules: [
      command(
        'reverse',
        '冲 撤 反 reverse undo void 0 # 把 取',
        [
          `(?:冲正|冲销|反冲|冲红|撤销(?:已)?通过的?|取消(?:已)?通过的?|撤销评审|撤销入账|reverse|undo|void)(?:一下)?(?:申报)?[ :]*${numbersGroup}(?:[ ,:;。]*(?:原因|理由|因为|由于|because|reason)?[ :是]*(?<reason>\\S.*))?`,
          `把?${numbersGroup}(?:申报)? ?(?:要)?(?:冲正|冲销|反冲|冲红|冲掉|撤销(?:已)?通过)(?:掉|了)?(?:[ ,:;。]*(?:原因|理由|因为|由于)?[ :是]*(?<reason>\\S.*))?`,
        ],
        ({ numbers, reason }, message, match) => {
          const words = wordsOf(reason, message, match);
          const read = numbersOf(numbers, message);
          if (!words) return { ask: 'reason', draft: { numbers: read } };
          return { intent: { numbers: read, reason: words } };
        },
        500,
      ),
      command(
        'reverse-card',
        '冲 撤 反 reverse undo',
        `(?:冲正|冲销|反冲|撤销通过|reverse|undo)[ ,:]*(?:原因|理由|因为)?[ :是]*(?<reason>\\S.*)?`,
        ({ reason }, message, match) => {
          if (message.card.length === 0) return undefined;
          const words = wordsOf(reason, message, match);
          const draft = { numbers: message.card };
          return words ? { intent: { ...draft, reason: words } } : { ask: 'reason', draft };
        },
      ),
    ],
    help: {
      roles: ['committee', 'admin'],
      zh: { what: '冲正已通过的申报', examples: ['冲正 1023 重复申报'] },
      en: { what: 'reverse a decided report', examples: ['reverse 1023 reported twice'] },
    },
  },
);
