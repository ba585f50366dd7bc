import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account, Ledger, transfer } from '#src/ledger/ledger.ts';
import { type Journal, ledgerModels } from '#src/ledger/schema.ts';
import { verifyLedger } from '#src/ledger/verify.ts';
import { createLog } from '#src/log.ts';
import { Numbers } from '#src/numbers.ts';
import { entriesFor } from '#src/outbox/entries.ts';
import { Outbox } from '#src/outbox/outbox.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { outboxModels } from '#src/outbox/schema.ts';
import { reply } from '#src/replies/reply.ts';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';
import { openStore, type Store } from '#src/store/store.ts';
import { Expiries } from '#src/supermarket/expiries.ts';
import { Fund, verifyFund } from '#src/supermarket/fund.ts';
import { Redemptions } from '#src/supermarket/redemptions.ts';
import { type Product, supermarketModels } from '#src/supermarket/schema.ts';
import { Shelf, verifyShelf } from '#src/supermarket/shelf.ts';
import { ManualClock } from '#test/support/manual-clock.ts';

export const COMMUNITY = 'c';
export const NOW = '2025-11-12T10:30+08:00';

/** Thrown where a test pulls the plug. */
export class PowerCut extends Error {}

/** Cuts the power before the n-th write from now on; 0 never. */
export class Fuse {
  writesLeft = 0;

  /** The same models, whose writes burn the fuse. */
  on<T extends object>(models: T): T {
    const fuse = this;
    const WRITES = ['insertMany', 'updateOne', 'bulkWrite', 'findOneAndUpdate', 'create', 'deleteMany'];
    const guarded = (model: object) =>
      new Proxy(model, {
        get(target, name) {
          const value = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          if (!WRITES.includes(String(name))) return value.bind(target);
          return (...args: unknown[]) => {
            if (fuse.writesLeft > 0 && --fuse.writesLeft === 0) throw new PowerCut(`before ${String(name)}`);
            return value.apply(target, args);
          };
        },
      });
    return Object.fromEntries(
      Object.entries(models).map(([name, model]) => [name, guarded(model as object)]),
    ) as T;
  }
}

/** One process at the store: the services of the supermarket, and the inbox that stops what is delivered again. */
export function processAt(store: Store, fuse = new Fuse()) {
  const models = supermarketModels(store.connection);
  const books = ledgerModels(store.connection);
  const outboxes = outboxModels(store.connection);
  const clock = new ManualClock(NOW);
  const ledger = new Ledger(fuse.on(books));
  const shelf = new Shelf(fuse.on(models));
  const numbers = new Numbers(store.connection);
  const expiries = new Expiries(store.connection, ledger);
  const redemptions = new Redemptions(fuse.on(models), { shelf, ledger, numbers, expiries });
  const outbox = new Outbox({ models: outboxes, clock, pace: NO_PACE, log: createLog('silent') });
  return {
    store,
    models,
    books,
    ledger,
    shelf,
    redemptions,
    expiries,
    fund: new Fund(fuse.on(models)),
    fuse,
    async createIndexes() {
      for (const model of [...Object.values(models), ...Object.values(books), ...Object.values(outboxes)])
        await model.createIndexes();
    },
    /** Does something as the receiver does: with the answer, in one transaction, so that it is done once a message. */
    async once<T>(messageId: string, work: () => Promise<T>): Promise<T> {
      const message = { id: messageId, account: 'xiaoji', conversation: { kind: 'room' as const, id: 'r' } };
      return store.inTransaction(async () => {
        const done = await work();
        await outbox.queue(entriesFor(message, 'zh', [reply('unknown', {})], clock.now()));
        return done;
      });
    },
  };
}
export type Process = ReturnType<typeof processAt>;

