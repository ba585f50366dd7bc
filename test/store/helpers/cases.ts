/**
 * Replays recorded cases (the format is in test/store/cases/README.md) and compares the answers: values equal,
 * numbers by value, field order free, an error must be an error.
 */
import { readFileSync } from 'node:fs';
import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;
const { EJSON } = BSON;
type Db = mongoose.mongo.Db;
type Json = null | string | number | boolean | Json[] | { [name: string]: Json };
type Fields = { [name: string]: Json };

interface Expectation {
  docs?: Json[];
  unordered?: boolean;
  sets?: string[];
  reply?: Fields;
  error?: { code: number; keyPattern?: Json; keyValue?: Json };
}
interface Step {
  command: Json;
  expect: Expectation;
}
export interface Case extends Partial<Step> {
  id: string;
  ops: string[];
  docs: Json[] | string;
  others?: Record<string, Json[] | string>;
  indexes?: Json;
  steps?: Step[];
  after?: Json[];
  afterOther?: Record<string, Json[]>;
  near?: boolean;
}
type Sets = Record<string, Json[]>;
interface Outcome {
  docs?: Json[];
  reply?: Fields;
  error?: { code: number; keyPattern?: Json; keyValue?: Json };
  message?: string;
}
interface Rules {
  sets?: string[] | undefined;
  near?: boolean | undefined;
}

const RAW = { promoteValues: false, bsonRegExp: true };
const KEPT = [
  'n',
  'nModified',
  'upserted',
  'writeErrors',
  'value',
  'values',
  'lastErrorObject',
  'numIndexesBefore',
  'numIndexesAfter',
  'nIndexesWas',
];
const WRAPPERS = new Set([
  '$oid',
  '$numberInt',
  '$numberLong',
  '$numberDouble',
  '$numberDecimal',
  '$date',
  '$binary',
  '$uuid',
  '$regularExpression',
  '$timestamp',
  '$minKey',
  '$maxKey',
  '$code',
  '$symbol',
  '$undefined',
]);
const NUMBERS = ['$numberInt', '$numberLong', '$numberDouble'];

export function readCases(file: string): Case[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case);
}

function fromJson(x: Json): unknown {
  if (x === null || typeof x !== 'object') return x;
  if (Array.isArray(x)) return x.map(fromJson);
  const [name, more] = Object.keys(x);
  if (name !== undefined && more === undefined && WRAPPERS.has(name))
    return EJSON.parse(JSON.stringify(x), { relaxed: false });
  return Object.fromEntries(Object.entries(x).map(([k, v]) => [k, fromJson(v)]));
}
const toJson = (x: unknown): Json => JSON.parse(EJSON.stringify(x, { relaxed: false }));

async function perform(db: Db, command: mongoose.mongo.Document): Promise<Outcome> {
  try {
    const r = await db.command(command, RAW);
    if (!r.cursor) {
      const kept = KEPT.filter((k) => k in r).map((k) => [k, toJson(r[k])] as const);
      return {
        reply: Object.fromEntries(kept),
        message: ((r.writeErrors as { errmsg: string }[] | undefined) ?? []).map((e) => e.errmsg).join(' | '),
      };
    }
    const docs = [...r.cursor.firstBatch];
    const collection = String(r.cursor.ns).split('.').slice(1).join('.');
    for (let { id } = r.cursor; String(id) !== '0'; ) {
      const more = await db.command({ getMore: BSON.Long.fromString(String(id)), collection }, RAW);
      docs.push(...more.cursor.nextBatch);
      id = more.cursor.id;
    }
    return { docs: toJson(docs) as Json[] };
  } catch (error) {
    const e = error as { code?: unknown; message: string; errorResponse?: mongoose.mongo.Document };
    if (e.code === undefined) throw error;
    const { keyPattern, keyValue } = e.errorResponse ?? {};
    return {
      error: {
        code: Number(e.code),
        ...(keyPattern ? { keyPattern: toJson(keyPattern), keyValue: toJson(keyValue) } : {}),
      },
      message: e.message,
    };
  }
}

const only = (v: Json): string | undefined => {
  if (v === null || typeof v !== 'object' || Array.isArray(v)) return undefined;
  const names = Object.keys(v);
  return names.length === 1 ? names[0] : undefined;
};

function sameNumber(a: string, b: string, near: boolean): boolean {
  if (/^-?\d+$/.test(a) && /^-?\d+$/.test(b)) return BigInt(a) === BigInt(b);
  const [x, y] = [Number(a), Number(b)];
  return (
    Object.is(x, y) || x === y || (near && Math.abs(x - y) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y)))
  );
}

const normalDecimal = (s: string): string => {
  const m = /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i.exec(s);
  if (!m) return s;
  const digits = `${m[2]}${m[3]}`.replace(/^0+/, '');
  if (!digits) return '0';
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  return `${m[1]}${digits.slice(0, digits.length - zeros)}e${Number(m[4] ?? 0) - (m[3] ?? '').length + zeros}`;
};

