import type { Period } from './intent.ts';

const words: [RegExp, Period][] = [
  [/上个?(?:周|星期|礼拜)|last week/, 'last-week'],
  [/(?:本|这个?|当)(?:周|星期|礼拜)|周榜|周报|一周|this week|weekly/, 'week'],
  [/上个?月|last month/, 'last-month'],
  [/(?:本|这个?|当)月|月榜|月度|月报|每月|this month|monthly/, 'month'],
  [/(?:本|这个?|当)季度?|季度|季榜|this quarter|quarterly/, 'quarter'],
  [/今年|本年度?|年度|年榜|全年|this year|yearly|annual/, 'year'],
  [/总榜|累计|总的|总排|总积分|历史|全部|所有|有史以来|total|overall|all[- ]time/, 'total'],
];

/** The period that words name: 本周, 上个月, 总榜 … */
export function readPeriod(text: string): Period | undefined {
  return words.find(([expression]) => expression.test(text))?.[1];
}
