/** Copies and new values. */
import { randomBytes } from 'node:crypto';
import { type Doc, isArray, isDoc, ObjectId, type Value } from './types.ts';

/** A copy that shares no documents or arrays with the original. */
export function clone<T extends Value>(v: T): T {
  if (isDoc(v)) return new Map([...(v as Doc)].map(([k, x]) => [k, clone(x)])) as Value as T;
  if (isArray(v)) return (v as Value[]).map((x) => clone(x)) as Value as T;
  return v;
}

const process5 = randomBytes(5);
let counter = randomBytes(3).readUIntBE(0, 3);

/** A new ObjectId: seconds, five bytes of this process, a counter. */
export function newObjectId(nowMs: number): ObjectId {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(Math.floor(nowMs / 1000) >>> 0, 0);
  process5.copy(bytes, 4);
  counter = (counter + 1) & 0xffffff;
  bytes.writeUIntBE(counter, 9, 3);
  return new ObjectId(bytes.latin1Slice(0, 12));
}

/** Writes values into names for `new Map`, to make replies read like documents. */
export const doc = (fields: Record<string, Value | undefined>): Map<string, Value> => {
  const out = new Map<string, Value>();
  for (const name of Object.keys(fields)) {
    const v = fields[name];
    if (v !== undefined) out.set(name, v);
  }
  return out;
};
