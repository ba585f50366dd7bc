import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCases, runCase } from './helpers/cases.ts';
import { ENGINES, openStore, type TestStore } from './helpers/store.ts';

const HERE = path.join(import.meta.dirname, 'cases');
const SHARED = path.resolve(import.meta.dirname, '../../../shared/mongo-cases');
// All recorded cases where they are at hand, else the selection that is kept here.
const files = [
  [path.join(SHARED, 'cases.jsonl'), path.join(HERE, 'selection.jsonl')].find((f) => existsSync(f)) as string,
];

/** What the recorded cases use and the embedded store refuses; docs/store.md says why. */
const REFUSED = ['$densify', '$fill', '$jsonSchema', '$sampleRate', 'collation'];

describe.each(ENGINES)('recorded answers of MongoDB, on %s', (engine) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openStore(engine);
  });
  afterAll(() => store.close());

  test.each(files)('%s: the same, or refused as not supported', { timeout: 120_000 }, async (file) => {
    const sets = JSON.parse(readFileSync(path.join(path.dirname(file), 'docsets.json'), 'utf8'));
    const db = store.client.db('cases');
    const outcomes: Record<string, number> = {};
    const wrong: string[] = [];
    for (const c of readCases(file)) {
      const outcome = await runCase(db, c, sets);
      const kind = outcome === 'same' || outcome === 'unsupported' ? outcome : 'different';
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      if (kind === 'different') wrong.push(`${c.id}: ${outcome}`);
      if (kind === 'unsupported' && !c.ops.some((op) => REFUSED.includes(op)))
        wrong.push(`${c.id}: refused (${c.ops.join(' ')})`);
    }
    console.info(`${path.basename(file)}: ${JSON.stringify(outcomes)}`);
    expect(wrong).toEqual([]);
  });
});
