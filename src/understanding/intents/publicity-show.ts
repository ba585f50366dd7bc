import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period } from '../intent.ts';
import { readPeriod } from '../periods.ts';
import { addressed, command, compact } from '../rules.ts';

/** What is posted for everybody to see and question. */
export const publicityShow = defineIntent(
  z.object({ name: z.literal('publicity.show'), period: period.optional() }),
  {
    rules: [
      command(
        'posted',
        '公 看 查 本 这 当 上 积 今 年 季 最 社 发 打 publicity posted show see public the',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?|打开|发(?:一下)?)?(?:一下|下)?(?:(?:上|本|这|当)个?(?:周|星期|礼拜|月|季度?)|今年|本年度?|年度|季度|月度|最新|最近|社区|本社区)*的?(?:的)?(?:积分)?的?公示(?:栏|榜|名单|表|单|清单|结果|内容|公告)?`,
          `(?:show |see )?(?:me )?(?:the )?(?:(?:this|last) (?:week|month|quarter|year)(?:'s)? )?(?:points )?(?:publicity(?: list| notice)?|public (?:notice|list)|posted (?:list|results|points))(?: (?:for |of )?(?:this|last) (?:week|month|quarter|year))?`,
        ],
        (_, message) => ({ intent: compact({ period: readPeriod(message.text) }) }),
        40,
        /公示|publicity|public|posted/,
      ),
      addressed(
        'asked',
        `.{0,10}公示.{0,2}(?:哪|什么|名单|情况|内容|看|出来).{0,6}|(?:在)?(?:哪里|哪儿|怎么|如何)(?:可以|能)?看.{0,6}公示.{0,4}`,
        (_, message) => ({ intent: compact({ period: readPeriod(message.text) }) }),
        3,
        /公示/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看积分公示', examples: ['公示', '上月公示'] },
      en: { what: 'see what is posted', examples: ['publicity list'] },
    },
  },
);
