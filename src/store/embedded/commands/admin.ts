/** Greeting, sessions, and the commands with which tools look around. */
import { statSync } from 'node:fs';
import os from 'node:os';
import type { Engine } from '../engine/engine.ts';
import { StoreError } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { MAX_DOCUMENT_BYTES } from '../storage/records.ts';
import { doc } from '../values/clone.ts';
import { Binary, type Doc, int32, isArray, isDoc, ObjectId, type Value } from '../values/types.ts';
import { MAX_MESSAGE_BYTES } from '../wire/message.ts';
import { type Context, collectionName, fields, onlyFields, optionalDoc, readScope } from './context.ts';

/** The release whose behaviour is followed, and its wire version. */
const VERSION = '7.0.0';
const WIRE_VERSION = 21;
const SET_NAME = 'embedded';
const ELECTION = new ObjectId(Buffer.from('7fffffff0000000000000001', 'hex').toString('latin1'));

export function hello(context: Context): Doc {
  const { engine } = context;
  const address = engine.address;
  return doc({
    helloOk: true,
    ismaster: context.name === 'hello' ? undefined : true,
    isWritablePrimary: true,
    secondary: false,
    setName: SET_NAME,
    setVersion: int32(1),
    electionId: ELECTION,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: int32(MAX_DOCUMENT_BYTES),
    maxMessageSizeBytes: int32(MAX_MESSAGE_BYTES),
    maxWriteBatchSize: int32(100_000),
    localTime: new Date(engine.now()),
    logicalSessionTimeoutMinutes: int32(30),
    connectionId: int32(context.connection),
    minWireVersion: int32(0),
    maxWireVersion: int32(WIRE_VERSION),
    readOnly: false,
    ok: 1,
  });
}

export const ping = (context: Context): Doc => {
  onlyFields(context, new Set());
  return doc({ ok: 1 });
};

export const buildInfo = (): Doc =>
  doc({
    version: VERSION,
    gitVersion: 'embedded',
    modules: ['embedded'],
    sysInfo: 'deprecated',
    versionArray: [7, 0, 0, 0].map((n) => int32(n)),
    bits: int32(64),
    debug: false,
    maxBsonObjectSize: int32(MAX_DOCUMENT_BYTES),
    storageEngines: ['sqlite'],
    ok: 1,
  });

export function serverStatus(context: Context): Doc {
  const { engine } = context;
  const seconds = Math.floor((engine.now() - engine.startedMs) / 1000);
  const memory = process.memoryUsage();
  return doc({
    host: os.hostname(),
    version: VERSION,
    process: 'embedded',
    pid: BigInt(process.pid),
    uptime: seconds,
    uptimeMillis: BigInt(seconds * 1000),
    localTime: new Date(engine.now()),
    mem: doc({ bits: int32(64), resident: int32(Math.round(memory.rss / 1048576)) }),
    metrics: doc({ cursor: doc({ open: doc({ total: BigInt(engine.cursors.count) }) }) }),
    opcounters: doc({
      query: BigInt(engine.counters.queries),
      write: BigInt(engine.counters.writes),
      commits: BigInt(engine.counters.commits),
    }),
    storageEngine: doc({ name: 'sqlite', supportsCommittedReads: true, persistent: true, readOnly: false }),
    ok: 1,
  });
}

const sizeOf = (engine: Engine): number => {
  try {
    return statSync(engine.file).size;
  } catch {
    return 0;
  }
};

export function listDatabases(context: Context): Doc {
  onlyFields(context, fields('filter', 'nameOnly', 'authorizedDatabases'));
  const filter = compileFilter(parseFilter(optionalDoc(context, 'filter') ?? new Map(), {}));
  const names = new Set(
    readScope(context)
      .catalog.list()
      .map((c) => c.db),
  );
  const size = sizeOf(context.engine);
  const nameOnly = context.command.get('nameOnly') === true;
  const databases = [...names]
    .sort()
    .map((name) => (nameOnly ? doc({ name }) : doc({ name, sizeOnDisk: BigInt(size), empty: false })))
    .filter((d) => filter(d));
  return doc({
    databases,
    totalSize: nameOnly ? undefined : BigInt(size),
    totalSizeMb: nameOnly ? undefined : BigInt(Math.round(size / 1048576)),
    ok: 1,
  });
}

