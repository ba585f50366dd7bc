/** What a command is given, and how it reads its fields: every field is known or refused. */
import type { Engine, Scope } from '../engine/engine.ts';
import { doneBefore, type Transaction, writeRecord } from '../engine/sessions.ts';
import { notSupported, StoreError, typeMismatch } from '../errors.ts';
import type { CollectionInfo } from '../storage/catalog.ts';
import { asNumber } from '../values/compare.ts';
import { type Doc, isArray, isDoc, isNullish, typeName } from '../values/types.ts';

export interface Context {
  engine: Engine;
  db: string;
  /** The first field's name and value are the command and, mostly, the collection. */
  name: string;
  command: Doc;
  /** The client's number on this server. */
  connection: number;
  lsid: string | undefined;
  txnNumber: bigint | undefined;
  transaction: Transaction | undefined;
}

export type Handler = (context: Context) => Promise<Doc> | Doc;

/** Fields that any command may carry. */
const GENERIC = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  '$audit',
  '$client',
  '$configServerState',
  'maxTimeMSOpOnly',
]);

/** Refuses fields that the command does not have; `refused` are those that MongoDB has and this engine has not. */
export function onlyFields(
  context: Context,
  known: ReadonlySet<string>,
  refused: ReadonlySet<string> = new Set(),
): void {
  for (const [name, v] of context.command) {
    if (name === context.name || known.has(name) || GENERIC.has(name)) continue;
    if (refused.has(name)) {
      if (isNullish(v) || v === false) continue;
      throw notSupported(`${context.name}.${name}`);
    }
    throw new StoreError(40415, `BSON field '${context.name}.${name}' is an unknown field.`);
  }
}

export const fields = (...names: string[]): ReadonlySet<string> => new Set(names);

/** The collection that the command names; `.` may be in it, `$` and a null byte may not. */
export function collectionName(context: Context): string {
  const v = context.command.get(context.name);
  if (typeof v !== 'string') throw new StoreError(73, `collection name has invalid type ${typeName(v)}`);
  checkName(context.db, v);
  return v;
}

export function checkName(db: string, name: string): void {
  if (!/^[^/\\. "$*<>:|?\0]{1,63}$/.test(db)) throw new StoreError(73, `Invalid database name: '${db}'`);
  if (name === '' || name.includes('$') || name.includes('\0') || name.startsWith('.') || name.length > 200) {
    throw new StoreError(73, `Invalid namespace specified '${db}.${name}'`);
  }
}

export function optionalDoc(context: Context, field: string): Doc | undefined {
  const v = context.command.get(field);
  if (isNullish(v)) return undefined;
  if (!isDoc(v))
    throw typeMismatch(
      `BSON field '${context.name}.${field}' is the wrong type '${typeName(v)}', expected type 'object'`,
    );
  return v;
}

export function requiredDocs(holder: Doc, where: string, field: string): Doc[] {
  const v = holder.get(field);
  if (v === undefined)
    throw new StoreError(40414, `BSON field '${where}.${field}' is missing but a required field`);
  if (!isArray(v) || !v.every(isDoc))
    throw typeMismatch(`BSON field '${where}.${field}' must be an array of documents`);
  return v as Doc[];
}

/** An integer field within bounds; `fallback` when it is not there. */
export function integerField(holder: Doc, where: string, field: string, fallback: number, min = 0): number {
  const v = holder.get(field);
  if (isNullish(v)) return fallback;
  const n = asNumber(v);
  if (n === undefined)
    throw typeMismatch(
      `BSON field '${where}.${field}' is the wrong type '${typeName(v)}', expected a number`,
    );
  const whole = Math.trunc(n);
  if (!Number.isFinite(n) || whole !== n)
    throw new StoreError(9, `BSON field '${where}.${field}' must be an integer`);
  if (whole < min)
    throw new StoreError(51024, `BSON field '${field}' value must be >= ${min}, actual value '${whole}'`);
  return whole;
}

export function booleanField(holder: Doc, where: string, field: string, fallback: boolean): boolean {
  const v = holder.get(field);
  if (isNullish(v)) return fallback;
  if (typeof v === 'boolean') return v;
  const n = asNumber(v);
  if (n === undefined)
    throw typeMismatch(
      `BSON field '${where}.${field}' is the wrong type '${typeName(v)}', expected a boolean`,
    );
  return n !== 0;
}

export function deadlineOf(context: Context): number | undefined {
  const ms = integerField(context.command, context.name, 'maxTimeMS', 0);
  return ms > 0 ? performance.now() + ms : undefined;
}

/** Where the command reads: inside its transaction, or what is committed. */
export const readScope = (context: Context): Scope =>
  context.transaction ? context.engine.writeScope : context.engine.readScope;

export const findCollection = (scope: Scope, context: Context, name: string): CollectionInfo | undefined =>
  scope.catalog.find(context.db, name);

/** How the writes of one command wait for the disk: `{w: 1, j: false}` commits without waiting for it. */
function durability(context: Context): boolean {
  const v = context.command.get('writeConcern');
  if (isNullish(v)) return true;
  if (!isDoc(v)) throw typeMismatch("'writeConcern' must be a document");
  const w = v.get('w');
  const n = asNumber(w);
  if (w !== undefined && w !== 'majority' && !(n !== undefined && n >= 0 && n <= 1)) {
    throw new StoreError(100, 'Not enough data-bearing nodes: the embedded store is a single node');
  }
  if (w === 'majority') return true;
  if (n === 0 && v.get('j') !== true) return false;
  return v.get('j') !== false;
}

/**
 * Runs the writing part of a command: within its transaction, or on its own. A retryable write that has been done
 * already is not done again, its answer comes from the session's record.
 */
export async function write(context: Context, work: (scope: Scope) => Doc): Promise<Doc> {
  const { engine, lsid, txnNumber } = context;
  if (context.transaction) return work(engine.writeScope);
  engine.counters.writes++;
  const durable = durability(context);
  if (lsid === undefined || txnNumber === undefined)
    return engine.writer.run(() => work(engine.writeScope), durable);
  return engine.writer.run(() => {
    const { connection } = engine.writer;
    const before = doneBefore(connection, lsid, txnNumber);
    if (before) return before;
    const reply = work(engine.writeScope);
    writeRecord(connection, lsid, txnNumber, reply, engine.now());
    return reply;
  }, durable);
}
