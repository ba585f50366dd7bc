/** `$setWindowFields`: accumulators over a moving stretch of a sorted partition; and `$fill`, refused. */
import { PAUSE } from '../engine/slices.ts';
import { notSupported, StoreError } from '../errors.ts';
import { parsePath } from '../query/path.ts';
import { setAt } from '../query/project.ts';
import { compareSortKeys, parseSort, type SortSpec, sortKey } from '../query/sort.ts';
import { add, asDecimal, multiply } from '../values/arithmetic.ts';
import { asNumber, compare, isNumber, type NumberValue } from '../values/compare.ts';
import { divideDecimals } from '../values/decimal.ts';
import { keyOf } from '../values/key.ts';
import { Decimal, type Doc, int32, isArray, isDoc, type Maybe, type Value } from '../values/types.ts';
import { ACCUMULATOR_NAMES, type Accumulator, compileAccumulator } from './accumulators.ts';
import { addUnits } from './dates.ts';
import { compileExpression, type Env } from './expression.ts';
import { Budget, type StageCompiler, varsFor, type World } from './stages.ts';

/** One partition, sorted, with what each document sorts by. */
interface Partition {
  docs: Doc[];
  keys: Value[][];
  spec: SortSpec;
  world: World;
}

/** The value of an output field for document `at` of a partition; made once per partition. */
type Output = (p: Partition) => (at: number) => Maybe;

type Edge = 'unbounded' | 'current' | number;
type Bounds =
  | { kind: 'documents'; low: Edge; high: Edge }
  | { kind: 'range'; low: Edge; high: Edge; unit: string | undefined };

const WHOLE: Bounds = { kind: 'documents', low: 'unbounded', high: 'unbounded' };
const fails = (message: string, code = 5339902) => new StoreError(code, message);

function readEdge(v: Maybe, whole: boolean): Edge {
  if (v === 'unbounded' || v === 'current') return v;
  const n = asNumber(v);
  if (n === undefined || (whole && !Number.isInteger(n)))
    throw fails("Numeric window bounds must be numbers, 'unbounded' or 'current'", 9);
  return n;
}

function readBounds(window: Maybe, spec: SortSpec | undefined): Bounds {
  if (window === undefined) return WHOLE;
  if (!isDoc(window)) throw fails("'window' field must be an object", 9);
  for (const k of window.keys())
    if (!['documents', 'range', 'unit'].includes(k))
      throw fails(`'window' field that specifies an unknown '${k}'`, 9);
  const kind = window.has('range') ? 'range' : 'documents';
  if (window.has('range') && window.has('documents'))
    throw fails("Window bounds can specify either 'documents' or 'range', not both", 9);
  const given = window.get(kind);
  if (given === undefined) return WHOLE;
  if (!isArray(given) || given.length !== 2) throw fails(`Window bounds must be a 2-element array`, 9);
  const [low, high] = given.map((v) => readEdge(v, kind === 'documents')) as [Edge, Edge];
  if (!spec && !(low === 'unbounded' && high === 'unbounded'))
    throw fails("bounded window requires a 'sortBy'", 5339901);
  const unit = window.get('unit');
  if (kind === 'documents') {
    if (unit !== undefined) throw fails("Window bounds can only specify 'unit' with range-based bounds.", 9);
    const at = (e: Edge, open: number) => (e === 'unbounded' ? open : e === 'current' ? 0 : e);
    if (at(low, -Infinity) > at(high, Infinity))
      throw fails('Lower bound must not exceed upper bound', 5339900);
    return { kind, low, high };
  }
  if (spec?.length !== 1 || spec[0]?.direction !== 1)
    throw fails("Range-based bounds require an ascending 'sortBy' on one field");
  if (unit !== undefined && typeof unit !== 'string') throw fails("'unit' must be a string", 9);
  return { kind, low, high, unit: unit as string | undefined };
}

