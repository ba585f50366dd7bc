/** Values to BSON bytes. */
import { StoreError } from '../errors.ts';
import { decimalToBytes } from './decimal.ts';
import {
  Binary,
  Code,
  DbPointer,
  Decimal,
  type Doc,
  Int32,
  ObjectId,
  Raw,
  Regex,
  Special,
  Sym,
  Timestamp,
  type Value,
} from './types.ts';

const MAX_DEPTH = 200;
const MAX_BYTES = 64 * 1024 * 1024;
const KEEP_BYTES = 1024 * 1024;

/** A growing buffer, shared by all encodings: the engine runs in one thread and never encodes two things at once. */
let buffer = Buffer.allocUnsafeSlow(16 * 1024);
let at = 0;

function room(n: number): undefined {
  if (at + n <= buffer.length) return;
  if (at + n > MAX_BYTES) throw new StoreError(10334, 'the document is too large');
  const larger = Buffer.allocUnsafeSlow(Math.min(MAX_BYTES, Math.max(at + n, buffer.length * 2)));
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

function chars(s: string): undefined {
  const n = s.length;
  room(n * 3 + 1);
  if (n < 32) {
    let i = 0;
    for (; i < n; i++) {
      const c = s.charCodeAt(i);
      if (c > 127) break;
      buffer[at + i] = c;
    }
    if (i === n) {
      at += n;
      buffer[at++] = 0;
      return;
    }
  }
  at += buffer.utf8Write(s, at);
  buffer[at++] = 0;
}

function cstring(s: string): undefined {
  if (s.includes('\0')) throw new StoreError(2, 'a name must not contain a null byte');
  chars(s);
}

function text(s: string): undefined {
  room(4);
  const start = at;
  at += 4;
  chars(s);
  buffer.writeInt32LE(at - start - 4, start);
}

function head(type: number, name: string): undefined {
  room(1);
  buffer[at++] = type;
  cstring(name);
}

function document(doc: Doc, depth: number): undefined {
  if (depth > MAX_DEPTH) throw new StoreError(15, 'the document is nested too deeply');
  room(5);
  const start = at;
  at += 4;
  for (const [name, v] of doc) element(name, v, depth);
  room(1);
  buffer[at++] = 0;
  buffer.writeInt32LE(at - start, start);
}

function array(list: readonly Value[], depth: number): undefined {
  if (depth > MAX_DEPTH) throw new StoreError(15, 'the document is nested too deeply');
  room(5);
  const start = at;
  at += 4;
  for (let i = 0; i < list.length; i++) element(String(i), list[i] as Value, depth);
  room(1);
  buffer[at++] = 0;
  buffer.writeInt32LE(at - start, start);
}

function element(name: string, v: Value, depth: number): undefined {
  switch (typeof v) {
    case 'string':
      head(2, name);
      return text(v);
    case 'number':
      head(1, name);
      room(8);
      at = buffer.writeDoubleLE(v, at);
      return;
    case 'bigint':
      head(18, name);
      room(8);
      at = buffer.writeBigInt64LE(BigInt.asIntN(64, v), at);
      return;
    case 'boolean':
      head(8, name);
      room(1);
      buffer[at++] = v ? 1 : 0;
      return;
  }
  if (v === null) return head(10, name);
  if (v instanceof Int32) {
    head(16, name);
    room(4);
    at = buffer.writeInt32LE(v.value, at);
  } else if (v instanceof Map) {
    head(3, name);
    document(v, depth + 1);
  } else if (Array.isArray(v)) {
    head(4, name);
    array(v, depth + 1);
  } else if (v instanceof Raw) {
    head(3, name);
    room(v.bytes.length);
    buffer.set(v.bytes, at);
    at += v.bytes.length;
  } else if (v instanceof ObjectId) {
    head(7, name);
    room(12);
    at += buffer.latin1Write(v.id, at);
  } else if (v instanceof Date) {
    head(9, name);
    room(8);
    at = buffer.writeBigInt64LE(BigInt(v.getTime()), at);
  } else if (v instanceof Decimal) {
    head(19, name);
    room(16);
    const { low, high } = decimalToBytes(v);
    at = buffer.writeBigUInt64LE(low, at);
    at = buffer.writeBigUInt64LE(high, at);
  } else if (v instanceof Binary) {
    head(5, name);
    room(5 + v.bytes.length);
    at = buffer.writeInt32LE(v.bytes.length, at);
    buffer[at++] = v.subtype;
    at += v.bytes.copy(buffer, at);
  } else if (v instanceof Regex) {
    head(11, name);
    cstring(v.pattern);
    cstring(v.options);
  } else if (v instanceof Timestamp) {
    head(17, name);
    room(8);
    at = buffer.writeBigUInt64LE(v.value, at);
  } else if (v instanceof Special) {
    head(v.name === 'minKey' ? 0xff : v.name === 'maxKey' ? 0x7f : 6, name);
  } else if (v instanceof Code) {
    code(name, v, depth);
  } else if (v instanceof Sym) {
    head(14, name);
    text(v.text);
  } else if (v instanceof DbPointer) {
    head(12, name);
    text(v.namespace);
    room(12);
    at += buffer.latin1Write(v.id.id, at);
  }
}

function code(name: string, v: Code, depth: number): undefined {
  head(v.scope ? 15 : 13, name);
  if (!v.scope) return text(v.code);
  room(4);
  const start = at;
  at += 4;
  text(v.code);
  document(v.scope, depth + 1);
  buffer.writeInt32LE(at - start, start);
}

/** The document's BSON bytes, in memory of their own. */
export function encode(doc: Doc): Buffer {
  at = 0;
  document(doc, 0);
  const out = Buffer.from(buffer.subarray(0, at));
  if (buffer.length > KEEP_BYTES) buffer = Buffer.allocUnsafeSlow(16 * 1024);
  return out;
}
