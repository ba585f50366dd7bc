import fc from 'fast-check';
import type mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare } from '#src/store/embedded/values/compare.ts';
import { parseDecimal } from '#src/store/embedded/values/decimal.ts';
import { decode } from '#src/store/embedded/values/decode.ts';
import { encode } from '#src/store/embedded/values/encode.ts';
import { keyOf } from '#src/store/embedded/values/key.ts';
import { type Doc, int32, ObjectId, type Value } from '#src/store/embedded/values/types.ts';
import { openStore, type TestStore } from './helpers/store.ts';

const number = fc.oneof(
  fc.integer().map((n): Value => int32(n | 0)),
  fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
  fc.double(),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -30, max: 10 }))
    .map(([c, e]) => parseDecimal(`${c}E${e}`) as Value),
);
const leaf: fc.Arbitrary<Value> = fc.oneof(
  number,
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }).map((d): Value => d),
  fc
    .uint8Array({ minLength: 12, maxLength: 12 })
    .map((b): Value => new ObjectId(Buffer.from(b).toString('latin1'))),
);
const name = fc.stringMatching(/^[a-z0-9_]{1,4}$/);
const value: fc.Arbitrary<Value> = fc.letrec<{ any: Value }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('any')), { maxLength: 4 }).map((e): Value => new Map(e)),
  ),
})).any;

test('what is encoded is decoded again, in the same bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (entries) => {
      const bytes = encode(new Map(entries) as Doc);
      expect(encode(decode(bytes)).equals(bytes)).toBe(true);
    }),
  );
});

test('cut or changed bytes are refused or read, but never break the reader', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, value), { maxLength: 4 }),
      fc.nat(),
      fc.nat({ max: 255 }),
      (entries, at, byte) => {
        const bytes = encode(new Map(entries) as Doc);
        bytes[at % bytes.length] = byte;
        try {
          decode(bytes);
        } catch (error) {
          expect((error as Error).name).toBe('StoreError');
        }
      },
    ),
  );
});

test('index keys order as values do', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(Math.sign(Buffer.compare(keyOf([a]), keyOf([b])))).toBe(Math.sign(compare(a, b)));
      expect(Math.sign(Buffer.compare(keyOf([a], [-1]), keyOf([b], [-1])))).toBe(Math.sign(compare(b, a)));
    }),
    { numRuns: 2000 },
  );
});

// ---- the same operations on an indexed collection, an unindexed one, and a plain model

let store: TestStore;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

interface Row {
  _id: number;
  a?: number | null | number[];
  b?: string;
  c?: { d: number };
}
type Operation =
  | { kind: 'insert'; row: Row }
  | { kind: 'set'; a: number; to: number }
  | { kind: 'inc'; id: number }
  | { kind: 'delete'; b: string }
  | { kind: 'find'; filter: object; sort: Record<string, 1 | -1> };

const small = fc.integer({ min: 0, max: 6 });
const letter = fc.constantFrom('x', 'y', 'z', 'xy');
const row = fc.record(
  {
    _id: fc.integer({ min: 0, max: 60 }),
    a: fc.oneof(small, fc.constant(null), fc.array(small, { maxLength: 3 })),
    b: letter,
    c: fc.record({ d: small }),
  },
  { requiredKeys: ['_id'] },
);
const condition = fc.oneof(
  small.map((n) => ({ a: n })),
  small.map((n) => ({ a: { $gt: n } })),
  fc.tuple(small, small).map(([n, m]) => ({ a: { $gte: n, $lte: m } })),
  fc.array(small, { maxLength: 3 }).map((l) => ({ a: { $in: l } })),
  fc.constant({ a: null }),
  fc.constant({ a: { $exists: false } }),
  letter.map((l) => ({ b: l })),
  letter.map((l) => ({ b: { $ne: l } })),
  letter.map((l) => ({ b: { $regex: `^${l}` } })),
  small.map((n) => ({ 'c.d': { $lt: n } })),
  fc.tuple(letter, small).map(([l, n]) => ({ b: l, 'c.d': n })),
  fc.tuple(letter, small).map(([l, n]) => ({ $or: [{ b: l }, { a: n }] })),
);
const sort = fc.constantFrom<Record<string, 1 | -1>>(
  { _id: 1 },
  { b: 1, _id: 1 },
  { b: -1, 'c.d': -1, _id: 1 },
  { b: 1, 'c.d': 1, _id: 1 },
  { 'c.d': -1, _id: -1 },
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { arbitrary: row.map((r): Operation => ({ kind: 'insert', row: r as Row })), weight: 5 },
  fc.tuple(small, small).map(([a, to]): Operation => ({ kind: 'set', a, to })),
  fc.integer({ min: 0, max: 60 }).map((id): Operation => ({ kind: 'inc', id })),
  letter.map((b): Operation => ({ kind: 'delete', b })),
  {
    arbitrary: fc.tuple(condition, sort).map(([filter, s]): Operation => ({ kind: 'find', filter, sort: s })),
    weight: 4,
  },
);

test('indexes never change an answer, and the contents are those of a plain model', {
  timeout: 60_000,
}, async () => {
  const db = store.client.db('properties');
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
      const plain = db.collection<Row>('plain');
      const indexed = db.collection<Row>('indexed');
      await Promise.all([plain.drop(), indexed.drop()]);
      await indexed.createIndexes([
        { key: { a: 1 } },
        { key: { b: 1, 'c.d': 1 } },
        { key: { b: -1, a: -1 } },
        { key: { 'c.d': -1 }, sparse: true },
      ]);
      const model = new Map<number, Row>();
      for (const op of operations) {
        const answers = await Promise.all([plain, indexed].map((c) => perform(c, op)));
        expect(answers[1]).toEqual(answers[0]);
        applyTo(model, op);
      }
      const contents = await indexed.find().sort({ _id: 1 }).toArray();
      expect(contents).toEqual([...model.values()].sort((x, y) => x._id - y._id));
    }),
    { numRuns: 40 },
  );
});

async function perform(c: mongoose.mongo.Collection<Row>, op: Operation): Promise<unknown> {
  switch (op.kind) {
    case 'insert':
      return c.insertOne({ ...op.row }).then(
        () => 'inserted',
        (error: { code: number }) => error.code,
      );
    case 'set':
      return (await c.updateMany({ a: op.a }, { $set: { c: { d: op.to } } })).matchedCount;
    case 'inc':
      return (await c.updateOne({ _id: op.id }, { $inc: { 'c.d': 1 } })).matchedCount;
    case 'delete':
      return (await c.deleteMany({ b: op.b })).deletedCount;
    case 'find':
      return c.find(op.filter).sort(op.sort).toArray();
  }
}

function applyTo(model: Map<number, Row>, op: Operation): void {
  if (op.kind === 'insert' && !model.has(op.row._id)) model.set(op.row._id, op.row);
  if (op.kind === 'set')
    for (const r of model.values())
      if (r.a === op.a || (Array.isArray(r.a) && r.a.includes(op.a)))
        model.set(r._id, { ...r, c: { d: op.to } });
  if (op.kind === 'inc') {
    const r = model.get(op.id);
    if (r) model.set(op.id, { ...r, c: { d: (r.c?.d ?? 0) + 1 } });
  }
  if (op.kind === 'delete') for (const r of [...model.values()]) if (r.b === op.b) model.delete(r._id);
}
