/** The update operators, each as a function from its argument to a change of one value. */
import { badValue, StoreError, typeMismatch } from '../errors.ts';
import { isOperators, parseFilter, parseOperators } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { compareSortKeys, parseSort, sortKey } from '../query/sort.ts';
import { addExact, multiplyExact } from '../values/arithmetic.ts';
import { clone } from '../values/clone.ts';
import { asNumber, compare, equal, isNumber } from '../values/compare.ts';
import {
  type Doc,
  Int32,
  int32,
  isArray,
  isDoc,
  type Maybe,
  Regex,
  Timestamp,
  typeName,
  type Value,
} from '../values/types.ts';
import type { Change } from './place.ts';

export interface Operator {
  change: Change;
  /** Whether a missing path is made; `$unset` and the operators that take away leave it missing. */
  create: boolean;
}

export interface UpdateClock {
  nowMs: number;
}

/** The operator's change, or an error that says what is wrong with its argument. */
export function makeOperator(name: string, path: string, arg: Value, clock: UpdateClock): Operator {
  switch (name) {
    case '$set':
    case '$setOnInsert':
      return { create: true, change: () => clone(arg) };
    case '$unset':
      return { create: false, change: () => undefined };
    case '$inc':
    case '$mul':
      return { create: true, change: arithmetic(name, path, arg) };
    case '$min':
      return {
        create: true,
        change: (old) => (old === undefined || compare(arg, old) < 0 ? clone(arg) : old),
      };
    case '$max':
      return {
        create: true,
        change: (old) => (old === undefined || compare(arg, old) > 0 ? clone(arg) : old),
      };
    case '$currentDate':
      return { create: true, change: currentDate(arg, clock) };
    case '$bit':
      return { create: true, change: bit(path, arg) };
    case '$push':
      return { create: true, change: push(path, arg) };
    case '$addToSet':
      return { create: true, change: addToSet(path, arg) };
    case '$pop':
      return { create: false, change: pop(path, arg) };
    case '$pull':
      return { create: false, change: pull(path, arg) };
    case '$pullAll':
      return { create: false, change: pullAll(path, arg) };
  }
  throw failed(
    `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );
}

const failed = (message: string) => new StoreError(9, message);

export const OPERATORS: ReadonlySet<string> = new Set([
  '$set',
  '$setOnInsert',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$currentDate',
  '$bit',
  '$push',
  '$addToSet',
  '$pop',
  '$pull',
  '$pullAll',
  '$rename',
]);

function arithmetic(name: '$inc' | '$mul', path: string, arg: Value): Change {
  const verb = name === '$inc' ? 'increment' : 'multiply';
  if (!isNumber(arg)) throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}}`);
  return (old) => {
    if (old === undefined) {
      if (name === '$inc') return arg;
      return multiplyExact(arg, int32(0)) as Value;
    }
    if (!isNumber(old))
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type: the field '${path}' has the type ${typeName(old)}`,
      );
    const result = name === '$inc' ? addExact(old, arg) : multiplyExact(old, arg);
    if (result === undefined)
      throw badValue(`Failed to apply ${name} operations to current value of '${path}': overflow`);
    return result;
  };
}

function currentDate(arg: Value, clock: UpdateClock): Change {
  const now = () => new Date(clock.nowMs);
  if (typeof arg === 'boolean') return now;
  const type = isDoc(arg) ? arg.get('$type') : undefined;
  if (isDoc(arg) && arg.size === 1 && type === 'date') return now;
  if (isDoc(arg) && arg.size === 1 && type === 'timestamp') {
    return () => new Timestamp((BigInt(Math.floor(clock.nowMs / 1000)) << 32n) | 1n);
  }
  throw badValue("$currentDate takes true, {$type: 'date'} or {$type: 'timestamp'}");
}

function bit(path: string, arg: Value): Change {
  if (!isDoc(arg))
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(arg)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  if (arg.size === 0)
    throw badValue(
      'You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}}',
    );
  for (const [op, n] of arg) {
    if (op !== 'and' && op !== 'or' && op !== 'xor')
      throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${op}'`);
    if (!(n instanceof Int32) && typeof n !== 'bigint')
      throw badValue('The $bit modifier field must be an Integer(32/64 bit)');
  }
  return (old) => {
    const start = old === undefined ? int32(0) : old;
    if (!(start instanceof Int32) && typeof start !== 'bigint')
      throw badValue(`Cannot apply $bit to a value of non-integral type: '${path}'`);
    let result: Int32 | bigint = start;
    for (const [op, n] of arg as Map<string, Int32 | bigint>) {
      const both32: boolean = result instanceof Int32 && n instanceof Int32;
      const x: bigint = result instanceof Int32 ? BigInt(result.value) : result;
      const y = n instanceof Int32 ? BigInt(n.value) : n;
      const z = BigInt.asIntN(64, op === 'and' ? x & y : op === 'or' ? x | y : x ^ y);
      result = both32 ? int32(Number(z)) : z;
    }
    return result;
  };
}

function arrayAt(old: Maybe, path: string, operator: string): Value[] {
  if (old === undefined) return [];
  if (!isArray(old)) {
    throw badValue(
      `The field '${path}' must be an array but is of type ${typeName(old)} in document, so ${operator} cannot be applied`,
    );
  }
  return old;
}

