import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { type Period, period } from '../intent.ts';
import type { Message } from '../message.ts';
import { readPeriod } from '../periods.ts';
import { dayOf, isoDay } from '../reading/days.ts';
import { command, compact } from '../rules.ts';

const reports = [
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
] as const;
type Report = (typeof reports)[number];

const kinds: [RegExp, Report][] = [
  [/评优|评先|评选|先进|星级家庭|文明家庭|优秀名单|最美|award/, 'awards'],
  [/公示|publicity|posted/, 'publicity'],
  [/积分(?:总|户)?(?:台账|流水|账本|明细)|ledger/, 'ledger'],
  [/排行|排名|红榜|黑榜|leaderboard/, 'leaderboard'],
  [/兑换|核销|redemption/, 'redemptions'],
  [/活动|报名|activit/, 'activities'],
  [/诉求|工单|报修|点单|request/, 'requests'],
  [/走访|visit/, 'visits'],
  [/居民|名册|花名册|住户|户籍|resident/, 'residents'],
  [/申报|评审|claim/, 'claims'],
  [/台账|流水|账本|记账|明细|积分|points/, 'ledger'],
];

const list = '(?:报表|报告|表格|excel表?|xlsx|数据|记录|台账|流水|名册|花名册|名单|明细|汇总|清单|排行榜|表)';

function read(message: Message): Reading<{ period?: Period; year?: number; what?: Report }> | undefined {
  const { text } = message;
  if (/我的|个人|自己|\bmy\b/.test(text) || message.asks) return undefined;
  const what = kinds.find(([expression]) => expression.test(text))?.[1];
  const year = yearIn(message);
  // 去年 and 2024年 say more than 年度.
  const period = year === undefined ? readPeriod(text) : undefined;
  if (!message.addressed && !what && !((period || year) && /报表|报告|台账|数据/.test(text)))
    return undefined;
  return { intent: compact({ period, year, what }) };
}

function yearIn({ text, context }: Message): number | undefined {
  const written = /(?<!\d)(20\d\d)(?:年(?!\d)|年度| |$|(?=[^\d年月./-]))/.exec(text)?.[1];
  if (written) return Number(written);
  return /去年|上一?年度|last year/.test(text)
    ? Number(isoDay(dayOf(context.now)).slice(0, 4)) - 1
    : undefined;
}

/** A table to download. */
export const reportExport = defineIntent(
  z.object({
    name: z.literal('report.export'),
    period: period.optional(),
    /** A calendar year that was named; then there is no `period`. */
    year: z.int().min(2000).max(2099).optional(),
    what: z.enum(reports).optional(),
  }),
  {
    rules: [
      command(
        'export',
        '导 下 生 输 出 打 export download',
        [
          `(?:导出|下载|生成|输出|打印|导一下|导个)(?:一下|一份|个)?[ :]*(?<what>.{0,24}?)(?:的)?(?<file>${list})?`,
          `(?:export|download)(?: the| a)? ?(?<what2>.{0,40}?) ?(?<file2>report|table|excel|xlsx|ledger|data|list)?(?: (?:for )?(?:this|last) (?:week|month|quarter|year)| (?:for )?20\\d\\d)?`,
        ],
        (_, message) => read(message),
      ),
      command(
        'list',
        '本 上 这 今 去 年 季 0 评 积 公 兑 走 居 社 annual award',
        [
          `(?:(?:本|上|这|当)个?(?:月|周|季度?)|今年|去年|本年度?|上一?年度|年度|季度|20\\d\\d年?(?:度)?)的?(?:评优|评先|评优评先|先进)(?:推荐|候选|建议)?(?:名单|人选|名册)?`,
          `(?:(?:本|上|这|当)个?(?:月|周|季度?)|今年|去年|本年度?|上一?年度|年度|季度|20\\d\\d年?(?:度)?)?的?(?:评优|评先|先进|积分|公示|兑换|走访|居民|社区){1,2}(?:推荐|候选)?(?:的)?${list}(?:给我)?(?:导出|下载|打印|发我)(?:一下|一份|来|一个)?`,
          `(?:annual )?award (?:list|nominations)(?: (?:for )?(?:this|last) year| (?:for )?20\\d\\d)?`,
        ],
        (_, message) => read(message),
        40,
      ),
    ],
    help: {
      roles: ['admin'],
      zh: { what: '导出报表', examples: ['导出 本月台账', '导出 年度评优名单'] },
      en: { what: 'export a report', examples: ['export ledger this month'] },
    },
  },
);
