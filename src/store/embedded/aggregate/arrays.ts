/** Expressions on arrays and sets. */
import { StoreError } from '../errors.ts';
import { truthy } from '../query/filter.ts';
import { compareSortKeys, parseSort, sortKey } from '../query/sort.ts';
import { asNumber, compare, equal } from '../values/compare.ts';
import { keyOf } from '../values/key.ts';
import { int32, isArray, isDoc, isNullish, type Maybe, typeName, type Value } from '../values/types.ts';
import {
  bind,
  compileExpression,
  type Expr,
  eager,
  named,
  type OperatorCompiler,
  register,
  withNames,
} from './expression.ts';
import { checkVariable } from './logic.ts';

/** Input and named parts of an operator with a variable of its own. */
function perElement(
  required: readonly string[],
  optional: readonly string[],
  code: number,
  run: (
    list: Value[],
    args: Record<string, Maybe>,
    inner: (v: Maybe, more?: [string, Maybe][]) => Maybe,
  ) => Maybe,
  body: string,
): OperatorCompiler {
  return (arg, env, name) => {
    if (!isDoc(arg)) throw new StoreError(code, `${name} only supports an object as its argument`);
    for (const key of arg.keys())
      if (!required.includes(key) && !optional.includes(key))
        throw new StoreError(code + 1, `Unrecognized parameter to ${name}: ${key}`);
    for (const key of required)
      if (!arg.has(key)) throw new StoreError(code + 2, `Missing '${key}' parameter to ${name}`);
    const as = arg.get('as');
    const variable = as === undefined ? 'this' : checkVariable(String(as));
    const input = compileExpression(arg.get('input') as Value, env);
    const inner = compileExpression(arg.get(body) as Value, withNames(env, variable, 'value'));
    const rest = [...arg]
      .filter(([k]) => k !== 'input' && k !== 'as' && k !== body)
      .map(([k, v]) => [k, compileExpression(v, env)] as const);
    return (vars) => {
      const list = input(vars);
      if (isNullish(list)) return null;
      if (!isArray(list))
        throw new StoreError(16883, `input to ${name} must be an array not ${typeName(list)}`);
      const args: Record<string, Maybe> = {};
      for (const [k, e] of rest) args[k] = e(vars);
      return run(list, args, (v, more = []) => inner(bind(vars, [variable, v], ...more)));
    };
  };
}

function wholeNumber(v: Maybe, name: string, code: number): number {
  const n = asNumber(v);
  if (n === undefined || !Number.isInteger(n))
    throw new StoreError(code, `${name} requires an integral number, not ${typeName(v)}`);
  return n;
}

const needArray = (v: Maybe, name: string, code: number): Value[] => {
  if (!isArray(v))
    throw new StoreError(code, `${name} needs an array, but its argument is of type ${typeName(v)}`);
  return v;
};

function slice(args: Maybe[]): Maybe {
  const [list, first, second] = args;
  if (args.some(isNullish)) return null;
  const v = needArray(list, '$slice', 28724);
  const a = wholeNumber(first, '$slice', 28725);
  if (args.length === 2) return a >= 0 ? v.slice(0, a) : v.slice(a);
  const n = wholeNumber(second, '$slice', 28727);
  if (n <= 0) throw new StoreError(28729, 'Third argument to $slice must be positive');
  const start = a < 0 ? Math.max(0, v.length + a) : a;
  return v.slice(start, start + n);
}

function range(args: Maybe[]): Maybe {
  const [start, end, step = int32(1)] = args.map((v) => v);
  const [a, b, s] = [start, end, step].map((v) => wholeNumber(v, '$range', 34443)) as [
    number,
    number,
    number,
  ];
  if (s === 0) throw new StoreError(34449, '$range requires a non-zero step value');
  if ((b - a) / s > 1_000_000) throw new StoreError(146, '$range would make too large an array');
  const out: Value[] = [];
  for (let i = a; s > 0 ? i < b : i > b; i += s) out.push(int32(i));
  return out;
}

function element(v: Maybe, at: Maybe, name: string): Maybe {
  if (isNullish(v) || isNullish(at)) return null;
  const list = needArray(v, name, 28689);
  const i = wholeNumber(at, name, 28691);
  return list[i < 0 ? list.length + i : i];
}

