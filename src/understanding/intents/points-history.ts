import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';
import { addressed, command } from '../rules.ts';

/** The last entries of an account, with reasons. */
export const pointsHistory = defineIntent(
  z.object({ name: z.literal('points.history'), person: personRef.optional() }),
  {
    rules: [
      command(
        'history',
        '查 看 我 积 加 俺 家 points my show history 导 分 得 本 最 近 里',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:我们?家|俺家|我的?|俺的?|家里|家庭|个人|本月|最近|近期|这个?月)*的?(?:积分)(?:的)?(?:明细|流水|记录|账单|历史|变动|变化|来源|台账|收支|得分记录|清单)`,
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)(?:我们?家|俺家|我的?|家里)*的?(?:明细|流水|加分记录|得分记录|扣分记录|账单)`,
          `(?:我的|我家的?|最近的?)(?:明细|流水|加分记录|得分记录|扣分记录)`,
          `(?:加分|得分|扣分)(?:记录|明细)`,
          `(?:show |see |check )?(?:my |our |the )?(?:points? )(?:history|log|record|records|statement|details)`,
          `(?:show |see )?(?:my |our )(?:history|statement|last entries)`,
        ],
        () => ({ intent: {} }),
      ),
      {
        name: 'of-somebody',
        opens: ['查', '看'],
        read(message) {
          const match =
            /^(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)(?:一下)?[ :]*(?<person>.{2,30}?)(?:家)?的?(?:积分)(?:明细|流水|记录|历史)[。 ]*$/.exec(
              message.text,
            );
          const words = match?.groups?.person;
          if (!words) return undefined;
          const at = message.text.indexOf(words);
          const read = message.personAt(at, true, at + words.length);
          return read ? { intent: { person: read.person } } : undefined;
        },
      },
      addressed(
        'asked',
        `.{0,8}(?:分|积分)(?:是)?(?:怎么来的?|哪来的?|怎么少了|怎么扣了?|从哪来|都是怎么来的).{0,6}|.{0,8}(?:加|扣|得)(?:了|过)(?:哪些|什么|几次)(?:积?分)?.{0,4}|.{0,6}(?:明细|流水)(?:呢|看看|给我看看)?|where did (?:my|our) points come from|(?:what|which) points did (?:i|we) get.{0,20}`,
        () => ({ intent: {} }),
        2,
        /分|明细|流水|points/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看积分明细', examples: ['积分明细'] },
      en: { what: 'see the last entries', examples: ['points history'] },
    },
  },
);