const MODIFIERS = new Set(['$each', '$position', '$slice', '$sort']);

function push(path: string, arg: Value): Change {
  if (!isDoc(arg) || !arg.has('$each')) {
    if (
      isDoc(arg) &&
      [...arg.keys()].some((k) => MODIFIERS.has(k)) &&
      arg.size > 0 &&
      (arg.keys().next().value as string).startsWith('$')
    ) {
      throw new StoreError(2, `The $push modifiers need an $each: '${path}'`);
    }
    return (old) => [...arrayAt(old, path, '$push'), clone(arg)];
  }
  for (const k of arg.keys()) if (!MODIFIERS.has(k)) throw badValue(`Unrecognized clause in $push: ${k}`);
  const each = arg.get('$each');
  if (!isArray(each))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  const position = wholeNumber(arg.get('$position'), '$position');
  const slice = wholeNumber(arg.get('$slice'), '$slice');
  const order = arg.has('$sort') ? pushOrder(arg.get('$sort') as Value) : undefined;
  return (old) => {
    const list = [...arrayAt(old, path, '$push')];
    const at =
      position === undefined
        ? list.length
        : position < 0
          ? Math.max(0, list.length + position)
          : Math.min(position, list.length);
    list.splice(at, 0, ...each.map((x) => clone(x)));
    if (order) list.sort(order);
    if (slice === undefined) return list;
    return slice >= 0 ? list.slice(0, slice) : list.slice(slice);
  };
}

function wholeNumber(v: Maybe, name: string): number | undefined {
  if (v === undefined) return undefined;
  const n = asNumber(v);
  if (n === undefined || !Number.isInteger(n))
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(v)}`);
  return n;
}

function pushOrder(spec: Value): (a: Value, b: Value) => number {
  if (!isDoc(spec)) {
    const n = asNumber(spec);
    if (n !== 1 && n !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (a, b) => compare(a, b) * n;
  }
  if (spec.size === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
  for (const [name, v] of spec) {
    const n = asNumber(v);
    if (n !== 1 && n !== -1) throw badValue('The $sort element value must be either 1 or -1');
    if (name === '' || name.split('.').includes(''))
      throw badValue('The $sort field is a dotted field but has an empty part');
  }
  const sort = parseSort(spec);
  const key = (v: Value) => sortKey(isDoc(v) ? v : new Map(), sort);
  return (a, b) => compareSortKeys(key(a), key(b), sort);
}

function addToSet(path: string, arg: Value): Change {
  let values: Value[] = [arg];
  if (isDoc(arg) && arg.keys().next().value === '$each') {
    const each = arg.get('$each');
    if (!isArray(each))
      throw typeMismatch(
        `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
      );
    if (arg.size > 1) throw badValue(`Found unexpected fields after $each in $addToSet`);
    values = each;
  }
  return (old) => {
    const list = [...arrayAt(old, path, '$addToSet')];
    for (const v of values) if (!list.some((x) => equal(x, v))) list.push(clone(v));
    return list;
  };
}

function pop(path: string, arg: Value): Change {
  const n = asNumber(arg);
  if (n !== 1 && n !== -1) throw failed(`$pop expects 1 or -1, found: ${n ?? typeName(arg)}`);
  return (old) => {
    if (old === undefined) return undefined;
    if (!isArray(old))
      throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeName(old)}'`);
    return n === 1 ? old.slice(0, -1) : old.slice(1);
  };
}

/** What `$pull` takes away: elements that meet operators, documents that meet a filter, or equal values. */
function pullTest(arg: Value): (v: Value) => boolean {
  if (arg instanceof Regex || isOperators(arg)) {
    const operators: Doc = arg instanceof Regex ? new Map([['$regex', arg as Value]]) : (arg as Doc);
    const first = operators.keys().next().value as string;
    if (first === '$and' || first === '$or' || first === '$nor') {
      const inner = compileFilter(parseFilter(operators, {}));
      return (v) => isDoc(v) && inner(v);
    }
    const test = compileFilter({ op: 'and', of: parseOperators(['v'], operators, {}) });
    return (v) => test(new Map([['v', v]]));
  }
  if (isDoc(arg)) {
    const inner = compileFilter(parseFilter(arg, {}));
    return (v) => isDoc(v) && inner(v);
  }
  return (v) => equal(v, arg);
}

function pull(path: string, arg: Value): Change {
  const test = pullTest(arg);
  return (old) => {
    if (old === undefined) return undefined;
    if (!isArray(old)) throw badValue(`Cannot apply $pull to a non-array value: '${path}'`);
    return old.filter((v) => !test(v));
  };
}

function pullAll(path: string, arg: Value): Change {
  if (!isArray(arg)) throw badValue(`$pullAll requires an array argument but was given a ${typeName(arg)}`);
  return (old) => {
    if (old === undefined) return undefined;
    if (!isArray(old)) throw badValue(`Cannot apply $pullAll to a non-array value: '${path}'`);
    return old.filter((v) => !arg.some((x) => equal(x, v)));
  };
}
