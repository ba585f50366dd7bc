import type { ListRow } from '#src/leaderboard/score-lists.ts';
import type { PublicLine } from '#src/publicity/lines.ts';
import { periodName } from '#src/publicity/period-name.ts';
import type { PageView } from '#src/publicity/posts.ts';
import type { ObjectionView } from '#src/publicity/view.ts';
import { cards, duration, monthDay, signed } from './words.ts';

export const publicityReplies = {
  'publicity.page': (p: PageView) =>
    [
      `【公示】${p.scope} ${span(p)}${p.pages > 1 ? `（${p.page}/${p.pages}）` : ''}`,
      ...p.lines.map(publicLine),
      ...(p.page === p.pages ? closing(p) : []),
    ].join('\n'),
  'publicity.nothing': (p: { scope: string; first: string; last: string }) =>
    `【公示】${p.scope} ${span(p)}没有积分变动。新的一期一起加油，做了好事记得发：上报 志愿服务 2小时`,
  'publicity.where': (p: {
    scope: string;
    first: string;
    last: string;
    posted: string;
    until: string;
    open: boolean;
  }) =>
    `${p.scope} ${span(p)}的公示${monthDay(p.posted)}已发到居民群，${p.open ? `${monthDay(p.until)}24时前可提异议` : '异议期已结束'}。想再看一遍，私聊我发“公示”。`,
  'publicity.none-yet': (p: { every: 'week' | 'month' | 'quarter'; day: number; time: string }) =>
    `还没有公示过。每${{ week: '周', month: '月', quarter: '季度' }[p.every]}第${p.day}天 ${p.time} 公布上一期。`,
  'publicity.not-configured': (_: object) => '本社区的细则没有定期公示。想了解自家积分，发“积分明细”。',

  'objection.which': (_: object) => '请写明一个编号和理由，例如：异议 1023 那天他没有来',
  'objection.nothing-posted': (p: { claim: number }) =>
    `#${p.claim} 没有入账的结果，不能提异议。请核对公示里的编号。`,
  'objection.already-reversed': (p: { claim: number }) => `#${p.claim} 已经冲正，不用再提异议。`,
  'objection.answered': (p: { number: number; claim: number }) =>
    `#${p.claim} 的异议 #${p.number} 已经评议答复过您家，不再重复受理。有新的证据请联系评审委员。`,
  'objection.closed': (p: { claim: number; until: string; ask: string[] }) =>
    `#${p.claim} 的异议期到${monthDay(p.until)}为止，现在不能再提。还有疑问请联系社区管理员${p.ask.join('、')}。`,
  'objection.twice': (p: { number: number; claim: number }) =>
    `您对 #${p.claim} 的异议 #${p.number} 已在评议，有结果会私下告诉您。要撤回请发：撤回 ${p.number}`,
  'objection.recorded': (p: ObjectionView & { frozen: number }) =>
    `异议 #${p.number} 已收到（针对 #${p.claim}）。${p.frozen > 0 ? `相关的 ${p.frozen} 分先冻结，` : ''}评议后会私下答复您。要撤回请发：撤回 ${p.number}`,
  'objection.joined': (p: ObjectionView) =>
    `#${p.claim} 已有人提出异议 #${p.number}，您的理由已并入一起评议，结果会私下答复您。要撤回请发：撤回 ${p.number}`,
  'objection.card': (p: ObjectionView & { by: string; reason: string }) =>
    `【异议 #${p.number}】针对 ${subject(p)}\n${p.by}：${p.reason}\n请引用回复“成立”或“不成立 理由”。提出人姓名请勿外传。`,
  'objection.joined-card': (p: ObjectionView & { by: string; reason: string; count: number }) =>
    `【异议 #${p.number}】针对 ${subject(p)}，现有 ${p.count} 人提出\n${p.by}：${p.reason}\n请引用回复“成立”或“不成立 理由”。提出人姓名请勿外传。`,
  'objection.told-household': (p: ObjectionView & { frozen: number; available: number; total: number }) =>
    [
      `您家的 ${subject(p)} 有居民提出异议（编号 #${p.number}），正在评议，有结果会告诉您。`,
      p.frozen > 0
        ? `这 ${p.frozen} 分先冻结：总积分 ${p.total} 分不变，目前可用 ${minus(p.available)} 分。${p.available < 0 ? '因为有的分已经用掉或扣掉，可用积分暂时为负。' : ''}`
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'objection.withdrawn': (p: { number: number; claim: number; over: boolean }) =>
    p.over
      ? `异议 #${p.number} 已撤回，#${p.claim} 维持原结果。`
      : `异议 #${p.number} 有一位提出人撤回，还有其他人提出，继续评议。`,
  'objection.lifted': (p: { claim: number; frozen: number; available: number }) =>
    `对您家 #${p.claim} 的异议已撤回${p.frozen > 0 ? `，${p.frozen} 分已解冻，目前可用 ${minus(p.available)} 分` : ''}。`,
  'objection.reason': (p: { numbers: number[] }) =>
    `请说一下异议 ${cards(p.numbers)} 不成立的原因，直接回复即可。`,
  'objection.unknown': (p: { numbers: number[] }) =>
    `没有编号是 ${cards(p.numbers)} 的异议，请核对异议卡片上的编号。`,
  'objection.already-settled': (p: { numbers: number[] }) => `异议 ${cards(p.numbers)} 已经有结果了。`,
  'objection.not-a-member': (p: { number: number; body: { zh: string; en: string } }) =>
    `异议 #${p.number} 由${p.body.zh}评议，请他们来定。`,
  'objection.own-affair': (p: { number: number }) =>
    `异议 #${p.number} 和您家或您本人有关，请回避，由其他成员评议。`,
  'objection.said-before': (p: { number: number }) => `异议 #${p.number} 您已经表过态，等其他成员。`,
  'objection.too-few': (p: { number: number; left: number; need: number }) =>
    `异议 #${p.number} 回避和弃权后只剩 ${p.left} 人，不够 ${p.need} 人，请社区管理员指定代理人。`,
  'objection.one-settles': (p: { number: number }) =>
    `异议 #${p.number} 由任何一位成员认定就行，您不用弃权，不表态就可以，其他成员来定。`,
  'objection.abstained': (p: { number: number; by: string; how: 'abstain' | 'recuse' }) =>
    `异议 #${p.number} ${p.by}${p.how === 'abstain' ? '弃权' : '回避'}，等其他成员表态。`,
  'objection.passed-on': (p: { number: number; by: string; body: { zh: string; en: string } }) =>
    `异议 #${p.number} 已记下${p.by}的意思。能评议的成员不够了，转由${p.body.zh}评议。`,
  'objection.progress': (p: {
    number: number;
    by: string;
    outcome: 'upheld' | 'dismissed';
    have: number;
    need: number;
  }) =>
    p.outcome === 'upheld'
      ? `异议 #${p.number} ${p.by}认为成立（${p.have}/${p.need}），等其他成员表态。`
      : `异议 #${p.number} ${p.by}认为不成立，等其他成员表态。`,
  'objection.settled': (p: ObjectionView & Settled) =>
    p.outcome === 'upheld'
      ? [
          `异议 #${p.number} 成立（${p.by}）：#${p.claim} ${p.address} ${p.what.zh} 已冲正${p.reason ? `，${p.reason}` : ''}。`,
          `${p.address} 当前 ${minus(p.total)} 分。${owed(p)}`,
        ].join('\n')
      : `异议 #${p.number} 不成立（${p.by}）：${p.reason}。#${p.claim} 维持原结果${p.points > 0 ? '，分数已解冻' : ''}。`,
  'objection.answer': (p: ObjectionView & Settled) =>
    p.outcome === 'upheld'
      ? `您的异议 #${p.number} 成立，#${p.claim} 已冲正。${p.reason ? `说明：${p.reason}。` : ''}谢谢您的监督。`
      : `您的异议 #${p.number} 不成立，#${p.claim} 维持原结果。原因：${p.reason}`,
  'objection.told-result': (p: ObjectionView & Settled) =>
    p.outcome === 'upheld'
      ? `您家的 ${subject(p)} 经评议异议成立，已冲正${p.reason ? `（${p.reason}）` : ''}。当前 ${minus(p.total)} 分。${owed(p)}`
      : `您家的 ${subject(p)} 经评议异议不成立，维持原结果（${p.reason}）。${p.points > 0 ? `分数已解冻，目前可用 ${minus(p.available)} 分。` : ''}`,
  'objection.reminder': (p: { waiting: { number: number; claim: number; days: number }[] }) =>
    [
      '还有异议等您评议：',
      ...p.waiting.map(({ number, claim, days }) => `#${number}（针对 #${claim}）已等 ${days} 天`),
      '请发：异议成立 编号，或：异议不成立 编号 理由',
    ].join('\n'),

  'lists.red': (p: ListOnPage & { soFar: boolean }) =>
    [
      `【红榜】${p.scope} ${periodName(p.period)}${p.soFar ? '（截至目前）' : ''}${onPage(p)}`,
      ...p.rows.map(
        ({ rank, address, family, points }) =>
          `${rank}. ${address}${family ? ` ${family}家` : ''} ${points} 分`,
      ),
      ...(p.page === p.pages ? [p.soFar ? '继续加油！' : '谢谢上榜的每一家，向您学习！'] : []),
    ].join('\n'),
  'lists.black': (p: ListOnPage) =>
    [
      `【黑榜】${p.scope} ${periodName(p.period)}${onPage(p)}`,
      ...p.rows.map(({ address, points }) => `${address} ${minus(points)} 分`),
      ...(p.page === p.pages ? ['请网格员上门关心，一起改进。'] : []),
    ].join('\n'),
  'lists.red-empty': (p: { scope: string; period: string }) =>
    `${p.scope} ${periodName(p.period)}还没有家庭达到红榜分数。`,
  'lists.black-empty': (p: { scope: string; period: string }) =>
    `${p.scope} ${periodName(p.period)}没有家庭上黑榜。`,
  'lists.no-red': (_: object) => '本社区的细则没有设红榜。发“排行榜”看积分排名。',
  'lists.no-black': (_: object) => '本社区的细则没有设黑榜。',
  'lists.black-in-private': (_: object) => '黑榜只在评审群或私聊里给评审委员和社区管理员看。',

  'report-card.summary': (p: {
    address: string;
    period: string;
    balance: number;
    available: number;
    frozen: number;
    credits: number;
    deductions: number;
    waiting: { count: number; points: number };
    rank?: { place: number; of: number } | undefined;
  }) =>
    [
      `${p.address} 成绩单（${periodName(p.period)}）：当前 ${minus(p.balance)} 分${p.available === p.balance ? '' : `，可用 ${minus(p.available)} 分`}${p.frozen > 0 ? `，冻结 ${p.frozen} 分` : ''}。`,
      `本期加 ${p.credits} 分，扣 ${p.deductions} 分${p.rank ? `，第 ${p.rank.place} 名（共 ${p.rank.of} 户）` : ''}。`,
      p.waiting.count > 0 ? `另有 ${p.waiting.count} 条待评审，通过后 +${p.waiting.points} 分。` : '',
    ]
      .filter(Boolean)
      .join('\n'),

  'export.file': (p: { what: string; rows: number }) =>
    `${p.what}，共 ${p.rows} 行。内有居民信息，请妥善保管，不要转发到群里。`,
  'export.empty': (p: { what: string }) => `${p.what}没有内容，没有生成表格。`,
  'export.which': (_: object) => '可以导出：导出 评优名单 / 导出 本月台账 / 导出 公示名单',
  'export.too-long': (p: { rows: number; limit: number }) =>
    `共 ${p.rows} 行，超过 ${p.limit} 行，请把时间缩短些，例如：导出 本月台账`,
};

/** One message of a red or black list. */
interface ListOnPage {
  scope: string;
  period: string;
  rows: ListRow[];
  page: number;
  pages: number;
}

interface Settled {
  outcome: 'upheld' | 'dismissed';
  by: string;
  reason?: string | undefined;
  total: number;
  available: number;
  /** What could not be taken, because nobody may owe. */
  waived: number;
}

function span({ first, last }: { first: string; last: string }): string {
  return first === last ? monthDay(first) : `${monthDay(first)}至${monthDay(last)}`;
}

function publicLine({ number, kind, address, person, what, minutes, points, struck }: PublicLine): string {
  const who = person ? `${address} ${person}` : address;
  const amount = minutes ? ` ${duration(minutes)}` : '';
  const label = kind === 'correction' ? '更正 ' : '';
  return `#${number} ${who} ${label}${what.zh}${amount} ${signed(points)}${struck ? '（已冲正）' : ''}`;
}

function closing({ totals, days, until }: PageView): string[] {
  return [
    `共 ${totals.entries} 笔，${totals.households} 户：加 ${totals.credits} 分，扣 ${totals.deductions} 分。`,
    days > 0
      ? `对结果有疑问，${days}天内（${monthDay(until)}24时前）发：异议 编号 理由`
      : `异议期已于${monthDay(until)}结束。`,
  ];
}

export function subject({ claim, person, address, what, day, points }: ObjectionView): string {
  const who = points < 0 || person === '' ? `${address} ` : `${person}（${address}）`;
  return `#${claim} ${who}${what.zh}（${monthDay(day)}）${signed(points)} 分`;
}

function owed({ total, available, waived }: Settled): string {
  if (waived > 0) return `积分已经用掉或扣掉，按细则不记负分，还差 ${waived} 分没有扣回。`;
  if (total < 0) return '有的分已经用掉或扣掉，按细则记为负数，以后的积分先补上。';
  return available < 0 ? `可用 ${minus(available)} 分。` : '';
}

function onPage({ page, pages }: { page: number; pages: number }): string {
  return pages > 1 ? `（${page}/${pages}）` : '';
}

function minus(points: number): string {
  return points < 0 ? `−${-points}` : String(points);
}
