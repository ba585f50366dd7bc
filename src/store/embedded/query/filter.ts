/**
 * Filters as trees. Parsing refuses whatever it does not know, so that no condition is ever ignored; the planner
 * reads the same tree that the matcher runs.
 */
import { badValue, failedToParse, notSupported, StoreError } from '../errors.ts';
import { asNumber, isNumber } from '../values/compare.ts';
import {
  Binary,
  type Doc,
  Int32,
  isArray,
  isDoc,
  type Maybe,
  Regex,
  TYPE_NAMES,
  UNDEFINED,
  type Value,
} from '../values/types.ts';
import { type Path, parsePath } from './path.ts';
import { compileRegex } from './regex.ts';

export type Comparison = 'eq' | 'gt' | 'gte' | 'lt' | 'lte';

export type Filter =
  | { op: 'and' | 'or' | 'nor'; of: Filter[] }
  | { op: 'not'; of: Filter }
  | { op: 'always'; value: boolean }
  | { op: 'expr'; test: (doc: Doc) => boolean }
  | { op: Comparison; path: Path; value: Value }
  | { op: 'in'; path: Path; values: Value[]; regexes: RegExp[]; sources: Regex[] }
  | { op: 'regex'; path: Path; regex: RegExp; source: Regex }
  | { op: 'exists'; path: Path }
  | { op: 'type'; path: Path; types: Set<number> }
  | { op: 'mod'; path: Path; divisor: number; remainder: number }
  | { op: 'size'; path: Path; size: number }
  | { op: 'bits'; path: Path; test: 'allSet' | 'allClear' | 'anySet' | 'anyClear'; mask: bigint }
  | { op: 'elemMatch'; path: Path; of: Filter }
  | { op: 'elemMatchValue'; path: Path; of: Filter };

/** Makes the test of a `$expr`; handed in, so that filters do not depend on aggregation. */
export type CompileExpr = (expression: Value) => (doc: Doc) => boolean;

/** A pseudo path for conditions on a value itself, as in `{$elemMatch: {$gt: 1}}`. */
export const SELF: Path = [];

export interface FilterContext {
  expr?: CompileExpr;
}

const all = (of: Filter[]): Filter => (of.length === 1 ? (of[0] as Filter) : { op: 'and', of });
const none = (of: Filter[]): Filter =>
  of.length === 1 ? { op: 'not', of: of[0] as Filter } : { op: 'nor', of };

const LOGICAL = new Set(['$and', '$or', '$nor']);
/** What MongoDB knows and this engine refuses. */
const REFUSED = new Set([
  '$where',
  '$text',
  '$jsonSchema',
  '$geoWithin',
  '$geoIntersects',
  '$near',
  '$nearSphere',
  '$within',
  '$sampleRate',
]);

export function parseFilter(filter: Doc, context: FilterContext): Filter {
  const parts: Filter[] = [];
  for (const [name, v] of filter) {
    if (!name.startsWith('$')) parts.push(...parseField(parsePath(name), v, context));
    else if (LOGICAL.has(name)) parts.push(parseLogical(name, v, context));
    else if (name === '$comment') continue;
    else if (name === '$expr') {
      if (!context.expr) throw notSupported('$expr here');
      parts.push({ op: 'expr', test: context.expr(v) });
    } else if (name === '$alwaysTrue' || name === '$alwaysFalse') {
      if (asNumber(v) !== 1) throw failedToParse(`${name} must be an integer value of 1`);
      parts.push({ op: 'always', value: name === '$alwaysTrue' });
    } else if (REFUSED.has(name)) throw notSupported(name);
    else throw badValue(`unknown top level operator: ${name}`);
  }
  return parts.length === 0 ? { op: 'always', value: true } : all(parts);
}

