import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command } from '../rules.ts';

/** Which version of the regulation is in force? */
export const rulesVersion = defineIntent(z.object({ name: z.literal('rules.version') }), {
  rules: [
    command(
      'version',
      '细 规 积 现 目 当 查 看 用 评 加 rules rulebook rule version which what current show',
      [
        `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:现在|目前|当前|现行)?(?:的|用的|执行的)?(?:积分|评分|加分)?(?:细则|规则|评分细则)的?(?:版本号?|是哪一?版的?|是哪个版本|是什么版本|是第几版|第几版|哪一?版|哪个版本|什么版本|几版)(?:了|呢|是什么|是多少)?`,
        `(?:现在|目前|当前|现行|我们|咱们|本社区)*(?:用|执行|实行|适用|按|生效)的?(?:的)?(?:是)?(?:哪一?版|哪个版本的?|什么版本的?|第几版)的?(?:积分|评分)?(?:细则|规则)(?:了|呢)?`,
        `(?:现在|目前|当前|现行)的?(?:积分|评分)?(?:细则|规则)(?:版本)?`,
        `(?:show |which |what |the |current )*(?:rule ?book|rules?|points rules)(?: is the)? version(?: is (?:it|this|in force))?`,
        `(?:which|what) (?:version of (?:the )?(?:points )?(?:rule ?book|rules)|(?:rule ?book|rules)) (?:is|are) (?:in force|current|used|valid)(?: now)?`,
        `(?:which|what) (?:version of (?:the )?(?:points )?(?:rule ?book|rules))(?: do we use| is this| is it)?|version of the (?:rules|rulebook)`,
      ],
      () => ({ intent: {} }),
      40,
      /细则|规则|rule/,
    ),
    addressed(
      'asked',
      `.{0,10}(?:细则|规则).{0,8}(?:哪一?版|第几版|什么版本|哪个版本|版本).{0,6}|.{0,10}(?:哪一?版|第几版|什么版本|哪个版本).{0,4}(?:细则|规则).{0,4}`,
      () => ({ intent: {} }),
      1,
      /版/,
    ),
  ],
  help: {
    roles: ['resident'],
    zh: { what: '看积分细则的版本', examples: ['细则版本'] },
    en: { what: 'see which version of the rules is in force', examples: ['rules version'] },
  },
});
