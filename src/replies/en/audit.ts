import type { TrailStep } from '#src/audit/trail.ts';
import type { ClaimStatus } from '#src/claims/schema.ts';
import type { InEnglish } from '../reply.ts';
import type { auditReplies as zh } from '../zh-CN/audit.ts';
import { cards, points, what } from './words.ts';

export const auditReplies: InEnglish<typeof zh> = {
  'audit.trail': (p) =>
    [
      `[Trail of #${p.claim.number}] ${p.claim.person} (${p.claim.address}) ${what(p.claim)}${p.pages > 1 ? ` (${p.page}/${p.pages})` : ''}`,
      `By version ${p.version} of the rules. Now: ${STATUSES[p.status]}`,
      ...p.steps.map(stepLine),
    ].join('\n'),
  'audit.not-found': (p) =>
    `There is no ${cards(p.numbers)} whose trail you may see. Please check the number; say "my reports" for those of your household.`,
  'audit.too-many': (p) => `At most ${p.limit} trails at a time. Please ask again for the others.`,
};

const STATUSES: Record<ClaimStatus, string> = {
  waiting: 'waiting for review',
  approved: 'approved',
  rejected: 'not approved',
  withdrawn: 'withdrawn',
  reversed: 'reversed',
};

const SOURCES = {
  report: 'reported it',
  award: 'proposed the award',
  deduction: 'proposed the deduction',
  inspection: 'entered the inspection',
  attendance: 'entered the attendance',
};

const VERDICTS = {
  approve: 'approved',
  reject: 'rejected',
  adjust: 'changed it',
  abstain: 'abstained',
  recuse: 'stood aside',
  reverse: 'reversed it',
};

const JOURNALS = {
  credit: 'credited',
  deduction: 'deducted',
  reversal: 'taken back',
  freeze: 'frozen for an objection',
  release: 'released',
  hold: 'reserved for a redemption',
  redemption: 'redeemed',
  expiry: 'expired',
  correction: 'corrected',
};

/** Points that stay the household's have no sign. */
const MOVES = new Set<string>(['freeze', 'release', 'hold']);

const SETTLED = {
  open: 'is open',
  upheld: 'was upheld',
  dismissed: 'was dismissed',
  withdrawn: 'was withdrawn',
};

const ACTIONS: Record<string, string> = {
  'claim.withdraw': 'withdrew the report',
  'objection.raise': 'objected, and took it back later',
  'objection.join': 'joined an objection, and took it back later',
  'objection.take-back': 'took the objection back',
};

/** `11-12 10:40 Zhao Min approved (message m2, audit entry 17)`. */
function stepLine(step: TrailStep): string {
  const proof = [
    step.messageId ? `message ${step.messageId}` : '',
    step.seq ? `audit entry ${step.seq}` : '',
  ].filter(Boolean);
  const tail = proof.length > 0 ? ` (${proof.join(', ')})` : '';
  return `${step.at} ${step.by ? `${step.by} ` : ''}${deed(step)}${tail}`;
}

function deed(step: TrailStep): string {
  switch (step.kind) {
    case 'reported':
      return SOURCES[step.source];
    case 'decided': {
      const amount = step.points === undefined ? '' : ` to ${points(step.points)}`;
      const stage = step.verdict === 'reverse' ? '' : ` in stage ${step.stage}`;
      const reason = [step.reason, step.record ? `minutes: ${step.record}` : ''].filter(Boolean).join(', ');
      return `${VERDICTS[step.verdict]}${amount}${stage}${reason ? `: ${reason}` : ''}`;
    }
    case 'journal':
      return `${JOURNALS[step.journal]} ${step.points < 0 || MOVES.has(step.journal) ? '' : '+'}${points(step.points)}, journal ${step.id}`;
    case 'objected':
      return `objected, #${step.objection}${step.reason ? `: ${step.reason}` : ''}`;
    case 'voted':
      return `voted to ${step.upholds ? 'uphold' : 'dismiss'} objection #${step.objection}${step.reason ? `: ${step.reason}` : ''}`;
    case 'settled':
      return `objection #${step.objection} ${SETTLED[step.status]}`;
    case 'noted':
      return ACTIONS[step.action] ?? `other entry: ${step.action}`;
  }
}
