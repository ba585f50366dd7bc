/**
 * BSON bytes to values. Everything comes from outside, so every length is checked against what is there, and
 * nesting is capped.
 */
import { StoreError } from '../errors.ts';
import { decimalFromBytes } from './decimal.ts';
import {
  Binary,
  Code,
  DbPointer,
  type Doc,
  int32,
  MAX_KEY,
  MIN_KEY,
  ObjectId,
  Regex,
  Sym,
  Timestamp,
  UNDEFINED,
  type Value,
} from './types.ts';

const MAX_DEPTH = 180;
const invalid = (what: string) => new StoreError(22, `invalid BSON: ${what}`);

/** Field names repeat in every document; finding them here saves making a string each time. */
const NAME_SLOTS = 4096;
const names: string[] = new Array(NAME_SLOTS).fill('');

class Reader {
  readonly bytes: Buffer;
  at: number;
  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  name(end: number): string {
    const { bytes } = this;
    const start = this.at;
    let i = start;
    let hash = 0;
    let ascii = true;
    for (let byte = bytes[i]; byte !== 0; byte = bytes[++i]) {
      if (i >= end || byte === undefined) throw invalid('a name has no end');
      if (byte > 127) ascii = false;
      hash = (hash * 31 + byte) | 0;
    }
    this.at = i + 1;
    const length = i - start;
    if (!ascii) return bytes.utf8Slice(start, i);
    if (length > 40) return bytes.latin1Slice(start, i);
    const slot = hash & (NAME_SLOTS - 1);
    const known = names[slot] as string;
    if (known.length === length) {
      let j = 0;
      while (j < length && known.charCodeAt(j) === bytes[start + j]) j++;
      if (j === length) return known;
    }
    const fresh = bytes.latin1Slice(start, i);
    names[slot] = fresh;
    return fresh;
  }

  text(end: number): string {
    const length = this.int(end);
    const start = this.at;
    if (length < 1 || start + length > end || this.bytes[start + length - 1] !== 0)
      throw invalid('a string length');
    this.at = start + length;
    if (length < 24) {
      let out = '';
      for (let i = start; i < start + length - 1; i++) {
        const byte = this.bytes[i] as number;
        if (byte > 127) return this.bytes.utf8Slice(start, start + length - 1);
        out += String.fromCharCode(byte);
      }
      return out;
    }
    return this.bytes.utf8Slice(start, start + length - 1);
  }

  int(end: number): number {
    this.need(4, end);
    const n = this.bytes.readInt32LE(this.at);
    this.at += 4;
    return n;
  }

  need(n: number, end: number): void {
    if (this.at + n > end) throw invalid('a value runs over the end of its document');
  }

  /** Reads the length of a document and returns where its content ends. */
  open(end: number, depth: number): number {
    if (depth > MAX_DEPTH) throw new StoreError(15, 'the document is nested too deeply');
    const start = this.at;
    const size = this.int(end);
    if (size < 5 || start + size > end || this.bytes[start + size - 1] !== 0)
      throw invalid('a document length');
    return start + size - 1;
  }

  document(end: number, depth: number): Doc {
    const inner = this.open(end, depth);
    const doc: Doc = new Map();
    while (this.at < inner) {
      const type = this.bytes[this.at++] as number;
      const name = this.name(inner);
      doc.set(name, this.value(type, inner, depth));
    }
    if (this.at !== inner) throw invalid('a document length');
    this.at++;
    return doc;
  }

  array(end: number, depth: number): Value[] {
    const inner = this.open(end, depth);
    const list: Value[] = [];
    while (this.at < inner) {
      const type = this.bytes[this.at++] as number;
      while (this.bytes[this.at] !== 0) if (++this.at >= inner) throw invalid('a name has no end');
      this.at++;
      list.push(this.value(type, inner, depth));
    }
    if (this.at !== inner) throw invalid('an array length');
    this.at++;
    return list;
  }

  value(type: number, end: number, depth: number): Value {
    const { bytes } = this;
    switch (type) {
      case 0x01:
        this.need(8, end);
        this.at += 8;
        return bytes.readDoubleLE(this.at - 8);
      case 0x02:
        return this.text(end);
      case 0x03:
        return this.document(end, depth + 1);
      case 0x04:
        return this.array(end, depth + 1);
      case 0x05:
        return this.binary(end);
      case 0x06:
        return UNDEFINED;
      case 0x07:
        this.need(12, end);
        this.at += 12;
        return new ObjectId(bytes.latin1Slice(this.at - 12, this.at));
      case 0x08: {
        this.need(1, end);
        const byte = bytes[this.at++];
        if (byte !== 0 && byte !== 1) throw invalid('a boolean');
        return byte === 1;
      }
      case 0x09: {
        this.need(8, end);
        this.at += 8;
        const ms = bytes.readInt32LE(this.at - 4) * 4294967296 + bytes.readUInt32LE(this.at - 8);
        const date = new Date(ms);
        if (Number.isNaN(date.getTime())) throw invalid('a date beyond the years ±275760');
        return date;
      }
      case 0x0a:
        return null;
      case 0x0b: {
        const pattern = this.name(end);
        return new Regex(pattern, this.name(end));
      }
      case 0x0c: {
        const namespace = this.text(end);
        this.need(12, end);
        this.at += 12;
        return new DbPointer(namespace, new ObjectId(bytes.latin1Slice(this.at - 12, this.at)));
      }
      case 0x0d:
        return new Code(this.text(end), null);
      case 0x0e:
        return new Sym(this.text(end));
      case 0x0f: {
        this.int(end);
        const code = this.text(end);
        return new Code(code, this.document(end, depth + 1));
      }
      case 0x10:
        return int32(this.int(end));
      case 0x11:
        this.need(8, end);
        this.at += 8;
        return new Timestamp(bytes.readBigUInt64LE(this.at - 8));
      case 0x12:
        this.need(8, end);
        this.at += 8;
        return bytes.readBigInt64LE(this.at - 8);
      case 0x13:
        this.need(16, end);
        this.at += 16;
        return decimalFromBytes(bytes.readBigUInt64LE(this.at - 16), bytes.readBigUInt64LE(this.at - 8));
      case 0xff:
        return MIN_KEY;
      case 0x7f:
        return MAX_KEY;
    }
    throw invalid(`type 0x${type.toString(16)}`);
  }

  binary(end: number): Binary {
    const length = this.int(end);
    this.need(1, end);
    const subtype = this.bytes[this.at++] as number;
    if (length < 0) throw invalid('a binary length');
    this.need(length, end);
    this.at += length;
    return new Binary(subtype, Buffer.from(this.bytes.subarray(this.at - length, this.at)));
  }
}

/** The document that begins at `at`; it must fit into `bytes`. Throws InvalidBSON otherwise. */
export function decode(bytes: Buffer, at = 0): Doc {
  return new Reader(bytes, at).document(bytes.length, 0);
}

/** SQLite hands out blobs as plain byte arrays; this looks at the same memory as a Buffer. */
export const asBuffer = (u: Uint8Array): Buffer => Buffer.from(u.buffer, u.byteOffset, u.byteLength);

export const decodeBlob = (u: Uint8Array): Doc => decode(asBuffer(u));
