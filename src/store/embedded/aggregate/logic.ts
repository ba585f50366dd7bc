/** Comparison, conditions, variables, and expressions on types and objects. */
import { StoreError } from '../errors.ts';
import { truthy } from '../query/filter.ts';
import { compare, isNumber } from '../values/compare.ts';
import {
  type Doc,
  int32,
  isArray,
  isDoc,
  isNullish,
  type Maybe,
  typeName,
  type Value,
} from '../values/types.ts';
import {
  bind,
  compileExpression,
  type Env,
  type Expr,
  eager,
  type OperatorCompiler,
  register,
  withNames,
} from './expression.ts';

/** Missing orders below null in expressions, and apart from it. */
export function compareMaybe(a: Maybe, b: Maybe, env?: Env): number {
  if (a === undefined || b === undefined)
    return a === b
      ? 0
      : a === undefined
        ? typeName(b) === 'minKey'
          ? 1
          : -1
        : typeName(a) === 'minKey'
          ? -1
          : 1;
  return compare(a, b, env?.collate);
}

const comparison = (holds: (c: number) => boolean): OperatorCompiler =>
  eager(2, 2, ([a, b], _, env) => holds(compareMaybe(a, b, env)));

function compileAll(arg: Value, env: Env): Expr[] {
  return (isArray(arg) ? arg : [arg]).map((a) => compileExpression(a, env));
}

const cond: OperatorCompiler = (arg, env) => {
  let parts: (Value | undefined)[];
  if (isDoc(arg)) {
    for (const key of arg.keys())
      if (key !== 'if' && key !== 'then' && key !== 'else')
        throw new StoreError(17083, `Unrecognized parameter to $cond: ${key}`);
    parts = [arg.get('if'), arg.get('then'), arg.get('else')];
    const missing = ['if', 'then', 'else'].findIndex((_, i) => parts[i] === undefined);
    if (missing >= 0)
      throw new StoreError(
        17080 + missing,
        `Missing '${['if', 'then', 'else'][missing]}' parameter to $cond`,
      );
  } else {
    if (!isArray(arg) || arg.length !== 3)
      throw new StoreError(16020, `Expression $cond takes exactly 3 arguments.`);
    parts = arg;
  }
  const [test, yes, no] = parts.map((p) => compileExpression(p as Value, env)) as [Expr, Expr, Expr];
  return (vars) => (truthy(test(vars)) ? yes(vars) : no(vars));
};

const ifNull: OperatorCompiler = (arg, env) => {
  if (!isArray(arg) || arg.length < 2) throw new StoreError(1257300, '$ifNull needs at least two arguments');
  const parts = compileAll(arg, env);
  return (vars) => {
    let v: Maybe;
    for (const p of parts) {
      v = p(vars);
      if (!isNullish(v)) return v;
    }
    return v;
  };
};

const switchCase: OperatorCompiler = (arg, env) => {
  if (!isDoc(arg)) throw new StoreError(40060, '$switch requires an object as an argument');
  for (const key of arg.keys())
    if (key !== 'branches' && key !== 'default')
      throw new StoreError(40067, `$switch found an unknown argument: ${key}`);
  const branches = arg.get('branches');
  if (!isArray(branches)) throw new StoreError(40061, "$switch expected an array for 'branches'");
  if (branches.length === 0) throw new StoreError(40068, '$switch requires at least one branch.');
  const compiled = branches.map((b) => {
    if (!isDoc(b)) throw new StoreError(40062, '$switch expected each branch to be an object');
    for (const key of b.keys())
      if (key !== 'case' && key !== 'then')
        throw new StoreError(40063, `$switch found an unknown argument to a branch: ${key}`);
    if (!b.has('case')) throw new StoreError(40064, "$switch requires each branch have a 'case' expression");
    if (!b.has('then')) throw new StoreError(40065, "$switch requires each branch have a 'then' expression");
    return [
      compileExpression(b.get('case') as Value, env),
      compileExpression(b.get('then') as Value, env),
    ] as const;
  });
  const fallback = arg.has('default') ? compileExpression(arg.get('default') as Value, env) : undefined;
  return (vars) => {
    for (const [test, then] of compiled) if (truthy(test(vars))) return then(vars);
    if (!fallback)
      throw new StoreError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return fallback(vars);
  };
};

const letIn: OperatorCompiler = (arg, env) => {
  const defined = isDoc(arg) ? arg.get('vars') : undefined;
  if (!isDoc(arg) || !isDoc(defined) || !arg.has('in'))
    throw new StoreError(16874, "$let needs 'vars' and 'in'");
  for (const key of arg.keys())
    if (key !== 'vars' && key !== 'in') throw new StoreError(16875, `Unrecognized parameter to $let: ${key}`);
  const parts = [...defined].map(([name, v]) => [checkVariable(name), compileExpression(v, env)] as const);
  const inner = compileExpression(arg.get('in') as Value, withNames(env, ...defined.keys()));
  return (vars) => inner(bind(vars, ...parts.map(([name, e]) => [name, e(vars)] as [string, Maybe])));
};

