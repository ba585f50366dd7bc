/** What commands need of aggregation. */
import './arithmetic.ts';
import './logic.ts';
import './arrays.ts';
import './strings.ts';
import './dates.ts';
import './accumulators.ts';
import { readCollation } from '../commands/collation.ts';
import type { Context } from '../commands/context.ts';
import { unpaused } from '../engine/slices.ts';
import { StoreError, typeMismatch } from '../errors.ts';
import { truthy } from '../query/filter.ts';
import type { CompilePipeline } from '../update/update.ts';
import { type Doc, isDoc, type Maybe, type Value } from '../values/types.ts';
import { compileExpression, type Env, NO_VARIABLES, rootEnv } from './expression.ts';
import { compilePipeline } from './pipeline.ts';

/** The variables that a command's `let` binds, and what expressions in it may use. */
export function withVariables(context: Context): { env: Env; vars: ReadonlyMap<string, Maybe> } {
  const given = context.command.get('let');
  const nowMs = context.engine.now();
  const collate = readCollation(context.command.get('collation'));
  if (given === undefined) return { env: rootEnv(nowMs, [], collate), vars: NO_VARIABLES };
  if (!isDoc(given)) throw typeMismatch("'let' must be a document");
  const env = rootEnv(nowMs, [], collate);
  const vars = new Map<string, Maybe>();
  for (const [name, v] of given) vars.set(name, compileExpression(v, env)({ root: new Map(), bound: vars }));
  return { env: rootEnv(nowMs, vars.keys(), collate), vars };
}

/** Makes the tests of `$expr` in a command's filters. */
export function exprCompiler(context: Context): (v: Value) => (doc: Doc) => boolean {
  return (v) => {
    const { env, vars } = withVariables(context);
    const e = compileExpression(v, env);
    return (doc) => truthy(e({ root: doc, bound: vars }));
  };
}

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** Makes updates of pipelines; only stages that keep one document one document may be in them. */
export function compilePipelineUpdate(context: Context): CompilePipeline {
  return (stages, constants) => {
    const { env: outer, vars } = withVariables(context);
    const all = new Map<string, Maybe>([...vars, ...(constants ?? new Map<string, Value>())]);
    const env: Env = { ...outer, names: new Set(all.keys()) };
    const pipeline = compilePipeline(stages, env, UPDATE_STAGES);
    const sources = { vars: all, scope: context.engine.writeScope, db: context.db };
    return (doc) => {
      const [out] = unpaused(pipeline.run([doc], sources));
      if (!out) throw new StoreError(1, 'the update pipeline gave no document');
      return out;
    };
  };
}