function indexOf(args: Maybe[]): Maybe {
  const [v, wanted, from, to] = args;
  if (isNullish(v)) return null;
  const list = needArray(v, '$indexOfArray', 40090);
  const bound = (x: Maybe, fallback: number) => {
    if (x === undefined) return fallback;
    const n = wholeNumber(x, '$indexOfArray', 40096);
    if (n < 0) throw new StoreError(40097, '$indexOfArray requires a nonnegative index');
    return n;
  };
  const end = Math.min(list.length, bound(to, list.length));
  for (let i = bound(from, 0); i < end; i++) if (equal(list[i], wanted)) return int32(i);
  return int32(-1);
}

const zip: OperatorCompiler = named(['inputs'], ['useLongestLength', 'defaults'], (args) => {
  const { inputs, useLongestLength, defaults } = args;
  if (isNullish(inputs)) return null;
  const lists = needArray(inputs, '$zip', 34461);
  if (lists.some((l) => isNullish(l))) return null;
  const all = lists.map((l) => needArray(l, '$zip', 34468));
  const lengths = all.map((l) => l.length);
  const longest = truthy(useLongestLength);
  if (defaults !== undefined && !longest)
    throw new StoreError(34466, '$zip cannot specify defaults unless useLongestLength is true');
  const n = longest ? Math.max(...lengths) : Math.min(...lengths);
  const fill = isArray(defaults) ? defaults : [];
  return Array.from({ length: n }, (_, i) => all.map((l, k) => l[i] ?? fill[k] ?? null));
});

const keyText = (v: Value): string => keyOf([v]).toString('latin1');

/** Each value once, in the order of the values. */
export function asSet(list: readonly Value[]): Value[] {
  const seen = new Map<string, Value>();
  for (const v of list) {
    const key = keyText(v);
    if (!seen.has(key)) seen.set(key, v);
  }
  return [...seen.values()].sort((a, b) => compare(a, b));
}

function sets(name: string, code: number, run: (lists: Value[][]) => Value, nulls = true): OperatorCompiler {
  return eager(0, Infinity, (args) => {
    if (nulls && args.some(isNullish)) return null;
    return run(args.map((v) => needArray(v, name, code)));
  });
}

/** `$firstN` and the like: `n` of an array. */
const several = (run: (list: Value[], n: number) => Value[]): OperatorCompiler =>
  named(['n', 'input'], [], ({ n, input }) => {
    const list = needArray(input, '$firstN', 5788200);
    const count = wholeNumber(n, '$firstN', 5787902);
    if (count <= 0) throw new StoreError(5787908, "'n' must be greater than 0");
    return run(list, count);
  });

const present = (list: Value[]) => list.filter((v) => !isNullish(v));

const sortArray: OperatorCompiler = (arg, env) => {
  if (!isDoc(arg) || !arg.has('input') || !arg.has('sortBy'))
    throw new StoreError(2942502, "$sortArray requires 'input' and 'sortBy'");
  const input = compileExpression(arg.get('input') as Value, env);
  const by = arg.get('sortBy') as Value;
  let order: (a: Value, b: Value) => number;
  if (isDoc(by)) {
    const spec = parseSort(by);
    const key = (v: Value) => sortKey(isDoc(v) ? v : new Map(), spec);
    order = (a, b) => compareSortKeys(key(a), key(b), spec);
  } else {
    const n = asNumber(by);
    if (n !== 1 && n !== -1)
      throw new StoreError(2942506, 'The $sortArray sortBy must be 1, -1 or a sort pattern');
    order = (a, b) => compare(a, b) * n;
  }
  return (vars) => {
    const v = input(vars);
    if (isNullish(v)) return null;
    return [...needArray(v, '$sortArray', 2942504)].sort(order);
  };
};

