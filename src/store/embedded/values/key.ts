/**
 * Index keys: bytes whose plain order (memcmp, which is SQLite's order of blobs) is the order of the values.
 *
 * A value is a type byte and a body without ambiguity about its end, so that keys of several fields can be put
 * one after the other. The body of a descending field has all its bits turned.
 */
import { StoreError } from '../errors.ts';
import { decimalToNumber } from './decimal.ts';
import {
  Binary,
  Code,
  DbPointer,
  Decimal,
  Int32,
  type Maybe,
  ObjectId,
  Regex,
  rank,
  Special,
  Sym,
  Timestamp,
  type Value,
} from './types.ts';

let buffer = Buffer.allocUnsafeSlow(4096);
let at = 0;
const MAX_KEY_BYTES = 1024 * 1024;

function room(n: number): undefined {
  if (at + n <= buffer.length) return;
  if (at + n > MAX_KEY_BYTES * 18) throw new StoreError(67, 'an index key is too large');
  const larger = Buffer.allocUnsafeSlow(Math.max(at + n, buffer.length * 2));
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

function byte(b: number): undefined {
  room(1);
  buffer[at++] = b;
}

/** A text: its UTF-8 bytes with 0 written as 0,255, closed by 0,0. */
function text(s: string): undefined {
  room(s.length * 3 + 2);
  const start = at;
  let plain = s.length < 40;
  for (let i = 0; plain && i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c > 127 || c === 0) plain = false;
    else buffer[start + i] = c;
  }
  if (plain) at = start + s.length;
  else if (s.includes('\0')) {
    escaped(Buffer.from(s, 'utf8'));
  } else at = start + buffer.utf8Write(s, start);
  room(2);
  buffer[at++] = 0;
  buffer[at++] = 0;
}

function escaped(bytes: Buffer): undefined {
  room(bytes.length * 2);
  for (const b of bytes) {
    buffer[at++] = b;
    if (b === 0) buffer[at++] = 255;
  }
}

/** A double as 8 bytes in order: positive numbers with the sign bit set, negative ones with all bits turned. */
function double(n: number): undefined {
  room(8);
  buffer.writeDoubleBE(n === 0 ? 0 : n, at);
  if ((buffer[at] as number) & 0x80) for (let i = 0; i < 8; i++) buffer[at + i] = ~(buffer[at + i] as number);
  else buffer[at] = (buffer[at] as number) | 0x80;
  at += 8;
}

const EXACT = 0x80;

/** What a value beyond its nearest double has over, as a fraction of 2^-80 of the double's last place. */
function residue(numerator: bigint, denominator: bigint, nearest: number): undefined {
  if (!Number.isFinite(nearest)) return byte(EXACT);
  const scale = nearest === 0 ? -1074 : Math.max(-1074, Math.floor(Math.log2(Math.abs(nearest))) - 53);
  const units = BigInt(Math.round(nearest / 2 ** scale));
  const up = scale < 0 ? 1n << BigInt(-scale) : 1n;
  const down = scale > 0 ? 1n << BigInt(scale) : 1n;
  // value / 2^scale - units, with 80 more bits
  const difference = ((numerator * up) << 80n) / (denominator * down) - (units << 80n);
  if (difference === 0n) return byte(EXACT);
  byte(difference < 0n ? EXACT - 1 : EXACT + 1);
  const biased = (1n << 95n) + difference;
  room(12);
  for (let i = 11; i >= 0; i--) buffer[at++] = Number((biased >> BigInt(i * 8)) & 255n);
}

function number(v: Value): undefined {
  if (v instanceof Int32 || typeof v === 'number') {
    const n = typeof v === 'number' ? v : v.value;
    if (Number.isNaN(n)) return byte(0);
    byte(1);
    double(n);
    return byte(EXACT);
  }
  if (typeof v === 'bigint') {
    byte(1);
    const nearest = Number(v);
    double(nearest);
    return residue(v, 1n, nearest);
  }
  const d = v as Decimal;
  if (d.kind === 'nan') return byte(0);
  byte(1);
  const nearest = d.kind === 'infinity' ? (d.negative ? -Infinity : Infinity) : decimalToNumber(d);
  double(nearest);
  if (d.kind === 'infinity' || Math.abs(d.exponent) > 400) return byte(EXACT);
  const c = d.negative ? -d.coefficient : d.coefficient;
  const ten = 10n ** BigInt(Math.abs(d.exponent));
  if (d.exponent >= 0) residue(c * ten, 1n, nearest);
  else residue(c, ten, nearest);
}

function value(v: Maybe): undefined {
  const r = rank(v);
  byte(r);
  if (v !== undefined) body(v);
}

function body(v: Value): undefined {
  if (typeof v === 'string') return text(v);
  if (typeof v === 'number' || typeof v === 'bigint' || v instanceof Int32 || v instanceof Decimal)
    return number(v);
  if (v === null || v instanceof Special) return;
  if (typeof v === 'boolean') return byte(v ? 1 : 0);
  if (v instanceof ObjectId) {
    room(12);
    at += buffer.latin1Write(v.id, at);
  } else if (v instanceof Date) double(v.getTime());
  else if (v instanceof Map) {
    for (const [name, inner] of v) {
      byte(rank(inner));
      text(name);
      body(inner);
    }
    byte(0);
  } else if (Array.isArray(v)) {
    for (const inner of v) value(inner);
    byte(0);
  } else if (v instanceof Sym) text(v.text);
  else if (v instanceof Binary) {
    room(5 + v.bytes.length);
    at = buffer.writeUInt32BE(v.bytes.length, at);
    buffer[at++] = v.subtype;
    at += v.bytes.copy(buffer, at);
  } else if (v instanceof Timestamp) {
    room(8);
    at = buffer.writeBigUInt64BE(v.value, at);
  } else if (v instanceof Regex) {
    text(v.pattern);
    text(v.options);
  } else if (v instanceof Code) {
    text(v.code);
    if (v.scope) body(v.scope);
  } else if (v instanceof DbPointer) {
    text(v.namespace);
    body(v.id);
  }
}

/** The key of some values, each ascending (`1`) or descending (`-1`); all ascending when no directions are given. */
export function keyOf(values: readonly Maybe[], directions?: readonly number[]): Buffer {
  at = 0;
  for (let i = 0; i < values.length; i++) {
    const start = at;
    value(values[i]);
    if (directions && directions[i] === -1)
      for (let j = start; j < at; j++) buffer[j] = ~(buffer[j] as number);
  }
  const key = Buffer.from(buffer.subarray(0, at));
  if (buffer.length > MAX_KEY_BYTES) buffer = Buffer.allocUnsafeSlow(4096);
  return key;
}

/** The byte that all values of one type begin with; for the bounds of ranges. */
export const rankByte = (v: Maybe): number => rank(v);
