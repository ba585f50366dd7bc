import type { Merged } from '../render.ts';
import type { ClaimView, DecidedView } from '../views.ts';
import type { Params } from './words.ts';
import { cards, tail, what } from './words.ts';

export const reviewReplies = {
  'review.decided': (p: DecidedView) =>
    p.verdict === 'rejected'
      ? `#${p.number} 已驳回（${p.by}）：${p.reason}`
      : `#${p.number} ${p.person} ${what(p)}已${p.verdict === 'adjusted' ? '调整并' : ''}通过（${p.by}），+${p.points} 分。`,
  'review.progress': (p: ClaimView & { by: string; have: number; need: number }) =>
    `#${p.number} ${p.by}已同意（${p.have}/${p.need}），还需 ${p.need - p.have} 位委员。`,
  'review.left-out': (p: {
    own: number[];
    decided: number[];
    missing: number[];
    said: number[];
    others: number[];
  }) =>
    [
      p.own.length > 0 ? `${cards(p.own)} 是您自家或您报的，请其他委员评审。` : '',
      p.decided.length > 0 ? `${cards(p.decided)} 已经有结果了。` : '',
      p.said.length > 0 ? `${cards(p.said)} 您已经同意过，等其他委员。` : '',
      p.missing.length > 0 ? `没有 ${cards(p.missing)} 这个编号。` : '',
      p.others.length > 0 ? `${cards(p.others)} 不归您评审。` : '',
      '发“待审”看等待的申报。',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.adjust-needs-amount': (p: { number: number; per: 'hour' | 'time' }) =>
    p.per === 'hour'
      ? `#${p.number} 按时长计分，请写明时长，例如：1023 改成1.5小时`
      : `#${p.number} 按次计分，请写明次数或分数，例如：1023 改成5分`,
  'review.adjust-too-much': (p: { number: number; most: number }) =>
    `#${p.number} 最多可以给 ${p.most} 分，请核对。`,
  'review.pending': (p: {
    claims: ClaimView[];
    registrations: { number: number; address: string; name: string }[];
    total: number;
  }) =>
    [
      `待评审 ${p.total} 条：`,
      ...p.claims.map(
        (claim) =>
          `#${claim.number} ${claim.person}（${claim.address}）${what(claim)} +${claim.points} 分${tail(claim)}`,
      ),
      ...p.registrations.map(({ number, address, name }) => `#${number} 登记：${address} ${name}`),
      p.claims.length + p.registrations.length < p.total ? '……先处理以上这些。' : '',
      '回复“通过 编号”“全部通过”或“驳回 编号 原因”。',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.nothing-waiting': (_: object) => '现在没有等待评审的申报。',
  'claim.reversed': (p: ClaimView & { by: string; reason: string; balance: number }) =>
    `#${p.number} 已冲正（${p.by}）：${p.person} ${p.item.zh} −${p.points} 分，${p.address} 当前 ${p.balance} 分。原因：${p.reason}`,
  'claim.already-reversed': (p: { numbers: number[] }) => `${cards(p.numbers)} 已经冲正过了。`,
  'claim.not-reversible': (p: { numbers: number[] }) =>
    `${cards(p.numbers)} 没有入账，不需要冲正。还在等评审的请用“驳回”。`,
};

export const mergedReview = {
  'review.decided': {
    title: (count) => `${count} 条已处理：`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${p.person} 驳回（${p.by}）：${p.reason}`
        : `#${p.number} ${p.person} ${p.item.zh} 通过（${p.by}）+${p.points} 分`,
  } as Merged<Params<typeof reviewReplies, 'review.decided'>>,
};