function parseLogical(name: string, v: Value, context: FilterContext): Filter {
  if (!isArray(v)) throw badValue(`${name} must be an array`);
  if (v.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  const of = v.map((part) => {
    if (!isDoc(part)) throw badValue('$or/$and/$nor entries need to be full objects');
    return parseFilter(part, context);
  });
  return name === '$and' ? all(of) : name === '$or' ? { op: 'or', of } : none(of);
}

/** True for `{$gt: 1}` and the like; a document that merely is a value has a first name without `$`. */
export function isOperators(v: Maybe): v is Doc {
  if (!isDoc(v) || v.size === 0) return false;
  const first = v.keys().next().value as string;
  return first.startsWith('$') && !isReference(v);
}

/** DBRefs look like operators and are values. */
function isReference(v: Doc): boolean {
  const first = v.keys().next().value as string;
  return (
    (first === '$ref' && v.has('$id')) ||
    (first === '$id' && v.has('$ref')) ||
    (first === '$db' && v.has('$ref'))
  );
}

function parseField(path: Path, v: Value, context: FilterContext): Filter[] {
  if (isOperators(v)) return parseOperators(path, v, context);
  return [equality(path, v)];
}

function equality(path: Path, v: Value): Filter {
  if (v instanceof Regex) return regex(path, v);
  if (v === UNDEFINED) throw badValue('cannot compare to undefined');
  return { op: 'eq', path, value: v };
}

function regex(path: Path, source: Regex): Filter {
  return { op: 'regex', path, regex: compileRegex(source.pattern, source.options), source };
}

const COMPARISONS: Record<string, Comparison> = { $eq: 'eq', $gt: 'gt', $gte: 'gte', $lt: 'lt', $lte: 'lte' };

export function parseOperators(path: Path, operators: Doc, context: FilterContext): Filter[] {
  const parts: Filter[] = [];
  for (const [name, v] of operators) {
    const comparison = COMPARISONS[name];
    if (comparison) {
      if (v === UNDEFINED) throw badValue('cannot compare to undefined');
      if (v instanceof Regex && comparison !== 'eq')
        throw badValue("Can't have RegEx as arg to predicate over field");
      parts.push({ op: comparison, path, value: v });
      continue;
    }
    switch (name) {
      case '$ne':
        if (v instanceof Regex) throw badValue("Can't have regex as arg to $ne.");
        if (v === UNDEFINED) throw badValue('cannot compare to undefined');
        parts.push({ op: 'not', of: { op: 'eq', path, value: v } });
        break;
      case '$in':
        parts.push(parseIn(path, v, name));
        break;
      case '$nin':
        parts.push({ op: 'not', of: parseIn(path, v, name) });
        break;
      case '$exists': {
        const wanted = truthy(v);
        parts.push(wanted ? { op: 'exists', path } : { op: 'not', of: { op: 'exists', path } });
        break;
      }
      case '$not':
        parts.push(parseNot(path, v, context));
        break;
      case '$regex':
        parts.push(parseRegex(path, v, operators.get('$options')));
        break;
      case '$options':
        if (!operators.has('$regex')) throw badValue('$options needs a $regex');
        break;
      case '$type':
        parts.push({ op: 'type', path, types: parseTypes(v) });
        break;
      case '$mod':
        parts.push(parseMod(path, v));
        break;
      case '$size':
        parts.push({ op: 'size', path, size: parseSize(v) });
        break;
      case '$all':
        parts.push(parseAll(path, v, context));
        break;
      case '$elemMatch':
        parts.push(parseElemMatch(path, v, context));
        break;
      case '$bitsAllSet':
      case '$bitsAllClear':
      case '$bitsAnySet':
      case '$bitsAnyClear':
        parts.push({ op: 'bits', path, test: bitTest(name), mask: parseMask(v) });
        break;
      case '$comment':
        break;
      default:
        if (REFUSED.has(name) || name === '$geometry' || name === '$maxDistance' || name === '$minDistance')
          throw notSupported(name);
        throw badValue(`unknown operator: ${name}`);
    }
  }
  return parts;
}

const bitTest = (name: string) =>
  `${name.slice(5, 6).toLowerCase()}${name.slice(6)}` as 'allSet' | 'allClear' | 'anySet' | 'anyClear';

/** Truth as the server sees it: everything but false, null, undefined and zero. */
export function truthy(v: Maybe): boolean {
  if (v === undefined || v === null || v === UNDEFINED || v === false) return false;
  if (v instanceof Int32) return v.value !== 0;
  if (isNumber(v)) return asNumber(v) !== 0;
  return true;
}

function parseIn(path: Path, v: Value, name: string): Filter {
  if (!isArray(v)) throw badValue(`${name} needs an array`);
  const values: Value[] = [];
  const sources: Regex[] = [];
  for (const item of v) {
    if (item instanceof Regex) sources.push(item);
    else if (item === UNDEFINED) throw badValue('cannot compare to undefined');
    else if (isOperators(item)) throw badValue(`cannot nest $ under ${name}`);
    else values.push(item);
  }
  const regexes = sources.map((r) => compileRegex(r.pattern, r.options));
  return { op: 'in', path, values, regexes, sources };
}

function parseNot(path: Path, v: Value, context: FilterContext): Filter {
  if (v instanceof Regex) return { op: 'not', of: regex(path, v) };
  if (!isDoc(v)) throw badValue('$not needs a regex or a document');
  if (v.size === 0) throw badValue('$not cannot be empty');
  if (!isOperators(v as Value)) throw badValue(`unknown operator: ${[...v.keys()][0]}`);
  return none([all(parseOperators(path, v, context))]);
}

function parseRegex(path: Path, v: Value, options: Maybe): Filter {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (v instanceof Regex) {
    if (options && v.options) throw new StoreError(51074, 'options set in both $regex and $options');
    return regex(path, options ? new Regex(v.pattern, options) : v);
  }
  if (typeof v !== 'string') throw badValue('$regex has to be a string');
  return regex(path, new Regex(v, options ?? ''));
}

const TYPE_BY_NAME = new Map([...TYPE_NAMES].map(([n, name]) => [name, n]));

/** The type numbers that a `$type` names; `number` is four of them. */
export function parseTypes(v: Value): Set<number> {
  const types = new Set<number>();
  const list = isArray(v) ? v : [v];
  if (list.length === 0) throw failedToParse('$type must match at least one type');
  for (const one of list) {
    if (one === 'number') for (const n of [1, 16, 18, 19]) types.add(n);
    else if (typeof one === 'string') {
      const n = TYPE_BY_NAME.get(one);
      if (n === undefined) throw badValue(`Unknown type name alias: ${one}`);
      types.add(n);
    } else {
      const n = asNumber(one);
      if (n === undefined) throw typeError('type must be represented as a number or a string');
      if (!Number.isInteger(n) || !TYPE_NAMES.has(n)) throw badValue(`Invalid numerical type code: ${n}`);
      types.add(n);
    }
  }
  return types;
}

const typeError = (message: string) => new StoreError(14, message);

function parseMod(path: Path, v: Value): Filter {
  if (!isArray(v)) throw badValue('malformed mod, needs to be an array');
  if (v.length !== 2) throw badValue(`malformed mod, ${v.length < 2 ? 'not enough' : 'too many'} elements`);
  const [divisor, remainder] = v.map((x) => asNumber(x));
  if (divisor === undefined || Number.isNaN(divisor) || !Number.isFinite(divisor))
    throw badValue('malformed mod, divisor not a number');
  if (remainder === undefined || !Number.isFinite(remainder))
    throw badValue('malformed mod, remainder not a number');
  if (Math.trunc(divisor) === 0) throw badValue('divisor cannot be 0');
  return { op: 'mod', path, divisor: Math.trunc(divisor), remainder: Math.trunc(remainder) };
}

function parseSize(v: Value): number {
  const n = asNumber(v);
  if (n === undefined) throw failedToParse(`Failed to parse $size. Expected a number`);
  if (!Number.isInteger(n)) throw failedToParse('Failed to parse $size. Expected an integer');
  if (n < 0) throw failedToParse('Failed to parse $size. Expected a non-negative number');
  return n;
}

function parseAll(path: Path, v: Value, context: FilterContext): Filter {
  if (!isArray(v)) throw badValue('$all needs an array');
  if (v.length === 0) return { op: 'always', value: false };
  const elem = (x: Value) => isDoc(x) && x.keys().next().value === '$elemMatch';
  if (elem(v[0] as Value)) {
    return all(
      v.map((x) => {
        if (!elem(x)) throw badValue('$all/$elemMatch has to be consistent');
        return parseElemMatch(path, (x as Doc).get('$elemMatch') as Value, context);
      }),
    );
  }
  return all(
    v.map((x) => {
      if (isOperators(x)) throw badValue('no $ expressions in $all');
      return equality(path, x);
    }),
  );
}

function parseElemMatch(path: Path, v: Value, context: FilterContext): Filter {
  if (!isDoc(v)) throw badValue('$elemMatch needs an Object');
  const first = (v as Doc).keys().next().value;
  const onValue =
    isOperators(v as Value) &&
    !LOGICAL.has(first as string) &&
    first !== '$expr' &&
    first !== '$where' &&
    first !== '$comment';
  if (!onValue) return { op: 'elemMatch', path, of: parseFilter(v, {}) };
  return { op: 'elemMatchValue', path, of: all(parseOperators(SELF, v, context)) };
}

function parseMask(v: Value): bigint {
  if (isArray(v)) {
    let mask = 0n;
    for (const position of v) {
      const n = asNumber(position);
      if (n === undefined || !Number.isInteger(n)) throw failedToParse('bit positions must be integers');
      if (n < 0) throw failedToParse('bit positions must be >= 0');
      mask |= 1n << BigInt(Math.min(n, 1_000_000));
    }
    return mask;
  }
  if (v instanceof Binary) {
    let mask = 0n;
    v.bytes.forEach((b, i) => {
      mask |= BigInt(b) << BigInt(i * 8);
    });
    return mask;
  }
  const n = asNumber(v);
  if (n === undefined) throw badValue('a bit mask must be an array, a number or binary data');
  if (!Number.isInteger(n)) throw failedToParse('Expected an integer bit mask');
  if (n < 0) throw failedToParse('a bit mask must not be negative');
  return typeof v === 'bigint' ? v : BigInt(n);
}