/** First and last position (included) of the window of document `at`. */
function stretch(p: Partition, at: number, b: Bounds): [number, number] {
  const last = p.docs.length - 1;
  if (b.kind === 'documents') {
    const low = b.low === 'unbounded' ? 0 : b.low === 'current' ? at : at + b.low;
    const high = b.high === 'unbounded' ? last : b.high === 'current' ? at : at + b.high;
    return [Math.max(0, low), Math.min(last, high)];
  }
  const key = (i: number) => p.keys[i]?.[0] as Value;
  const current = key(at);
  const bound = (e: number): Value => {
    if (b.unit !== undefined) {
      if (!(current instanceof Date)) throw fails('a range with a unit needs dates in sortBy', 5429413);
      return addUnits(current, b.unit, e, 'UTC');
    }
    if (!isNumber(current)) throw fails('a range needs numbers in sortBy', 5429414);
    return add(current, Number.isInteger(e) ? int32(e) : e);
  };
  let [low, high] = [0, last];
  if (b.low !== 'unbounded') {
    const from = b.low === 'current' ? current : bound(b.low);
    while (low <= last && compare(key(low), from) < 0) low++;
  }
  if (b.high !== 'unbounded') {
    const to = b.high === 'current' ? current : bound(b.high);
    while (high >= 0 && compare(key(high), to) > 0) high--;
  }
  return [low, high];
}

/** An accumulator over each document's window; one that only grows is carried along, others are gathered anew. */
function windowed(a: Accumulator, b: Bounds): Output {
  return (p) => {
    const gather = (low: number, high: number): Maybe => {
      const g = a.start(varsFor(p.docs[0] as Doc, p.world));
      for (let i = low; i <= high; i++) {
        const vars = varsFor(p.docs[i] as Doc, p.world);
        g.add(a.argument(vars), vars);
      }
      const v = g.value();
      return isArray(v) ? [...v] : v;
    };
    if (b.low === 'unbounded' && b.high === 'unbounded') {
      const v = gather(0, p.docs.length - 1);
      return () => v;
    }
    if (b.low !== 'unbounded') {
      return (at) => gather(...stretch(p, at, b));
    }
    const g = a.start(varsFor(p.docs[0] as Doc, p.world));
    let done = 0;
    return (at) => {
      const [, high] = stretch(p, at, b);
      for (; done <= high; done++) {
        const vars = varsFor(p.docs[done] as Doc, p.world);
        g.add(a.argument(vars), vars);
      }
      const v = g.value();
      return isArray(v) ? [...v] : v;
    };
  };
}

/** `$rank`, `$denseRank`, `$documentNumber`. */
function ranking(name: string): Output {
  return (p) => {
    let [rank, dense] = [0, 0];
    return (at) => {
      const tie = at > 0 && compareSortKeys(p.keys[at] as Value[], p.keys[at - 1] as Value[], p.spec) === 0;
      if (!tie) {
        rank = at + 1;
        dense++;
      }
      return int32(name === '$documentNumber' ? at + 1 : name === '$rank' ? rank : dense);
    };
  };
}

function shift(arg: Value, env: Env): Output {
  if (!isDoc(arg) || !arg.has('output') || !arg.has('by'))
    throw fails("$shift requires 'output' and 'by'", 9);
  for (const k of arg.keys())
    if (!['output', 'by', 'default'].includes(k)) throw fails(`Unknown argument in $shift: ${k}`, 9);
  const by = asNumber(arg.get('by'));
  if (by === undefined || !Number.isInteger(by)) throw fails("'$shift:by' field must be an integer", 9);
  const output = compileExpression(arg.get('output') as Value, env);
  const fallback = compileExpression(arg.get('default') ?? null, env);
  return (p) => (at) => {
    const doc = p.docs[at + by];
    return doc ? (output(varsFor(doc, p.world)) ?? null) : fallback(varsFor(p.docs[at] as Doc, p.world));
  };
}

function expMovingAvg(arg: Value, env: Env): Output {
  if (!isDoc(arg) || !arg.has('input') || arg.has('N') === arg.has('alpha') || arg.size !== 2)
    throw fails("$expMovingAvg needs 'input' and either 'N' or 'alpha'", 9);
  const n = asNumber(arg.get('N'));
  const given = arg.get('alpha');
  if (arg.has('N') && !(n !== undefined && Number.isInteger(n) && n > 0))
    throw fails("'N' must be a positive integer", 9);
  if (
    arg.has('alpha') &&
    !(asNumber(given) !== undefined && (asNumber(given) as number) > 0 && (asNumber(given) as number) < 1)
  )
    throw fails("'alpha' must be between 0 and 1", 9);
  const input = compileExpression(arg.get('input') as Value, env);
  return (p) => {
    let average: NumberValue | undefined;
    return (at) => {
      const v = input(varsFor(p.docs[at] as Doc, p.world));
      if (!isNumber(v)) return average ?? null;
      if (average === undefined) average = v instanceof Decimal ? v : (asNumber(v) as number);
      else if (v instanceof Decimal || average instanceof Decimal) {
        const alpha =
          n === undefined
            ? asDecimal(given as NumberValue)
            : divideDecimals(asDecimal(int32(2)), asDecimal(int32(n + 1)));
        average = add(
          multiply(v, alpha),
          multiply(average, add(asDecimal(int32(1)), multiply(alpha, int32(-1)))),
        );
      } else {
        const alpha = n === undefined ? (asNumber(given) as number) : 2 / (n + 1);
        average = (asNumber(v) as number) * alpha + (asNumber(average) as number) * (1 - alpha);
      }
      return average;
    };
  };
}

