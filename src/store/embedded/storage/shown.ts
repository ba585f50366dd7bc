/** Values as the server writes them in messages. */
import { decimalToString } from '../values/decimal.ts';
import {
  Binary,
  Decimal,
  Int32,
  isArray,
  isDoc,
  ObjectId,
  Regex,
  Special,
  Sym,
  Timestamp,
  type Value,
} from '../values/types.ts';

export function shown(v: Value): string {
  if (typeof v === 'string') return JSON.stringify(v.length > 200 ? `${v.slice(0, 200)}…` : v);
  if (typeof v === 'number') return Number.isInteger(v) ? `${v}.0` : String(v);
  if (typeof v === 'bigint' || typeof v === 'boolean' || v === null) return String(v);
  if (v instanceof Int32) return String(v.value);
  if (v instanceof Decimal) return decimalToString(v);
  if (v instanceof ObjectId) return `ObjectId('${v.hex}')`;
  if (v instanceof Date) return `new Date(${v.getTime()})`;
  if (v instanceof Regex) return `/${v.pattern}/${v.options}`;
  if (v instanceof Binary)
    return `BinData(${v.subtype}, ${v.bytes.subarray(0, 64).toString('hex').toUpperCase()})`;
  if (v instanceof Timestamp) return `Timestamp(${v.value >> 32n}, ${v.value & 0xffffffffn})`;
  if (v instanceof Special)
    return v.name === 'minKey' ? 'MinKey' : v.name === 'maxKey' ? 'MaxKey' : 'undefined';
  if (v instanceof Sym) return JSON.stringify(v.text);
  if (isArray(v)) return `[ ${v.slice(0, 20).map(shown).join(', ')} ]`;
  if (isDoc(v))
    return `{ ${[...v]
      .slice(0, 20)
      .map(([k, x]) => `${k}: ${shown(x)}`)
      .join(', ')} }`;
  return '…';
}
