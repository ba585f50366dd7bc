import type { Standing } from '#src/ledger/ledger.ts';
import type { Cap } from '#src/rulebook/schema.ts';
import type { HistoryLine, ItemView } from '../views.ts';
import { capName, monthDay, pays, signed } from './words.ts';

/** What of a balance can't be spent now, and why. */
function parts({ total, available, frozen, held }: Standing): string {
  if (available === total) return '';
  const why = [held > 0 ? `${held} 分已兑换待领取` : '', frozen > 0 ? `${frozen} 分因异议冻结` : ''].filter(
    Boolean,
  );
  return `现在可用 ${available} 分（${why.join('，')}）。`;
}

export const pointsReplies = {
  'points.balance': (p: {
    address: string;
    standing: Standing;
    person: string;
    earned: number;
    waiting: { count: number; points: number };
  }) =>
    [
      `${p.address} 当前积分 ${p.standing.total} 分，其中${p.person}累计贡献 ${p.earned} 分。`,
      parts(p.standing),
      p.waiting.count > 0 ? `另有 ${p.waiting.count} 条待评审，通过后 +${p.waiting.points} 分。` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'points.history': (p: { address: string; balance: number; lines: HistoryLine[] }) =>
    [
      `${p.address} 最近 ${p.lines.length} 笔（当前 ${p.balance} 分）：`,
      ...p.lines.map(
        ({ day, points, memo, number }) =>
          // What only moves points within the household says itself how many.
          `${monthDay(day)} ${points === 0 ? '' : `${signed(points)} `}${memo} #${number}`,
      ),
    ].join('\n'),
  'points.no-history': (p: { address: string }) =>
    `${p.address} 还没有积分记录。发“上报 志愿服务 2小时”就能开始攒分。`,
  'rules.list': (p: { community: string; version: string; items: ItemView[]; left: number }) =>
    [
      `${p.community}积分细则（${p.version} 版）：`,
      ...p.items.map((item) => `· ${item.name.zh}：${pays(item)}`),
      p.left > 0 ? `……还有 ${p.left} 项，发“规则 名称”查看。` : '发“规则 名称”看单项。',
    ].join('\n'),
  'rules.categories': (p: {
    community: string;
    version: string;
    categories: { name: { zh: string; en: string }; credits: number; deductions: number }[];
    others: ItemView[];
  }) =>
    [
      `${p.community}积分细则（${p.version} 版），分 ${p.categories.length} 类：`,
      ...p.categories.map(
        ({ name, credits, deductions }) =>
          `· ${name.zh}：加分 ${credits} 项${deductions > 0 ? `，扣分 ${deductions} 项` : ''}`,
      ),
      ...p.others.map((item) => `· ${item.name.zh}：${pays(item)}`),
      `发“规则 类别或名称”查看，例如：规则 ${p.categories[0]?.name.zh ?? ''}`,
    ].join('\n'),
  'rules.category': (p: { name: { zh: string; en: string }; caps: Cap[]; items: ItemView[] }) =>
    [
      `${p.name.zh}${p.caps.length > 0 ? `（${p.caps.map(capName).join('，')}）` : ''}：`,
      ...p.items.map((item) => `· ${item.name.zh}：${pays(item)}`),
    ].join('\n'),
  'rules.version': (p: {
    community: string;
    version: string;
    from: string;
    items: number;
    deductions: number;
    next?: { version: string; from: string } | undefined;
  }) =>
    [
      `${p.community}现行积分细则：${p.version} 版${p.from > '2000-01-01' ? `，${p.from} 起生效` : ''}，加分 ${p.items} 项${p.deductions > 0 ? `，扣分 ${p.deductions} 项` : ''}。`,
      p.next ? `${p.next.from} 起改用 ${p.next.version} 版。` : '',
      '发“规则”看条目，发“规则 名称”看单项。',
    ]
      .filter(Boolean)
      .join('\n'),
  'rules.item': (p: { item: ItemView; example: string }) =>
    `${p.item.name.zh}：${pays(p.item)}。要报就发：${p.example}${p.item.pays.per === 'hour' ? '。在活动里签到过的不用报，结束后统一申报' : ''}`,
  'rules.unreported': (p: { item: ItemView }) =>
    `${p.item.name.zh}：${pays(p.item)}。${p.item.kind === 'deduct' ? '扣分项，不用申报。' : '社区检查后统一记分，不用申报。'}`,
  'rules.none': (p: { query: string; suggestions: string[] }) =>
    `细则里没有“${p.query}”。${p.suggestions.length > 0 ? `相近的有：${p.suggestions.join('、')}。` : ''}发“规则”看全部。`,
};