export function checkVariable(name: string): string {
  if (!/^[a-z\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*$/.test(name) && name !== 'CURRENT') {
    throw new StoreError(16867, `'${name}' starts with an invalid character for a user variable name`);
  }
  return name;
}

function mergeObjects(args: Maybe[]): Maybe {
  const out: Doc = new Map();
  const list = args.length === 1 && isArray(args[0]) ? args[0] : args;
  for (const v of list) {
    if (isNullish(v)) continue;
    if (!isDoc(v))
      throw new StoreError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeName(v)}`,
      );
    for (const [name, x] of v) out.set(name, x);
  }
  return out;
}

const getField: OperatorCompiler = (arg, env) => {
  let field: Value = arg;
  let input: Expr = (vars) => vars.root;
  if (isDoc(arg) && (arg.has('field') || arg.has('input'))) {
    for (const key of arg.keys())
      if (key !== 'field' && key !== 'input')
        throw new StoreError(3041701, `$getField found an unknown argument: ${key}`);
    if (!arg.has('field')) throw new StoreError(3041702, "$getField requires 'field' to be specified");
    field = arg.get('field') as Value;
    if (arg.has('input')) input = compileExpression(arg.get('input') as Value, env);
  }
  const name = compileExpression(field, env);
  return (vars) => {
    const n = name(vars);
    if (typeof n !== 'string')
      throw new StoreError(
        3041704,
        `$getField requires 'field' to evaluate to type String, but got ${typeName(n)}`,
      );
    const v = input(vars);
    if (isDoc(v)) return v.get(n);
    return isNullish(v) ? (v === undefined ? undefined : null) : undefined;
  };
};

const setField: OperatorCompiler = (arg, env, name) => {
  if (!isDoc(arg) || !arg.has('field') || !arg.has('input') || (name === '$setField' && !arg.has('value')))
    throw new StoreError(4161100, `${name} needs 'field', 'input' and 'value'`);
  const field = arg.get('field') as Value;
  const constant = isDoc(field) && field.has('$literal') ? field.get('$literal') : field;
  if (typeof constant !== 'string' || (constant === field && constant.startsWith('$')))
    throw new StoreError(4161108, `${name} requires 'field' to be a constant string`);
  const input = compileExpression(arg.get('input') as Value, env);
  const value = name === '$setField' ? compileExpression(arg.get('value') as Value, env) : () => undefined;
  return (vars) => {
    const v = input(vars);
    if (isNullish(v)) return null;
    if (!isDoc(v)) throw new StoreError(4161105, `${name} requires 'input' to evaluate to type Object`);
    const out = new Map(v);
    const x = value(vars);
    if (x === undefined) out.delete(constant);
    else out.set(constant, x);
    return out;
  };
};

register({
  $eq: comparison((c) => c === 0),
  $ne: comparison((c) => c !== 0),
  $gt: comparison((c) => c > 0),
  $gte: comparison((c) => c >= 0),
  $lt: comparison((c) => c < 0),
  $lte: comparison((c) => c <= 0),
  $cmp: eager(2, 2, ([a, b], _, env) => int32(Math.sign(compareMaybe(a, b, env)))),
  $and: (arg, env) => {
    const parts = compileAll(arg, env);
    return (vars) => parts.every((p) => truthy(p(vars)));
  },
  $or: (arg, env) => {
    const parts = compileAll(arg, env);
    return (vars) => parts.some((p) => truthy(p(vars)));
  },
  $not: eager(1, 1, ([v]) => !truthy(v)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: switchCase,
  $let: letIn,
  $type: eager(1, 1, ([v]) => typeName(v)),
  $isNumber: eager(1, 1, ([v]) => isNumber(v)),
  $isArray: eager(1, 1, ([v]) => isArray(v)),
  $mergeObjects: eager(0, Infinity, mergeObjects),
  $getField: getField,
  $setField: setField,
  $unsetField: setField,
  $objectToArray: eager(1, 1, ([v]) => {
    if (isNullish(v)) return null;
    if (!isDoc(v))
      throw new StoreError(40390, `$objectToArray requires a document input, found: ${typeName(v)}`);
    return [...v].map(
      ([k, x]) =>
        new Map<string, Value>([
          ['k', k],
          ['v', x],
        ]),
    );
  }),
  $arrayToObject: eager(1, 1, ([v]) => {
    if (isNullish(v)) return null;
    if (!isArray(v))
      throw new StoreError(40386, `$arrayToObject requires an array input, found: ${typeName(v)}`);
    const out: Doc = new Map();
    for (const x of v) {
      const [k, value] = isArray(x) ? x : isDoc(x) ? [x.get('k'), x.get('v')] : [];
      if (isArray(x) && x.length !== 2)
        throw new StoreError(40397, '$arrayToObject requires an array of size 2 arrays');
      if (isDoc(x) && (x.size !== 2 || value === undefined))
        throw new StoreError(40392, "$arrayToObject requires an object keys of 'k' and 'v'");
      if (!isArray(x) && !isDoc(x))
        throw new StoreError(40398, `Unrecognised input type format for $arrayToObject: ${typeName(x)}`);
      if (typeof k !== 'string')
        throw new StoreError(
          40394,
          `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string`,
        );
      out.set(k, value as Value);
    }
    return out;
  }),
});
