/** Aggregation expressions: compiled once to functions from variables to a value. */
import { notSupported, StoreError } from '../errors.ts';
import type { Collate } from '../values/compare.ts';
import { type Doc, isArray, isDoc, type Maybe, type Value } from '../values/types.ts';

/** What an expression may look at: the document and the variables in scope. */
export interface Vars {
  readonly root: Doc;
  readonly bound: ReadonlyMap<string, Maybe>;
}

export type Expr = (vars: Vars) => Maybe;

/** What is fixed while a pipeline is compiled. */
export interface Env {
  /** Names of the variables in scope; using any other is an error. */
  names: ReadonlySet<string>;
  nowMs: number;
  collate?: Collate | undefined;
}

export type OperatorCompiler = (arg: Value, env: Env, name: string) => Expr;

const operators = new Map<string, OperatorCompiler>();

export function register(table: Record<string, OperatorCompiler>): void {
  for (const name of Object.keys(table)) operators.set(name, table[name] as OperatorCompiler);
}

/** An operator that takes a fixed number of arguments, all evaluated. */
export function eager(
  min: number,
  max: number,
  run: (args: Maybe[], vars: Vars, env: Env) => Maybe,
): OperatorCompiler {
  return (arg, env, name) => {
    const given = isArray(arg) ? arg : [arg];
    if (given.length < min || given.length > max) {
      const wanted =
        max === Infinity
          ? `at least ${min}`
          : min === max
            ? `exactly ${min}`
            : `at least ${min} and at most ${max}`;
      throw new StoreError(
        16020,
        `Expression ${name} takes ${wanted} arguments. ${given.length} were passed in.`,
      );
    }
    const args = given.map((a) => compileExpression(a, env));
    if (args.length === 1) {
      const [a] = args as [Expr];
      return (vars) => run([a(vars)], vars, env);
    }
    if (args.length === 2) {
      const [a, b] = args as [Expr, Expr];
      return (vars) => run([a(vars), b(vars)], vars, env);
    }
    return (vars) =>
      run(
        args.map((a) => a(vars)),
        vars,
        env,
      );
  };
}

/** An operator with named arguments, all evaluated; `required` must be there. */
export function named(
  required: readonly string[],
  optional: readonly string[],
  run: (args: Record<string, Maybe>, vars: Vars, env: Env) => Maybe,
): OperatorCompiler {
  return (arg, env, name) => {
    if (!isDoc(arg)) throw new StoreError(9, `${name} requires an object as an argument`);
    for (const key of arg.keys()) {
      if (!required.includes(key) && !optional.includes(key))
        throw new StoreError(9, `${name} found an unknown argument: ${key}`);
    }
    for (const key of required)
      if (!arg.has(key)) throw new StoreError(9, `${name} requires '${key}' to be specified`);
    const parts = [...arg].map(([key, v]) => [key, compileExpression(v, env)] as const);
    return (vars) => {
      const args: Record<string, Maybe> = {};
      for (const [key, e] of parts) args[key] = e(vars);
      return run(args, vars, env);
    };
  };
}

const SYSTEM = new Set(['ROOT', 'CURRENT', 'NOW', 'REMOVE', 'DESCEND', 'PRUNE', 'KEEP']);

export const rootEnv = (nowMs: number, names: Iterable<string> = [], collate?: Collate): Env => ({
  names: new Set(names),
  nowMs,
  collate,
});

export const withNames = (env: Env, ...more: string[]): Env => ({
  ...env,
  names: new Set([...env.names, ...more]),
});

export const bind = (vars: Vars, ...pairs: [string, Maybe][]): Vars => ({
  root: vars.root,
  bound: new Map([...vars.bound, ...pairs]),
});

export const NO_VARIABLES: ReadonlyMap<string, Maybe> = new Map();

/** The constant that an expression is, if it is one. */
export function constantOf(v: Value): { value: Value } | undefined {
  if (typeof v === 'string') return v.startsWith('$') ? undefined : { value: v };
  if (isDoc(v))
    return v.size === 1 && v.has('$literal')
      ? { value: v.get('$literal') as Value }
      : v.size === 0
        ? { value: v }
        : undefined;
  if (isArray(v))
    return v.every((x) => constantOf(x))
      ? { value: v.map((x) => (constantOf(x) as { value: Value }).value) }
      : undefined;
  return { value: v };
}

