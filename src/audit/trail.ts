import { local } from '#src/calendar.ts';
import type { Claim, Decision } from '#src/claims/schema.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import type { Journal, JournalKind } from '#src/ledger/schema.ts';
import type { Objection } from '#src/publicity/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { AuditEntry } from './schema.ts';

/** One step of a claim's way, as it is shown: when, what, by whom, by which message. */
export type TrailStep = {
  /** `MM-DD HH:mm` on the community's wall clock. */
  at: string;
  by?: string;
  messageId?: string;
  /** Place in the audit log's chain, where the step has one. */
  seq?: number;
} & (
  | { kind: 'reported'; source: Claim['kind'] }
  | {
      kind: 'decided';
      verdict: Decision['verdict'];
      /** 1 for the first stage of the chain. */
      stage: number;
      points?: number;
      reason?: string;
      record?: string;
    }
  | { kind: 'journal'; id: string; journal: JournalKind; points: number }
  | { kind: 'objected'; objection: number; reason?: string }
  | { kind: 'voted'; objection: number; upholds: boolean; reason?: string }
  | { kind: 'settled'; objection: number; status: Objection['status'] }
  | { kind: 'noted'; action: string }
);

/** Everything that is known of a claim's way from report to ledger. */
export interface TrailSources {
  claim: Claim;
  /** Of the claim and of the objections to it. */
  journals: Journal[];
  entries: AuditEntry[];
  objections: Objection[];
}

/**
 * A claim's way, step by step in the order of time. Who objected, and in which words, is told to the deciding bodies
 * only: without `namesObjectors` neither that nor the message is shown.
 */
export function trailOf(
  { claim, journals, entries, objections }: TrailSources,
  { namesObjectors }: { namesObjectors: boolean },
): TrailStep[] {
  const steps: { time: Date; step: TrailStep }[] = [];
  const told = new Set<string>();
  const add = (time: Date, messageId: string | undefined, step: WithoutPlace) => {
    const seq = entries.find((entry) => entry.messageId === messageId)?.seq;
    if (messageId) told.add(messageId);
    steps.push({
      time,
      step: {
        at: local(time).toFormat('MM-dd HH:mm'),
        ...(messageId && ('by' in step || namesObjectors) ? { messageId } : {}),
        ...(seq === undefined ? {} : { seq }),
        ...step,
      },
    });
  };

  add(claim.reportedAt, claim.messageId, {
    kind: 'reported',
    source: claim.kind,
    by: nameOf(claim.reporterName),
  });
  for (const { at, messageId, name, verdict, stage, points, reason, record } of claim.decisions)
    add(at, messageId, {
      kind: 'decided',
      by: nameOf(name),
      verdict,
      stage: stage + 1,
      ...(points === undefined ? {} : { points }),
      ...(reason ? { reason: short(reason) } : {}),
      ...(record ? { record: short(record) } : {}),
    });
  for (const objection of objections) {
    const { number } = objection;
    for (const { at, messageId, name, reason } of objection.objectors)
      add(at, messageId, {
        kind: 'objected',
        objection: number,
        ...(namesObjectors ? { by: nameOf(name), reason: short(reason) } : {}),
      });
    for (const { at, messageId, name, verdict, reason } of objection.votes)
      add(at, messageId, {
        kind: 'voted',
        objection: number,
        by: nameOf(name),
        upholds: verdict === 'approve',
        ...(reason ? { reason: short(reason) } : {}),
      });
    if (objection.settledAt)
      add(objection.settledAt, undefined, { kind: 'settled', objection: number, status: objection.status });
  }
  // What the audit log has besides: a withdrawal, for one, or somebody who objects no more.
  for (const { at, messageId, byName, action } of entries) {
    if (told.has(messageId)) continue;
    const unnamed = action.startsWith('objection.') && !namesObjectors;
    add(at, messageId, { kind: 'noted', action, ...(unnamed ? {} : { by: nameOf(byName) }) });
  }
  for (const journal of journals)
    add(journal.recordedAt, undefined, {
      kind: 'journal',
      id: journal._id,
      journal: journal.kind,
      points: MOVES.has(journal.kind) ? movedBy(journal) : pointsOf(journal),
    });
  // Steps of one moment stay in the order above: report, decision, what it put into the ledger.
  return steps.sort((a, b) => a.time.getTime() - b.time.getTime()).map(({ step }) => step);
}

type WithoutPlace = TrailStep extends infer S
  ? S extends unknown
    ? Omit<S, 'at' | 'messageId' | 'seq'>
    : never
  : never;

/** Journals by which a household has no more and no less: the points only change their place. */
const MOVES = new Set<JournalKind>(['freeze', 'release', 'hold']);

function movedBy({ entries }: Journal): number {
  return entries.reduce((sum, { points }) => sum + Math.max(0, points), 0);
}

function nameOf(name: string): string {
  return plainText(name, 20);
}

function short(words: string): string {
  return plainText(words, 60);
}