const REFUSED = new Set([
  '$derivative',
  '$integral',
  '$covariancePop',
  '$covarianceSamp',
  '$linearFill',
  '$locf',
  '$minMaxScaler',
]);

function compileOutput(spec: Value, sort: SortSpec | undefined, env: Env): Output {
  if (!isDoc(spec)) throw fails('The field must be an object that names a window function', 9);
  const names = [...spec.keys()].filter((k) => k !== 'window');
  const [name] = names;
  if (name === undefined || names.length !== 1)
    throw fails('a window function must have exactly one name', 9);
  const arg = spec.get(name) as Value;
  const ranked = name === '$rank' || name === '$denseRank' || name === '$documentNumber';
  if (ranked || name === '$shift' || name === '$expMovingAvg') {
    if (!sort) throw fails(`${name} must be specified with a top level sortBy expression`, 5371602);
    if (spec.has('window')) throw fails(`${name} does not accept a 'window' field`, 5371601);
    if (!ranked) return name === '$shift' ? shift(arg, env) : expMovingAvg(arg, env);
    if (!isDoc(arg) || arg.size > 0) throw fails(`${name} must be specified with '{}' as the value`, 5371603);
    if (sort.length !== 1) throw fails(`${name} must be specified with a sortBy of one element`, 5371602);
    return ranking(name);
  }
  if (REFUSED.has(name)) throw notSupported(`the window function ${name}`);
  if (!ACCUMULATOR_NAMES.has(name)) throw fails(`Unrecognized window function, ${name}`, 9);
  return windowed(compileAccumulator(name, arg, env), readBounds(spec.get('window'), sort));
}

export const setWindowFields: StageCompiler = (arg, env) => {
  if (!isDoc(arg)) throw fails('the $setWindowFields stage specification must be an object', 9);
  for (const k of arg.keys())
    if (!['partitionBy', 'sortBy', 'output'].includes(k))
      throw new StoreError(40415, `BSON field '$setWindowFields.${k}' is an unknown field.`);
  const output = arg.get('output');
  if (!isDoc(output))
    throw new StoreError(40414, "BSON field '$setWindowFields.output' is missing but a required field");
  const sortBy = arg.get('sortBy');
  const spec = isDoc(sortBy) ? parseSort(sortBy) : undefined;
  const by = compileExpression(arg.get('partitionBy') ?? null, env);
  const outputs = [...output].map(([name, v]) => [parsePath(name), compileOutput(v, spec, env)] as const);
  return function* (input, world) {
    const partitions = new Map<string, { id: Value; docs: Doc[] }>();
    const budget = new Budget('$setWindowFields');
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      budget.take(doc);
      const id = by(varsFor(doc, world)) ?? null;
      if (isArray(id))
        throw fails('An expression used to partition cannot evaluate to value of type array', 5371400);
      const key = keyOf([id]).latin1Slice();
      const found = partitions.get(key);
      if (found) found.docs.push(doc);
      else partitions.set(key, { id, docs: [doc] });
    }
    // The server sorts by partition and then by sortBy.
    for (const { docs } of [...partitions.values()].sort((a, b) => compare(a.id, b.id))) {
      const keyed = docs.map((doc) => ({ doc, key: sortKey(doc, spec ?? []) }));
      if (spec) keyed.sort((a, b) => compareSortKeys(a.key, b.key, spec));
      const p: Partition = {
        docs: keyed.map((k) => k.doc),
        keys: keyed.map((k) => k.key),
        spec: spec ?? [],
        world,
      };
      const made = outputs.map(([path, o]) => [path, o(p)] as const);
      for (let i = 0; i < p.docs.length; i++) {
        yield made.reduce((doc, [path, value]) => setAt(doc, path, value(i)), p.docs[i] as Doc);
      }
    }
  };
};

export const fill: StageCompiler = () => {
  throw notSupported('the stage $fill');
};