function figures(context: Context, id: number): { count: number; size: number } {
  const row = readScope(context).connection.get(
    `SELECT count(*) AS n, coalesce(sum(length(doc)), 0) AS size FROM d${id}`,
  );
  return { count: row?.n as number, size: row?.size as number };
}

export function dbStats(context: Context): Doc {
  onlyFields(context, fields('scale', 'freeStorage'));
  const list = readScope(context)
    .catalog.list()
    .filter((c) => c.db === context.db);
  let [objects, size, indexes] = [0, 0, 0];
  for (const c of list) {
    const f = figures(context, c.id);
    objects += f.count;
    size += f.size;
    indexes += c.indexes.length;
  }
  return doc({
    db: context.db,
    collections: BigInt(list.length),
    views: 0n,
    objects: BigInt(objects),
    avgObjSize: objects ? size / objects : 0,
    dataSize: size,
    storageSize: sizeOf(context.engine),
    indexes: BigInt(indexes),
    indexSize: 0,
    totalSize: sizeOf(context.engine),
    scaleFactor: 1n,
    ok: 1,
  });
}

export function collStats(context: Context): Doc {
  onlyFields(context, fields('scale'));
  const name = collectionName(context);
  const collection = readScope(context).catalog.find(context.db, name);
  const f = collection ? figures(context, collection.id) : { count: 0, size: 0 };
  return doc({
    ns: `${context.db}.${name}`,
    size: int32(Math.min(f.size, 2 ** 31 - 1)),
    count: int32(f.count),
    avgObjSize: f.count ? Math.round(f.size / f.count) : 0,
    storageSize: f.size,
    nindexes: int32(collection?.indexes.length ?? 0),
    totalIndexSize: 0,
    indexSizes: doc(Object.fromEntries((collection?.indexes ?? []).map((i) => [i.name, int32(0) as Value]))),
    capped: false,
    ok: 1,
  });
}

export const connectionStatus = (): Doc =>
  doc({ authInfo: doc({ authenticatedUsers: [], authenticatedUserRoles: [] }), ok: 1 });
export const whatsMyUri = (): Doc => doc({ you: '127.0.0.1:0', ok: 1 });
export const getCmdLineOpts = (): Doc => doc({ argv: ['embedded'], parsed: doc({}), ok: 1 });
export const getLog = (context: Context): Doc =>
  context.command.get('getLog') === '*'
    ? doc({ names: ['startupWarnings'], ok: 1 })
    : doc({ totalLinesWritten: int32(0), log: [], ok: 1 });
export const hostInfo = (context: Context): Doc =>
  doc({
    system: doc({
      currentTime: new Date(context.engine.now()),
      hostname: os.hostname(),
      cpuAddrSize: int32(64),
      numCores: int32(os.cpus().length),
    }),
    os: doc({ type: os.type(), name: os.platform(), version: os.release() }),
    ok: 1,
  });

export function getParameter(context: Context): Doc {
  if (context.command.has('featureCompatibilityVersion'))
    return doc({ featureCompatibilityVersion: doc({ version: '7.0' }), ok: 1 });
  throw new StoreError(72, 'no option found to get');
}

/** A session id as the text under which it is kept. */
export function sessionKey(lsid: Value | undefined): string | undefined {
  const id = isDoc(lsid) ? lsid.get('id') : undefined;
  if (id === undefined) return undefined;
  if (!(id instanceof Binary) || id.bytes.length !== 16) throw new StoreError(14, "'lsid.id' must be a UUID");
  return id.bytes.toString('latin1');
}

export function endSessions(context: Context): Doc {
  const list = context.command.get(context.name);
  for (const s of isArray(list) ? list : []) {
    const key = sessionKey(s);
    if (key) {
      context.engine.sessions.endSession(key);
      context.engine.cursors.killWhere((c) => c.lsid === key);
    }
  }
  return doc({ ok: 1 });
}

export const startSession = (): Doc =>
  doc({
    id: doc({ id: new Binary(4, Buffer.from(crypto.getRandomValues(new Uint8Array(16)))) }),
    timeoutMinutes: int32(30),
    ok: 1,
  });
