import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Audit, type AuditRecord } from '#src/audit/audit.ts';
import { type AuditModels, auditModels } from '#src/audit/schema.ts';
import { openStore, type Store } from '#src/store/store.ts';

export interface OpenAudit {
  store: Store;
  audit: Audit;
  models: AuditModels;
  /** Records each list of entries in a transaction of its own. */
  record(...entries: AuditRecord[]): Promise<void>;
  /** Begins again with an empty log. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** An audit log on a real store in a folder of its own, and the models beneath it to tamper with. */
export async function openAudit(): Promise<OpenAudit> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-audit-'));
  const store = await openStore({ folder, database: 'xiaoji-test' });
  const models = auditModels(store.connection);
  const audit = new Audit(models);
  await Promise.all([models.entries.createIndexes(), models.heads.createIndexes()]);
  return {
    store,
    audit,
    models,
    record: (...entries) => store.inTransaction(() => audit.record(entries)),
    async clear() {
      await models.entries.deleteMany();
      await models.heads.deleteMany();
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An approval of a card; what is not named is made up from its number. */
export function approval(number: number, other: Partial<AuditRecord> = {}): AuditRecord {
  return {
    community: 'guihuali',
    by: 'zhao',
    byName: '赵敏',
    action: 'claim.approve',
    subject: `#${number}`,
    details: { points: 20 },
    rulebookVersion: '2025-1',
    messageId: `m${number}`,
    at: new Date(Date.parse('2025-11-12T02:30:00Z') + number * 1000),
    ...other,
  };
}
