import mongoose, { type Connection } from 'mongoose';
import { BadInput } from '#src/bad-input.ts';
import { openEmbeddedStore } from './embedded/index.ts';
import { fewAtATime } from './few-at-a-time.ts';

// A model call inside `inTransaction` joins that transaction by itself, so no capability hands sessions around.
mongoose.set('transactionAsyncLocalStorage', true);

/** Connections to the store; half of them may be busy with transactions that wait for each other. */
const POOL = 16;

/** The one way to the data: a mongoose connection, to MongoDB or to the embedded engine alike. */
export interface Store {
  connection: Connection;
  /** Runs `work` in one transaction; it may run more than once, so it must have no effect but on the store. */
  inTransaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the store.
 *
 * @param uri a replica set's URI; without it the embedded engine is opened on `folder`.
 * @param database the database's name on either.
 * @throws BadInput when the database can't be reached, in one sentence.
 */
export async function openStore({
  uri,
  folder,
  database,
}: {
  uri?: string;
  folder: string;
  database: string;
}): Promise<Store> {
  const embedded = uri ? undefined : await openEmbeddedStore({ folder });
  const connection = mongoose.createConnection(uri ?? embedded?.uri ?? '', {
    dbName: database,
    serverSelectionTimeoutMS: 8000,
    maxPoolSize: POOL,
    autoIndex: false,
  });
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.close().catch(() => undefined);
    await embedded?.close();
    throw new BadInput(
      `连不上数据库，请检查 MONGODB_URI 以及数据库是否已启动 (cannot reach the database of MONGODB_URI: ${withoutPassword(String((error as Error).message))})`,
    );
  }
  const inTurn = fewAtATime(POOL / 2);
  return {
    connection,
    inTransaction: (work) =>
      inTurn(() => connection.transaction(work)) as Promise<Awaited<ReturnType<typeof work>>>,
    async close() {
      await connection.close();
      await embedded?.close();
    },
  };
}

function withoutPassword(text: string): string {
  return text.replace(/:\/\/[^@\s]*@/g, '://***@');
}

/** Thrown inside a transaction when what it read has changed meanwhile: it is run again from the start. */
export class TryAgain extends mongoose.mongo.MongoError {
  constructor(why: string) {
    super(why);
    this.addErrorLabel('TransientTransactionError');
  }
}

/** Whether an error says that a document with this unique key is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 11000;
}

/** Whether an error says that this very document is there already: the unique key is the `_id` of this collection. */
export function isDuplicateId(error: unknown, collection: string): boolean {
  const { message = '' } = (error ?? {}) as { message?: string };
  return isDuplicateKey(error) && message.includes(`.${collection} `) && message.includes('_id_');
}
