import type { Break } from './breaks.ts';
import { hashOf, NOTHING_BEFORE } from './chain.ts';
import type { AuditEntry, AuditModels } from './schema.ts';

/** So many problems of a community are listed: somebody who renumbered everything would fill the screen. */
const LIMIT = 20;

/** A head that was noted outside of the store: on paper, at the month's meeting. */
export interface NotedHead {
  community: string;
  seq: number;
  /** The hash in hex, or its first digits. */
  hash: string;
}

/**
 * Walks every community's audit log from its first entry to its head, and compares it with what was noted elsewhere.
 *
 * @returns where it is not what was once written; an empty list when all is well.
 */
export async function verifyAudit(models: AuditModels, noted?: NotedHead): Promise<Break[]> {
  const communities = new Set([
    ...(await models.entries.distinct('community')),
    ...(await models.heads.distinct('_id')),
    ...(noted ? [noted.community] : []),
  ]);
  const breaks: Break[] = [];
  for (const community of [...communities].sort()) {
    const own = await verifyChain(models, community, noted?.community === community ? noted : undefined);
    breaks.push(...own.slice(0, LIMIT));
    if (own.length > LIMIT) breaks.push({ community, kind: 'more', limit: LIMIT });
  }
  return breaks;
}

async function verifyChain(models: AuditModels, community: string, noted?: NotedHead): Promise<Break[]> {
  const breaks: Break[] = [];
  // What each entry is held against: the one before it, and whether that one is itself in doubt.
  let before = { seq: 0, hash: NOTHING_BEFORE, isSound: true };
  let walked = 0;
  let notedHash: string | undefined;

  const chained = models.entries.find({ community, seq: { $gt: 0 } }).sort({ seq: 1 });
  for await (const entry of chained.lean().cursor()) {
    walked += 1;
    const { seq, action, subject } = entry;
    const isNext = seq === before.seq + 1;
    if (seq > before.seq + 1) breaks.push({ community, kind: 'missing', from: before.seq + 1, to: seq - 1 });
    const follows = entry.previous === before.hash;
    const isSound = hashOf(entry) === entry.hash;
    if (!isSound) {
      const moved = !follows && (await standsElsewhere(models, entry));
      breaks.push({ community, kind: moved ? 'moved' : 'changed', seq, action, subject });
    } else if (isNext && !follows && before.isSound) breaks.push({ community, kind: 'replaced', seq });
    if (seq === noted?.seq) notedHash = entry.hash;
    before = { seq, hash: entry.hash, isSound };
  }

  const unchained = (await models.entries.countDocuments({ community })) - walked;
  if (unchained > 0) breaks.push({ community, kind: 'unchained', count: unchained });
  breaks.push(...(await verifyHead(models, community, before)));
  if (noted) {
    if (notedHash === undefined)
      breaks.push({ community, kind: 'noted-is-gone', seq: noted.seq, last: before.seq });
    else if (!notedHash.startsWith(noted.hash))
      breaks.push({ community, kind: 'not-as-noted', seq: noted.seq });
  }
  return breaks;
}

async function verifyHead(
  models: AuditModels,
  community: string,
  last: { seq: number; hash: string },
): Promise<Break[]> {
  const head = await models.heads.findById(community).lean();
  if (!head) return last.seq > 0 ? [{ community, kind: 'no-head', last: last.seq }] : [];
  if (head.seq > last.seq) return [{ community, kind: 'cut', from: last.seq + 1, to: head.seq }];
  if (head.seq < last.seq) return [{ community, kind: 'head-behind', head: head.seq, last: last.seq }];
  return head.hash === last.hash ? [] : [{ community, kind: 'head-differs', seq: head.seq }];
}

/** Whether what an entry was written after is in the log, but not right before it. */
async function standsElsewhere(
  models: AuditModels,
  { community, seq, previous }: AuditEntry,
): Promise<boolean> {
  const other = await models.entries.findOne({ community, hash: previous }).lean();
  return other !== null && other.seq !== seq - 1;
}
