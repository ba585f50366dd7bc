import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period } from '../intent.ts';
import { readPeriod } from '../periods.ts';
import { command, compact } from '../rules.ts';

const kinds: [
  RegExp,
  (
    | 'ledger'
    | 'claims'
    | 'leaderboard'
    | 'activities'
    | 'redemptions'
    | 'requests'
    | 'visits'
    | 'residents'
    | 'awards'
    | 'publicity'
  ),
][] = [
  [/评优|评先|先进|星级家庭|文明家庭|优秀名单|award/, 'awards'],
  [/公示|publicity|posted/, 'publicity'],
  [/台账|流水|账本|记账|明细|ledger/, 'ledger'],
  [/排行|排名|红榜|黑榜|leaderboard/, 'leaderboard'],
  [/兑换|核销|redemption/, 'redemptions'],
  [/活动|报名|activit/, 'activities'],
  [/诉求|工单|报修|点单|request/, 'requests'],
  [/走访|visit/, 'visits'],
  [/居民|名册|花名册|住户|户籍|resident/, 'residents'],
  [/申报|评审|claim/, 'claims'],
  [/积分|points/, 'ledger'],
];

/** A table to download. */
export const reportExport = defineIntent(
  z.object({
    name: z.literal('report.export'),
    period: period.optional(),
    what: z
      .enum([
        'ledger',
        'claims',
        'leaderboard',
        'activities',
        'redemptions',
        'requests',
        'visits',
        'residents',
        'awards',
        'publicity',
      ])
      .optional(),
  }),
  {
    rules: [
      command(
        'export',
        '导 下 生 输 出 打 export download',
        [
          `(?:导出|下载|生成|输出|打印|导一下|导个)(?:一下|一份|个)?[ :]*(?<what>.{0,24}?)(?:的)?(?<file>报表|报告|表格|excel表?|xlsx|数据|记录|台账|流水|名册|花名册|明细|汇总|清单|排行榜|表)?`,
          `(?:export|download)(?: the| a)? ?(?<what2>.{0,40}?) ?(?<file2>report|table|excel|xlsx|ledger|data|list)?(?: (?:for )?(?:this|last) (?:week|month|quarter|year))?`,
        ],
        (_, message) => {
          const { text } = message;
          if (/我的|个人|自己|\bmy\b/.test(text) || message.asks) return undefined;
          const what = kinds.find(([expression]) => expression.test(text))?.[1];
          const period = readPeriod(text);
          if (!message.addressed && !what && !(period && /报表|报告|台账|数据/.test(text))) return undefined;
          return { intent: compact({ period, what }) };
        },
      ),
    ],
    help: {
      roles: ['admin'],
      zh: { what: '导出报表', examples: ['导出 本月台账'] },
      en: { what: 'export a report', examples: ['export ledger this month'] },
    },
  },
);