export function compileExpression(v: Value, env: Env): Expr {
  if (typeof v === 'string' && v.startsWith('$')) return compilePath(v, env);
  if (isArray(v)) {
    const parts = v.map((x) => compileExpression(x, env));
    return (vars) => parts.map((p) => p(vars) ?? null);
  }
  if (isDoc(v)) return compileObject(v, env);
  return () => v;
}

function compileObject(v: Doc, env: Env): Expr {
  const first = v.keys().next().value as string | undefined;
  if (first?.startsWith('$')) {
    if (v.size !== 1)
      throw new StoreError(
        15983,
        `an expression specification must contain exactly one field, the name of the expression. Found ${v.size} fields`,
      );
    const arg = v.get(first) as Value;
    if (first === '$literal' || first === '$const') return () => arg;
    const operator = operators.get(first);
    if (operator) return operator(arg, env, first);
    if (KNOWN_ELSEWHERE.has(first)) throw notSupported(`the expression ${first}`);
    throw new StoreError(168, `Unrecognized expression '${first}'`);
  }
  const parts: [string, Expr][] = [];
  for (const [name, x] of v) {
    if (name.startsWith('$'))
      throw new StoreError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    if (name.includes('.')) throw new StoreError(16405, `FieldPath field names may not contain '.': ${name}`);
    parts.push([name, compileExpression(x, env)]);
  }
  return (vars) => {
    const out: Doc = new Map();
    for (const [name, e] of parts) {
      const x = e(vars);
      if (x !== undefined) out.set(name, x);
    }
    return out;
  };
}

/** Expressions of MongoDB that this engine refuses. */
const KNOWN_ELSEWHERE = new Set([
  '$function',
  '$accumulator',
  '$meta',
  '$toHashedIndexKey',
  '$sampleRate',
  '$tsIncrement',
  '$tsSecond',
  '$binarySize',
  '$bsonSize',
  '$unsetField',
  '$createUUID',
  '$dateFromParts',
  '$encStrContains',
  '$toUUID',
  '$rand',
  '$subtype',
  '$sigmoid',
]);

function compilePath(text: string, env: Env): Expr {
  if (text.startsWith('$$')) {
    const [name = '', ...rest] = text.slice(2).split('.');
    checkPath(rest, text);
    if (!SYSTEM.has(name) && !env.names.has(name)) {
      if (name === 'CLUSTER_TIME' || name === 'USER_ROLES' || name === 'SEARCH_META')
        throw notSupported(`$$${name}`);
      throw new StoreError(17276, `Use of undefined variable: ${name}`);
    }
    if (name === 'NOW') return () => new Date(env.nowMs);
    if (name === 'REMOVE') return () => undefined;
    if (name === 'ROOT' || (name === 'CURRENT' && !env.names.has('CURRENT')))
      return rest.length === 0 ? (vars) => vars.root : (vars) => fieldAt(vars.root, rest, 0);
    if (name === 'DESCEND' || name === 'PRUNE' || name === 'KEEP') return () => `$$${name}`;
    return rest.length === 0
      ? (vars) => vars.bound.get(name)
      : (vars) => fieldAt(vars.bound.get(name), rest, 0);
  }
  const path = text.slice(1).split('.');
  if (text === '$') throw new StoreError(16872, "'$' by itself is not a valid FieldPath");
  checkPath(path, text);
  if (path.length === 1) {
    const name = path[0] as string;
    return (vars) => vars.root.get(name);
  }
  return (vars) => fieldAt(vars.root, path, 0);
}

function checkPath(path: readonly string[], text: string): void {
  for (const step of path) {
    if (step === '')
      throw new StoreError(text.endsWith('.') ? 40353 : 15998, `FieldPath '${text}' has an empty part`);
    if (step.startsWith('$'))
      throw new StoreError(16410, `FieldPath field names may not start with '$': ${text}`);
    if (step.includes('\0')) throw new StoreError(16411, 'FieldPath field names may not contain null bytes');
  }
}

/** A path in an expression goes through arrays into every element; numbers in it are names, not positions. */
export function fieldAt(v: Maybe, path: readonly string[], at: number): Maybe {
  if (at === path.length) return v;
  if (isDoc(v)) return fieldAt(v.get(path[at] as string), path, at + 1);
  if (!isArray(v)) return undefined;
  const out: Value[] = [];
  for (const x of v) {
    const found = isDoc(x) || isArray(x) ? fieldAt(x, path, at) : undefined;
    if (found !== undefined) out.push(found);
  }
  return out;
}
