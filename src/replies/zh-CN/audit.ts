import type { TrailStep } from '#src/audit/trail.ts';
import type { ClaimStatus } from '#src/claims/schema.ts';
import type { ClaimView } from '../views.ts';
import { cards, signed, what } from './words.ts';

export const auditReplies = {
  'audit.trail': (p: {
    claim: ClaimView;
    status: ClaimStatus;
    version: string;
    steps: TrailStep[];
    page: number;
    pages: number;
  }) =>
    [
      `【查证 #${p.claim.number}】${p.claim.person}（${p.claim.address}）${what(p.claim)}${p.pages > 1 ? `（${p.page}/${p.pages}）` : ''}`,
      `按细则 ${p.version}，现在：${STATUSES[p.status]}`,
      ...p.steps.map(stepLine),
    ].join('\n'),
  'audit.not-found': (p: { numbers: number[] }) =>
    `没有您可以查证的 ${cards(p.numbers)}，请核对编号。自家的编号发“我的申报”可以看到。`,
  'audit.too-many': (p: { limit: number }) => `一次最多查证 ${p.limit} 条，请分几次发。`,
};

const STATUSES: Record<ClaimStatus, string> = {
  waiting: '待评审',
  approved: '已通过',
  rejected: '未通过',
  withdrawn: '已撤回',
  reversed: '已冲正',
};

const SOURCES = {
  report: '申报',
  award: '提出奖励',
  deduction: '提出扣分',
  inspection: '检查登记',
  attendance: '按活动签到登记',
};

const VERDICTS = {
  approve: '同意',
  reject: '驳回',
  adjust: '改分',
  abstain: '弃权',
  recuse: '回避',
  reverse: '冲正',
};

const JOURNALS = {
  credit: '加分入账',
  deduction: '扣分入账',
  reversal: '冲正入账',
  freeze: '异议冻结',
  release: '异议解冻',
  hold: '兑换预留',
  redemption: '兑换',
  expiry: '到期',
  correction: '更正入账',
};

/** Points that stay the household's have no sign. */
const MOVES = new Set<string>(['freeze', 'release', 'hold']);

const SETTLED = { open: '未办结', upheld: '成立', dismissed: '不成立', withdrawn: '已撤回' };

const ACTIONS: Record<string, string> = {
  'claim.withdraw': '撤回申报',
  'objection.raise': '提出异议，后来撤回',
  'objection.join': '附议异议，后来撤回',
  'objection.take-back': '撤回异议',
};

/** `11-12 10:40 赵敏 同意（消息 m2，存证 17）`. */
function stepLine(step: TrailStep): string {
  const proof = [step.messageId ? `消息 ${step.messageId}` : '', step.seq ? `存证 ${step.seq}` : ''].filter(
    Boolean,
  );
  const tail = proof.length > 0 ? `（${proof.join('，')}）` : '';
  return `${step.at} ${step.by ? `${step.by} ` : ''}${deed(step)}${tail}`;
}

function deed(step: TrailStep): string {
  switch (step.kind) {
    case 'reported':
      return SOURCES[step.source];
    case 'decided': {
      const amount = step.points === undefined ? '' : `为 ${step.points} 分`;
      const stage = step.verdict === 'reverse' ? '' : `第 ${step.stage} 环节`;
      const reason = [step.reason, step.record ? `记录：${step.record}` : ''].filter(Boolean).join('，');
      return `${stage}${VERDICTS[step.verdict]}${amount}${reason ? `：${reason}` : ''}`;
    }
    case 'journal':
      return `${JOURNALS[step.journal]} ${MOVES.has(step.journal) ? step.points : signed(step.points)} 分，凭证 ${step.id}`;
    case 'objected':
      return `提出异议 #${step.objection}${step.reason ? `：${step.reason}` : ''}`;
    case 'voted':
      return `异议 #${step.objection} ${step.upholds ? '认为成立' : '认为不成立'}${step.reason ? `：${step.reason}` : ''}`;
    case 'settled':
      return `异议 #${step.objection} ${SETTLED[step.status]}`;
    case 'noted':
      return ACTIONS[step.action] ?? `其他记录 ${step.action}`;
  }
}
