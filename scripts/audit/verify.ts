import { sentenceOf } from '#src/audit/breaks.ts';
import type { AuditModels } from '#src/audit/schema.ts';
import { type NotedHead, verifyAudit } from '#src/audit/verify.ts';
import type { LedgerModels } from '#src/ledger/schema.ts';
import { verifyLedger } from '#src/ledger/verify.ts';

/** Verifies the audit log and the ledger. @returns the report, and whether all is well. */
export async function verifyBooks(
  models: { audit: AuditModels; ledger: LedgerModels },
  noted?: NotedHead,
): Promise<{ lines: string[]; isSound: boolean }> {
  const breaks = (await verifyAudit(models.audit, noted)).map(sentenceOf);
  const differences = await verifyLedger(models.ledger);
  const entries = await models.audit.entries.countDocuments();
  const journals = await models.ledger.journals.countDocuments();
  return {
    lines: [
      `存证 ${entries} 条 (${entries} audit entries)：${verdict(breaks)}`,
      ...breaks.map((sentence) => `  - ${sentence}`),
      ...(noted && breaks.length === 0
        ? [`  与纸上抄下的第 ${noted.seq} 条相符 (as noted at entry ${noted.seq})`]
        : []),
      `积分账 ${journals} 笔 (${journals} ledger journals)：${verdict(differences)}`,
      ...differences.map((sentence) => `  - ${sentence}`),
    ],
    isSound: breaks.length + differences.length === 0,
  };
}

function verdict(problems: string[]): string {
  return problems.length === 0
    ? '完好 (sound)'
    : `有 ${problems.length} 处不对 (${problems.length} problems)`;
}

/** Where every community's chain ends, as it is noted on paper: `community seq:hash`. */
export async function headLines({ heads }: AuditModels): Promise<string[]> {
  const all = await heads.find().sort({ _id: 1 }).lean();
  if (all.length === 0) return ['还没有存证 (no audit entries yet)'];
  return [
    ...all.map(({ _id, seq, hash }) => `${_id} ${seq}:${hash}`),
    '抄在会议记录上：编号、冒号后至少前 20 位 (note on paper: the number and at least the first 20 digits)',
  ];
}
