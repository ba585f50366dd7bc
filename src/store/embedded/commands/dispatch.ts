/** From a command document to its handler, with the session and the transaction that it belongs to. */
import type { Engine } from '../engine/engine.ts';
import { notSupported, StoreError } from '../errors.ts';
import { doc } from '../values/clone.ts';
import { asNumber } from '../values/compare.ts';
import { type Doc, isDoc } from '../values/types.ts';
import { asStoreError, errorReply } from '../wire/error-reply.ts';
import * as admin from './admin.ts';
import { aggregate } from './aggregate.ts';
import type { Context, Handler } from './context.ts';
import * as reads from './reads.ts';
import * as schema from './schema.ts';
import * as writes from './writes.ts';

const HANDLERS: Record<string, Handler> = {
  hello: admin.hello,
  ismaster: admin.hello,
  isMaster: admin.hello,
  ping: admin.ping,
  buildInfo: admin.buildInfo,
  buildinfo: admin.buildInfo,
  serverStatus: admin.serverStatus,
  hostInfo: admin.hostInfo,
  listDatabases: admin.listDatabases,
  dbStats: admin.dbStats,
  dbstats: admin.dbStats,
  collStats: admin.collStats,
  connectionStatus: admin.connectionStatus,
  whatsmyuri: admin.whatsMyUri,
  getCmdLineOpts: admin.getCmdLineOpts,
  getLog: admin.getLog,
  getParameter: admin.getParameter,
  startSession: admin.startSession,
  endSessions: admin.endSessions,
  killSessions: admin.endSessions,
  refreshSessions: () => doc({ ok: 1 }),
  find: reads.find,
  getMore: reads.getMore,
  killCursors: reads.killCursors,
  count: reads.count,
  distinct: reads.distinct,
  aggregate,
  explain: (context) => reads.explain(context, context.engine),
  insert: writes.insert,
  update: writes.update,
  delete: writes.remove,
  findAndModify: writes.findAndModify,
  findandmodify: writes.findAndModify,
  create: schema.create,
  drop: schema.drop,
  dropDatabase: schema.dropDatabase,
  renameCollection: schema.renameCollection,
  createIndexes: schema.createIndexes,
  dropIndexes: schema.dropIndexes,
  deleteIndexes: schema.dropIndexes,
  listIndexes: schema.listIndexes,
  listCollections: schema.listCollections,
  collMod: schema.collMod,
};

/** Commands that may be part of a transaction. */
const IN_TRANSACTION = new Set([
  'find',
  'getMore',
  'killCursors',
  'aggregate',
  'distinct',
  'insert',
  'update',
  'delete',
  'findAndModify',
  'findandmodify',
  'create',
  'createIndexes',
]);

/** Commands of MongoDB that exist there and not here; anything else is unknown to both. */
const KNOWN_ELSEWHERE = new Set([
  'mapReduce',
  'bulkWrite',
  'validate',
  'compact',
  'currentOp',
  'killOp',
  'fsync',
  'profile',
  'createUser',
  'usersInfo',
  'createRole',
  'rolesInfo',
  'saslStart',
  'saslContinue',
  'authenticate',
  'logout',
  'replSetGetStatus',
  'replSetGetConfig',
  'top',
  'setParameter',
  'shutdown',
  'planCacheClear',
  'geoSearch',
  'dataSize',
  'convertToCapped',
  'cloneCollectionAsCapped',
  'reIndex',
  'listCommands',
  'getDefaultRWConcern',
  'setDefaultRWConcern',
  'atlasVersion',
  'getFreeMonitoringStatus',
]);

export async function dispatch(engine: Engine, command: Doc, connection: number): Promise<Doc> {
  const name = command.keys().next().value as string | undefined;
  if (name === undefined) throw new StoreError(59, 'no command');
  const db = command.get('$db');
  if (typeof db !== 'string') throw new StoreError(40571, "OP_MSG requests require a '$db' argument");
  const lsid = admin.sessionKey(command.get('lsid'));
  const number = command.get('txnNumber');
  if (number !== undefined && asNumber(number) === undefined)
    throw new StoreError(14, "'txnNumber' must be a number");
  const txnNumber = number === undefined ? undefined : BigInt(asNumber(number) as number);
  const inTransaction = command.get('autocommit') === false;
  if (inTransaction && (lsid === undefined || txnNumber === undefined))
    throw new StoreError(72, 'a transaction needs a session and a transaction number');
  if (name === 'commitTransaction' || name === 'abortTransaction')
    return endTransaction(engine, name, lsid, txnNumber);
  const handler = HANDLERS[name];
  if (!handler || !Object.hasOwn(HANDLERS, name)) {
    throw KNOWN_ELSEWHERE.has(name)
      ? new StoreError(
          name === 'atlasVersion' ? 59 : 115,
          `command ${name} is not supported by the embedded store`,
        )
      : new StoreError(59, `no such command: '${name}'`);
  }
  checkReadConcern(command, inTransaction);
  engine.counters.queries++;
  const context: Context = { engine, db, name, command, connection, lsid, txnNumber, transaction: undefined };
  if (!inTransaction) return handler(context);
  if (!IN_TRANSACTION.has(name))
    throw new StoreError(263, `Cannot run '${name}' in a multi-document transaction.`);
  return runInTransaction(context, handler);
}

const LEVELS = new Set(['local', 'available', 'majority', 'linearizable']);

/** On one node all levels of reading what is committed are one; a snapshot there is only in a transaction. */
function checkReadConcern(command: Doc, inTransaction: boolean): void {
  const concern = command.get('readConcern');
  if (!isDoc(concern)) return;
  const level = concern.get('level');
  if (concern.has('atClusterTime')) throw notSupported('readConcern.atClusterTime');
  if (level === undefined || LEVELS.has(String(level)) || (level === 'snapshot' && inTransaction)) return;
  throw level === 'snapshot'
    ? notSupported('readConcern snapshot outside a transaction')
    : new StoreError(2, `unknown readConcern level: ${String(level)}`);
}

async function runInTransaction(context: Context, handler: Handler): Promise<Doc> {
  const { engine, command } = context;
  const [lsid, number] = [context.lsid as string, context.txnNumber as bigint];
  const t =
    command.get('startTransaction') === true
      ? await engine.sessions.start(lsid, number)
      : engine.sessions.resume(lsid, number);
  context.transaction = t;
  t.busy = true;
  let reply: Doc;
  try {
    reply = await handler(context);
    // A statement with a write error ends the transaction, as on the server.
    if (command.has('$failed')) engine.sessions.abort(t);
  } catch (error) {
    engine.sessions.abort(t);
    const e = asStoreError(error, engine.warn);
    const transient = e.code === 112 || e.code === 24 || e.code === 251;
    reply = errorReply(
      transient && !e.details.labels
        ? new StoreError(e.code, e.message, { ...e.details, labels: ['TransientTransactionError'] })
        : e,
      engine.warn,
    );
  } finally {
    t.busy = false;
    t.lastUsedMs = engine.now();
  }
  return reply;
}

function endTransaction(
  engine: Engine,
  name: string,
  lsid: string | undefined,
  number: bigint | undefined,
): Doc {
  if (lsid === undefined || number === undefined)
    throw new StoreError(72, `${name} needs a session and a transaction number`);
  if (name === 'commitTransaction') engine.sessions.commit(lsid, number, engine.reader);
  else engine.sessions.abortByClient(lsid, number);
  return doc({ ok: 1 });
}
