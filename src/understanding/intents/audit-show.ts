import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, numbersGroup, numbersOf } from '../rules.ts';

const did = '(?:审核?|批准?|通过|评审?|加|扣|改|驳回|办|经手|记|决定|同意)';

/** Who decided what, and when: the trail of a card. */
export const auditShow = defineIntent(
  z.object({ name: z.literal('audit.show'), numbers: z.array(z.int().positive()).min(1) }),
  {
    rules: [
      command(
        'audit',
        '查 看 谁 是 溯 追 核 0 # 编 第 单 审 audit who trace show',
        [
          `(?:查证|查证一下|核查|审计|溯源|追溯|audit(?: trail)?(?: of| for)?|trace)(?:一下)?[ :,]*(?:claim |report |申报)?${numbersGroup}(?:的)?`,
          `${numbersGroup}[ ,:]*(?:这条|的申报|的)?(?:查证|查证一下|审计|溯源|audit)`,
          `${numbersGroup}[ ,]*(?:这条|的申报|那个)?(?:都|到底)?(?:是|由|被|经|有)?(?:谁|哪位|哪些人|哪个人|哪几个人)(?:给)?${did}(?:了|掉)?(?:的|过的?)?(?:呢|啊)?`,
          `(?:是)?(?:谁|哪位|哪些人)(?:给)?${did}(?:了|的)*[ ]?${numbersGroup}(?:的)?`,
          `(?:是)?(?:谁|哪位)给[ ]?${numbersGroup}[ ]?(?:加|扣|改|批)(?:了|的)*(?:积?分)?(?:的)?`,
          `who (?:approved|rejected|reviewed|decided(?: on)?|adjusted|passed|changed) (?:claim |report )?${numbersGroup}`,
        ],
        ({ numbers }, message, match) => {
          const read = numbersOf(numbers, message);
          const sure = read.every((number) => number >= 1000) || /#/.test(match[0]);
          return read.length > 0 && (message.addressed || sure) ? { intent: { numbers: read } } : undefined;
        },
        100,
        /查证|核查|审计|溯源|追溯|谁|哪|audit|trace|who/,
      ),
      addressed(
        'card',
        `查证(?:一下)?|溯源|审计|(?:这条|这个|这单|这)?(?:都)?(?:是|由|被)?(?:谁|哪位|哪些人)(?:给)?${did}(?:了|掉)?(?:的|过的?)?(?:呢|啊)?|audit(?: this)?|trace(?: this)?|who (?:approved|rejected|reviewed|decided|changed)(?: on)?(?: this| it)?`,
        (_, message) => (message.quoted.length > 0 ? { intent: { numbers: message.quoted } } : undefined),
        -5,
        /查证|溯源|审计|谁|哪|audit|trace|who/,
      ),
    ],
    help: {
      roles: ['resident', 'committee', 'admin'],
      zh: { what: '查证是谁批的', examples: ['查证 1023'] },
      en: { what: 'see who decided', examples: ['audit 1023'] },
    },
  },
);
