/**
 * BSON values as the engine holds them.
 *
 * Documents are Maps: field order is kept (a plain object would move integer-like names to the front) and no
 * name, `__proto__` included, is special. A JavaScript number is a BSON double and a bigint an int64; int32 has
 * its own class, because an answer must keep the type that was stored.
 */

declare global {
  // Node has these, quicker than toString and write for short texts; its types do not mention them.
  interface Buffer {
    latin1Slice(start?: number, end?: number): string;
    utf8Slice(start?: number, end?: number): string;
    latin1Write(text: string, offset?: number): number;
    utf8Write(text: string, offset?: number): number;
  }
}

/** A BSON document; the order of its fields is part of its value. */
export type Doc = Map<string, Value>;

export type Value =
  | null
  | string
  | boolean
  | number
  | bigint
  | Date
  | Int32
  | Decimal
  | ObjectId
  | Binary
  | Regex
  | Timestamp
  | Code
  | Sym
  | DbPointer
  | Special
  | Raw
  | Doc
  | Value[];

/** A value, or `undefined` where there is no such field. */
export type Maybe = Value | undefined;

export class Int32 {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

const smallInts = Array.from({ length: 1280 }, (_, i) => new Int32(i - 256));

/** An int32 value; `n` must be an integer within 32 bits. */
export function int32(n: number): Int32 {
  return n >= -256 && n < 1024 ? (smallInts[n + 256] as Int32) : new Int32(n);
}

/** Decimal128: `(-1)^negative * coefficient * 10^exponent`, or a NaN or an infinity. */
export class Decimal {
  readonly kind: 'finite' | 'nan' | 'infinity';
  readonly negative: boolean;
  readonly coefficient: bigint;
  readonly exponent: number;
  constructor(kind: Decimal['kind'], negative: boolean, coefficient: bigint, exponent: number) {
    this.kind = kind;
    this.negative = negative;
    this.coefficient = coefficient;
    this.exponent = exponent;
  }
}

/** An ObjectId; `id` is its 12 bytes as a latin1 string, so that `<` orders ids as the server does. */
export class ObjectId {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  get hex(): string {
    return Buffer.from(this.id, 'latin1').toString('hex');
  }
}

export class Binary {
  readonly subtype: number;
  readonly bytes: Buffer;
  constructor(subtype: number, bytes: Buffer) {
    this.subtype = subtype;
    this.bytes = bytes;
  }
}

export class Regex {
  readonly pattern: string;
  readonly options: string;
  constructor(pattern: string, options: string) {
    this.pattern = pattern;
    this.options = options;
  }
}

/** A BSON timestamp: seconds in the upper 32 bits, an increment in the lower ones; never negative. */
export class Timestamp {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

/** JavaScript code, kept but never run. */
export class Code {
  readonly code: string;
  readonly scope: Doc | null;
  constructor(code: string, scope: Doc | null) {
    this.code = code;
    this.scope = scope;
  }
}

/** The deprecated symbol type. */
export class Sym {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The deprecated DBPointer type. */
export class DbPointer {
  readonly namespace: string;
  readonly id: ObjectId;
  constructor(namespace: string, id: ObjectId) {
    this.namespace = namespace;
    this.id = id;
  }
}

/** The types that have one value only. */
export class Special {
  readonly name: 'minKey' | 'maxKey' | 'undefined';
  constructor(name: Special['name']) {
    this.name = name;
  }
}
export const MIN_KEY = new Special('minKey');
export const MAX_KEY = new Special('maxKey');
export const UNDEFINED = new Special('undefined');

/** A whole document as bytes, on its way from the disk into an answer; nothing else ever sees one. */
export class Raw {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export const isDoc = (v: unknown): v is Doc => v instanceof Map;
export const isArray = (v: unknown): v is Value[] => Array.isArray(v);
export const isNullish = (v: Maybe): v is null | undefined | Special =>
  v === null || v === undefined || v === UNDEFINED;

/** The type's number in BSON bytes; 127 for maxKey and -1 for minKey, as `$type` wants them. */
export function typeNumber(v: Value): number {
  switch (typeof v) {
    case 'string':
      return 2;
    case 'number':
      return 1;
    case 'bigint':
      return 18;
    case 'boolean':
      return 8;
  }
  if (v === null) return 10;
  if (v instanceof Int32) return 16;
  if (v instanceof Map) return 3;
  if (Array.isArray(v)) return 4;
  if (v instanceof ObjectId) return 7;
  if (v instanceof Date) return 9;
  if (v instanceof Decimal) return 19;
  if (v instanceof Binary) return 5;
  if (v instanceof Regex) return 11;
  if (v instanceof Timestamp) return 17;
  if (v instanceof Special) return v.name === 'minKey' ? -1 : v.name === 'maxKey' ? 127 : 6;
  if (v instanceof Code) return v.scope ? 15 : 13;
  if (v instanceof Sym) return 14;
  return 12;
}

/** The names that `$type` uses, by type number. */
export const TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [-1, 'minKey'],
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [6, 'undefined'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [12, 'dbPointer'],
  [13, 'javascript'],
  [14, 'symbol'],
  [15, 'javascriptWithScope'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [127, 'maxKey'],
]);

/** The name of a value's type, `missing` where there is none. */
export const typeName = (v: Maybe): string =>
  v === undefined ? 'missing' : (TYPE_NAMES.get(typeNumber(v)) as string);

const RANK_BY_TYPE = new Map([
  [-1, 1],
  [6, 2],
  [10, 3],
  [1, 4],
  [16, 4],
  [18, 4],
  [19, 4],
  [2, 5],
  [14, 5],
  [3, 6],
  [4, 7],
  [5, 8],
  [7, 9],
  [8, 10],
  [9, 11],
  [17, 12],
  [11, 13],
  [12, 14],
  [13, 15],
  [15, 16],
  [127, 17],
]);

/** Where a type stands in the order of types; missing and undefined are one rank. Numbers share one rank. */
export function rank(v: Maybe): number {
  if (v === undefined) return 2;
  if (typeof v === 'string') return 5;
  if (v instanceof Int32 || typeof v === 'number') return 4;
  return RANK_BY_TYPE.get(typeNumber(v)) as number;
}