/** Two processes on one store, closed with `close`. */
export async function openTwo(fuse?: Fuse) {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-market-'));
  const engine = process.env.TEST_MONGODB_URI ? undefined : await openEmbeddedStore({ folder });
  const uri = process.env.TEST_MONGODB_URI ?? engine?.uri ?? '';
  const database = `market-${process.pid}-${Date.now()}`;
  const stores = [
    await openStore({ uri, folder, database }),
    await openStore({ uri, folder, database }),
  ] as const;
  const first = processAt(stores[0], fuse);
  const second = processAt(stores[1], fuse);
  await first.createIndexes();
  return {
    first,
    second,
    async empty() {
      for (const model of [...Object.values(first.models), ...Object.values(first.books)])
        await model.deleteMany();
      for (const { name } of await stores[0].connection.listCollections())
        if (/outbox|counter/i.test(name)) await stores[0].connection.collection(name).deleteMany();
    },
    async close() {
      for (const store of stores) await store.close();
      await engine?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const doing = (messageId: string) => ({
  by: 'wu-jie',
  messageId,
  at: new Date(NOW),
  rulebookVersion: '1',
});

/** Something with so much stock, put there with its journal. */
export async function stocked(at: Process, name: string, points: number, free: number): Promise<Product> {
  return at.store.inTransaction(async () => {
    const product = await at.shelf.put({
      community: COMMUNITY,
      name,
      aliases: [],
      kind: 'goods',
      points,
      unit: '袋',
      counted: true,
      listed: true,
      updatedAt: new Date(NOW),
    });
    if (free > 0)
      await at.shelf.move(product, {
        _id: `in:${name}`,
        free,
        reserved: 0,
        reason: 'in',
        memo: '',
        by: 'wu-jie',
        messageId: `in:${name}`,
        at: new Date(NOW),
      });
    return product;
  });
}

export function credit(at: Process, household: string, points: number, claim: number) {
  return at.ledger.recordEarning({
    community: COMMUNITY,
    household,
    grid: '一网格',
    claim,
    points,
    memo: '志愿服务',
    rulebookVersion: '1',
    decidedBy: ['zhao'],
    messageId: `m${claim}`,
    recordedAt: new Date(NOW),
  });
}

/** What an objection does: points move where they can't be spent, or back. */
export function freeze(at: Process, household: string, points: number, id: string) {
  return at.ledger.recordSpending({
    _id: id,
    community: COMMUNITY,
    kind: 'freeze',
    household,
    grid: '一网格',
    claim: 1,
    memo: '异议',
    rulebookVersion: '1',
    decidedBy: [],
    messageId: id,
    recordedAt: new Date(NOW),
    entries: transfer(account.household(household), account.frozen(household), points),
  });
}

/** What the end of an objection does. */
export function thaw(at: Process, frozen: Journal) {
  return at.ledger.record({
    ...frozen,
    _id: frozen._id.replace('freeze', 'release'),
    kind: 'release',
    memo: '异议解冻',
    entries: frozen.entries.map(({ account, points }) => ({ account, points: -points })),
  });
}

/** What a reversal does where nobody may owe: reservations are called off, and the rest is waived. */
export async function reverse(at: Process, credited: Journal, messageId: string) {
  const { by, at: recordedAt, rulebookVersion } = doing(messageId);
  const words = { memo: '记错', decidedBy: [by], messageId, recordedAt };
  const reversal = await at.ledger.recordReversal(credited, words);
  const short = await at.ledger.shortfallOf(reversal);
  if (short > 0)
    await at.redemptions.callOff(credited.household, short, '抵扣', {
      by,
      messageId,
      at: recordedAt,
      rulebookVersion,
    });
  await at.ledger.waiveShortfall(reversal);
}

export function draftOf(product: Product, quantity: number, household: string, messageId: string) {
  return {
    community: COMMUNITY,
    household,
    address: household.slice(2),
    grid: '一网格',
    resident: `${household}-张三`,
    residentName: '张三',
    requester: `${household}-张三`,
    requesterName: '张三',
    lines: [
      {
        product: product._id,
        name: product.name,
        unit: product.unit,
        kind: product.kind,
        counted: product.counted,
        quantity,
        points: product.points,
        cost: product.cost ?? 0,
      },
    ],
    place: '积分超市',
    deadline: new Date('2025-11-19T23:59:59+08:00'),
    account: 'xiaoji',
    contactId: 'zhang-san',
    language: 'zh' as const,
    messageId,
    requestedAt: new Date(NOW),
  };
}

/** Holds, or undoes everything and says why not. */
export class NotHeld extends Error {}
export async function hold(
  at: Process,
  product: Product,
  { household, quantity, id }: { household: string; quantity: number; id: string },
) {
  return at.once(id, async () => {
    const held = await at.redemptions.hold(draftOf(product, quantity, household, id), 0, doing(id));
    if (held.kind !== 'held') throw new NotHeld(held.kind);
    return held.redemption;
  });
}

/** Everything that must be true of points and stock whatever happened before; an empty list when all is well. */
export async function problemsWith({ books, models }: Process): Promise<string[]> {
  const problems = [
    ...(await verifyLedger(books)),
    ...(await verifyShelf(models)),
    ...(await verifyFund(models)),
  ];
  const accounts = new Map((await books.accounts.find().lean()).map(({ _id, balance }) => [_id, balance]));
  const sum = [...accounts.values()].reduce((total, balance) => total + balance, 0);
  if (sum !== 0) problems.push(`all accounts sum to ${sum}`);
  for (const [id, balance] of accounts)
    if (/^(?:household|held|frozen):/.test(id) && balance < 0) problems.push(`${id} is at ${balance}`);

  const all = await models.redemptions.find().lean();
  const points = (of: typeof all) => of.reduce((total, redemption) => total + redemption.points, 0);
  const held = all.filter(({ status }) => status === 'held');
  for (const household of new Set(all.map(({ household }) => household))) {
    const expected = points(held.filter((redemption) => redemption.household === household));
    const kept = accounts.get(account.held(household)) ?? 0;
    if (kept !== expected) problems.push(`${household} has ${kept} held, its redemptions hold ${expected}`);
  }
  const redeemed = points(all.filter(({ status }) => status === 'collected'));
  if ((accounts.get(account.redeemed(COMMUNITY)) ?? 0) !== redeemed) problems.push('redeemed does not agree');
  for (const { _id, reserved } of await models.products.find().lean()) {
    const promised = held
      .flatMap(({ lines }) => lines)
      .filter(({ product }) => product === _id)
      .reduce((total, { quantity }) => total + quantity, 0);
    if (promised !== reserved) problems.push(`${_id} has ${reserved} reserved, ${promised} are promised`);
  }
  const handedOut = (await models.stock.find({ reason: 'collect' }).lean()).map(
    ({ redemption }) => redemption,
  );
  if (new Set(handedOut).size !== handedOut.length) problems.push('something was handed out twice');
  return problems;
}
