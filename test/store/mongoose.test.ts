import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES, openStore, type TestStore } from './helpers/store.ts';

const personSchema = new mongoose.Schema(
  {
    name: { type: String, required: true },
    phone: { type: String },
    points: { type: Number, default: 0 },
    tags: [String],
    visits: [{ at: Date, place: String }],
    house: { block: Number, room: Number },
  },
  { timestamps: true },
);
personSchema.index({ name: 1 }, { unique: true });
personSchema.index({ phone: 1 }, { unique: true, partialFilterExpression: { phone: { $type: 'string' } } });
personSchema.index({ 'house.block': 1, points: -1 });

describe.each(ENGINES)('mongoose on %s', (engine) => {
  let store: TestStore;
  let connection: mongoose.Connection;
  let Person: mongoose.Model<mongoose.InferSchemaType<typeof personSchema>>;
  beforeAll(async () => {
    store = await openStore(engine);
    connection = await mongoose.createConnection(store.uri, { dbName: 'mongoose_test' }).asPromise();
    await connection.dropDatabase();
    Person = connection.model<mongoose.InferSchemaType<typeof personSchema>>('Person', personSchema);
    await Person.init();
  });
  afterAll(async () => {
    await connection.close();
    await store.close();
  });
  beforeEach(async () => {
    await Person.deleteMany({});
  });

  test('create, find, save, delete', async () => {
    const zhang = await Person.create({ name: '张三', house: { block: 3, room: 501 }, tags: ['volunteer'] });
    expect(await Person.findById(zhang._id).lean()).toMatchObject({
      name: '张三',
      points: 0,
      tags: ['volunteer'],
      house: { block: 3, room: 501 },
    });
    zhang.points += 20;
    zhang.visits.push({ at: new Date(0), place: '广场' });
    await zhang.save();
    expect(await Person.findOne({ 'visits.place': '广场' }).lean()).toMatchObject({ points: 20 });
    expect(await Person.exists({ name: '李四' })).toBeNull();
    expect((await Person.deleteOne({ _id: zhang._id })).deletedCount).toBe(1);
  });

  test('a duplicate is E11000 with keyPattern and keyValue; documents outside a partial index do not clash', async () => {
    await Person.create([{ name: 'a' }, { name: 'b', phone: '1' }]);
    await expect(Person.create({ name: 'a' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { name: 1 },
      keyValue: { name: 'a' },
    });
    await expect(Person.create({ name: 'c', phone: '1' })).rejects.toMatchObject({
      code: 11000,
      keyValue: { phone: '1' },
    });
    await Person.create({ name: 'd' });
  });

  test('updates: upsert, findOneAndUpdate, array filters, pipelines', async () => {
    await Person.updateOne(
      { name: 'a' },
      { $set: { points: 1 }, $setOnInsert: { tags: ['new'] } },
      { upsert: true },
    );
    expect(
      await Person.findOneAndUpdate(
        { name: 'a' },
        { $inc: { points: 4 }, $addToSet: { tags: 'x' } },
        { returnDocument: 'after' },
      ).lean(),
    ).toMatchObject({ points: 5, tags: ['new', 'x'] });
    await Person.updateOne({ name: 'a' }, { $set: { 'tags.$[t]': 'old' } }, { arrayFilters: [{ t: 'new' }] });
    await Person.collection.updateOne({ name: 'a' }, [{ $set: { points: { $multiply: ['$points', 2] } } }]);
    expect(await Person.findOne({ name: 'a' }).lean()).toMatchObject({ points: 10, tags: ['old', 'x'] });
    expect(await Person.findOneAndDelete({ name: 'a' }).lean()).toMatchObject({ points: 10 });
  });

  test('bulk writes report what was done and what was not', async () => {
    const result = await Person.bulkWrite(
      [
        { insertOne: { document: { name: 'a' } } },
        { insertOne: { document: { name: 'a' } } },
        { updateOne: { filter: { name: 'a' }, update: { $inc: { points: 3 } } } },
        { deleteOne: { filter: { name: 'nobody' } } },
      ],
      { ordered: false },
    ).catch((error: mongoose.mongo.MongoBulkWriteError) => error.result);
    expect(result).toMatchObject({ insertedCount: 1, matchedCount: 1, deletedCount: 0 });
  });

  test('cursors bring many documents in batches, in the order of the index', async () => {
    await Person.insertMany(
      Array.from({ length: 1500 }, (_, i) => ({
        name: `p${i}`,
        points: (i * 7) % 1500,
        house: { block: 1, room: i },
      })),
    );
    const seen: number[] = [];
    for await (const p of Person.find({ 'house.block': 1 })
      .sort({ points: -1 })
      .batchSize(100)
      .lean()
      .cursor())
      seen.push(p.points as number);
    expect(seen).toEqual(Array.from({ length: 1500 }, (_, i) => 1499 - i));
  });

  test('aggregation: group, sort, lookup', async () => {
    await Person.create([
      { name: 'a', points: 1, house: { block: 1, room: 1 } },
      { name: 'b', points: 2, house: { block: 1, room: 2 } },
      { name: 'c', points: 5, house: { block: 2, room: 1 } },
    ]);
    expect(
      await Person.aggregate([
        { $group: { _id: '$house.block', points: { $sum: '$points' }, who: { $push: '$name' } } },
        { $sort: { _id: 1 } },
      ]),
    ).toEqual([
      { _id: 1, points: 3, who: ['a', 'b'] },
      { _id: 2, points: 5, who: ['c'] },
    ]);
  });

  test('a transaction happens as a whole or not at all, and is not seen before', async () => {
    await Person.create({ name: 'a', points: 10 });
    await connection.transaction(async (session) => {
      await Person.updateOne({ name: 'a' }, { $inc: { points: -3 } }, { session });
      await Person.create([{ name: 'b', points: 3 }], { session });
      expect(await Person.countDocuments({}).session(session)).toBe(2);
      expect(await Person.countDocuments({})).toBe(1);
    });
    expect(await Person.find().sort({ name: 1 }).distinct('points')).toEqual([3, 7]);
    await expect(
      connection.transaction(async (session) => {
        await Person.deleteMany({}, { session });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await Person.countDocuments({})).toBe(2);
  });

  test('sixteen transactions at once on one document lose no update', async () => {
    await Person.create({ name: 'a', points: 0 });
    await Promise.all(
      Array.from({ length: 16 }, () =>
        connection.transaction(async (session) => {
          const a = await Person.findOne({ name: 'a' }).session(session);
          await Person.updateOne({ name: 'a' }, { $set: { points: (a?.points ?? 0) + 1 } }, { session });
        }),
      ),
    );
    expect((await Person.findOne({ name: 'a' }).lean())?.points).toBe(16);
  });

  test('a write error ends the transaction', async () => {
    await Person.create({ name: 'a' });
    await expect(
      connection.transaction((session) =>
        Person.create([{ name: 'b' }, { name: 'a' }], { session, ordered: true }),
      ),
    ).rejects.toMatchObject({ code: 11000 });
    expect(await Person.countDocuments({})).toBe(1);
  });

  test('a retried write is done once', async () => {
    // A client of its own: its sessions have not used any number yet.
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    const db = client.db('mongoose_test');
    const command = {
      insert: 'retried',
      documents: [{ _id: 1 }],
      txnNumber: mongoose.mongo.Long.fromNumber(1),
    };
    await client.withSession(async (session) => {
      expect(await db.command(command, { session })).toMatchObject({ n: 1, ok: 1 });
      expect(await db.command(command, { session })).toMatchObject({ n: 1, ok: 1 });
    });
    expect(await db.collection('retried').countDocuments()).toBe(1);
    await db.collection('retried').drop();
    await client.close();
  });

  test('explain says which index is used', async () => {
    const plan = (filter: object, sort: Record<string, 1 | -1>) =>
      Person.collection.find(filter).sort(sort).explain();
    expect(JSON.stringify(await plan({ 'house.block': 1 }, { points: -1 }))).toContain(
      'house.block_1_points_-1',
    );
    expect(JSON.stringify(await plan({ tags: 'x' }, {}))).toContain('COLLSCAN');
  });
});