function same(e: Json, a: Json, rules: Rules, at = ''): boolean {
  const [ke, ka] = [only(e), only(a)];
  if (ke === '$$any') return ka === ((e as Fields).$$any === 'objectId' ? '$oid' : '$date');
  if (ke && ka && NUMBERS.includes(ke) && NUMBERS.includes(ka))
    return sameNumber(String((e as Fields)[ke]), String((a as Fields)[ka]), rules.near ?? false);
  if (ke === '$numberDecimal' && ka === ke)
    return normalDecimal(String((e as Fields)[ke])) === normalDecimal(String((a as Fields)[ke]));
  if (Array.isArray(e)) {
    if (!Array.isArray(a) || a.length !== e.length) return false;
    return rules.sets?.includes(at)
      ? sameBag(e, a, rules, at)
      : e.every((x, i) => same(x, a[i] as Json, rules, at));
  }
  if (e === null || typeof e !== 'object') return e === a;
  if (a === null || typeof a !== 'object' || Array.isArray(a)) return false;
  const names = Object.keys(e);
  return (
    names.length === Object.keys(a).length &&
    names.every((n) => Object.hasOwn(a, n) && same(e[n] as Json, a[n] as Json, rules, at ? `${at}.${n}` : n))
  );
}

function sameBag(e: Json[], a: Json[], rules: Rules, at = ''): boolean {
  const left = [...a];
  return (
    e.length === a.length &&
    e.every((x) => {
      const i = left.findIndex((y) => same(x, y, rules, at));
      if (i < 0) return false;
      left.splice(i, 1);
      return true;
    })
  );
}

function differs(e: Expectation, got: Outcome, rules: Rules): string | undefined {
  if (e.error) {
    if (!got.error) return 'an error was expected';
    if ((e.error.code === 11000) !== (got.error.code === 11000)) return 'another error code';
    return e.error.keyValue && !same(e.error.keyValue, got.error.keyValue ?? null, rules)
      ? 'another keyValue'
      : undefined;
  }
  if (got.error) return `an error was not expected: ${got.message}`;
  const all = { ...rules, sets: e.sets };
  if (e.docs)
    return got.docs && (e.unordered ? sameBag(e.docs, got.docs, all) : same(e.docs, got.docs, all))
      ? undefined
      : 'other documents';
  for (const name of new Set([...Object.keys(e.reply ?? {}), ...Object.keys(got.reply ?? {})])) {
    const [x, y] = [e.reply?.[name] ?? null, got.reply?.[name] ?? null];
    if (name === 'values') {
      if (!sameBag(x as Json[], y as Json[], all)) return 'other values';
    } else if (name === 'writeErrors') {
      const place = (list: Json) =>
        (Array.isArray(list) ? list : []).map((w) => ({
          index: (w as Fields).index as Json,
          duplicate:
            Number((w as { code?: { $numberInt?: string } }).code?.$numberInt ?? (w as Fields).code) ===
            11000,
        }));
      if (!same(place(x), place(y), all)) return 'other writeErrors';
    } else if (!same(x, y, all)) return `other ${name}`;
  }
  return undefined;
}

const refused = (o: Outcome): boolean =>
  o.error?.code === 238 || o.error?.code === 115 || /not supported/i.test(o.message ?? '');

/** `same`, `unsupported`, or what is different. */
export async function runCase(db: Db, c: Case, sets: Sets): Promise<string> {
  await db.dropDatabase();
  const resolve = (d: Json[] | string): Json[] => (typeof d === 'string' ? (sets[d] ?? []) : d);
  for (const [name, docs] of Object.entries({ c: c.docs, ...c.others })) {
    const documents = resolve(docs);
    if (documents.length > 0)
      await db.command({ insert: name, documents: fromJson(documents) as mongoose.mongo.Document[] });
  }
  if (c.indexes) {
    const made = await perform(db, { createIndexes: 'c', indexes: fromJson(c.indexes) });
    if (made.error) return refused(made) ? 'unsupported' : `indexes: ${made.message}`;
  }
  const rules: Rules = { near: c.near };
  for (const step of c.steps ?? [{ command: c.command, expect: c.expect } as Step]) {
    const got = await perform(db, fromJson(step.command) as mongoose.mongo.Document);
    const why = differs(step.expect, got, rules);
    if (why) return refused(got) ? 'unsupported' : why;
  }
  for (const [name, docs] of Object.entries({ ...(c.after ? { c: c.after } : {}), ...c.afterOther })) {
    const got = await perform(db, { find: name, filter: {}, sort: { _id: 1 } });
    const why = differs({ docs, unordered: true }, got, rules);
    if (why) return `afterwards: ${why}`;
  }
  return 'same';
}
