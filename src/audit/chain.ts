import { createHash } from 'node:crypto';
import type { AuditEntry, AuditHead } from './schema.ts';

/** What somebody did, before it has its place in the chain. */
export type AuditRecord = Omit<AuditEntry, '_id' | 'seq' | 'previous' | 'hash'>;

/** What the first entry of a chain follows. */
export const NOTHING_BEFORE = '0'.repeat(64);

/**
 * Gives entries their places after a head: each has the hash of the one before it, so that none can be changed,
 * taken out or moved without all that follow being written anew.
 */
export function link(records: AuditRecord[], head: Pick<AuditHead, 'seq' | 'hash'>): AuditEntry[] {
  let { seq, hash: previous } = head;
  return records.map((record) => {
    seq += 1;
    const _id = `${record.messageId}:${record.action}:${record.subject}`;
    const { rulebookVersion, ...rest } = record;
    const version = rulebookVersion === undefined ? {} : { rulebookVersion };
    const entry = { ...rest, ...version, details: asStored(record.details), _id, seq, previous };
    previous = hashOf(entry);
    return { ...entry, hash: previous };
  });
}

/** The hash of an entry: over all its fields but the hash itself, in the order of their names. */
export function hashOf(entry: Omit<AuditEntry, 'hash'> & { hash?: string }): string {
  const { hash: _, ...hashed } = entry;
  return createHash('sha256').update(canonicalJson(hashed)).digest('hex');
}

/** JSON whose keys are sorted at every depth: the same value is the same text, whatever order the store kept. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Details as they come back from the store: without what is undefined, dates as text. */
function asStored(details: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(details)) as Record<string, unknown>;
}