const reduce: OperatorCompiler = (arg, env) => {
  if (!isDoc(arg)) throw new StoreError(40075, '$reduce requires an object as an argument');
  for (const key of arg.keys())
    if (!['input', 'initialValue', 'in'].includes(key))
      throw new StoreError(40076, `$reduce found an unknown argument: ${key}`);
  for (const [i, key] of ['input', 'initialValue', 'in'].entries())
    if (!arg.has(key)) throw new StoreError(40077 + i, `$reduce requires '${key}' to be specified`);
  const parts = ['input', 'initialValue'].map((k) => compileExpression(arg.get(k) as Value, env)) as [
    Expr,
    Expr,
  ];
  const inner = compileExpression(arg.get('in') as Value, withNames(env, 'value', 'this'));
  return (vars) => {
    const list = parts[0](vars);
    if (isNullish(list)) return null;
    let value = parts[1](vars);
    for (const v of needArray(list, '$reduce', 40080))
      value = inner(bind(vars, ['value', value], ['this', v]));
    return value;
  };
};

register({
  $size: eager(1, 1, ([v]) => int32(needArray(v, '$size', 17124).length)),
  $slice: eager(2, 3, slice),
  $range: eager(2, 3, range),
  $arrayElemAt: eager(2, 2, ([v, at]) => element(v, at, '$arrayElemAt')),
  $first: eager(1, 1, ([v]) => element(v, int32(0), '$first')),
  $last: eager(1, 1, ([v]) => element(v, int32(-1), '$last')),
  $indexOfArray: eager(2, 4, indexOf),
  $in: eager(2, 2, ([v, list]) => needArray(list, '$in', 40081).some((x) => equal(x, v))),
  $concatArrays: eager(0, Infinity, (args) => {
    if (args.some(isNullish)) return null;
    return args.flatMap((v) => needArray(v, '$concatArrays', 28664));
  }),
  $reverseArray: eager(1, 1, ([v]) =>
    isNullish(v) ? null : [...needArray(v, '$reverseArray', 34435)].reverse(),
  ),
  $filter: perElement(
    ['input', 'cond'],
    ['as', 'limit'],
    28646,
    (list, { limit }, test) => {
      const max = isNullish(limit) ? Infinity : wholeNumber(limit, '$filter', 327391);
      if (max <= 0) throw new StoreError(327392, '$filter: limit must be greater than 0');
      const out: Value[] = [];
      for (const v of list) {
        if (out.length >= max) break;
        if (truthy(test(v))) out.push(v);
      }
      return out;
    },
    'cond',
  ),
  $map: perElement(
    ['input', 'in'],
    ['as'],
    16878,
    (list, _, inner) => list.map((v) => inner(v) ?? null),
    'in',
  ),
  $reduce: reduce,
  $zip: zip,
  $sortArray: sortArray,
  $firstN: several((list, n) => list.slice(0, n)),
  $lastN: several((list, n) => list.slice(-n)),
  $minN: several((list, n) =>
    present(list)
      .sort((a, b) => compare(a, b))
      .slice(0, n),
  ),
  $maxN: several((list, n) =>
    present(list)
      .sort((a, b) => compare(b, a))
      .slice(0, n),
  ),
  $setUnion: sets('$setUnion', 17043, (lists) => asSet(lists.flat())),
  $setIntersection: sets('$setIntersection', 17047, ([first = [], ...rest]) => {
    const others = rest.map((l) => new Set(l.map(keyText)));
    return asSet(first.filter((v) => others.every((o) => o.has(keyText(v)))));
  }),
  $setDifference: sets('$setDifference', 17048, ([a = [], b = []]) => {
    const other = new Set(b.map(keyText));
    const seen = new Set<string>();
    return a.filter((v) => {
      const key = keyText(v);
      if (other.has(key) || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }),
  $setEquals: sets(
    '$setEquals',
    17044,
    (lists) => {
      if (lists.length < 2) throw new StoreError(17045, '$setEquals needs at least two arguments');
      const texts = lists.map((l) => asSet(l).map(keyText).join('|'));
      return texts.every((t) => t === texts[0]);
    },
    false,
  ),
  $setIsSubset: sets(
    '$setIsSubset',
    17046,
    ([a = [], b = []]) => {
      const other = new Set(b.map(keyText));
      return a.every((v) => other.has(keyText(v)));
    },
    false,
  ),
  $allElementsTrue: eager(1, 1, ([v]) => needArray(v, '$allElementsTrue', 17040).every((x) => truthy(x))),
  $anyElementTrue: eager(1, 1, ([v]) => needArray(v, '$anyElementTrue', 17041).some((x) => truthy(x))),
});
