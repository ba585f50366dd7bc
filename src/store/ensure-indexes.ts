import type { Connection } from 'mongoose';

/**
 * Makes every index that the models of a connection declare, one command for each collection (mongoose's own way is
 * one for each index, which makes a start slow).
 */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await Promise.all(
    Object.values(connection.models).map(async ({ collection, schema }) => {
      const indexes = schema.indexes().map(([key, { background: _, ...options }]) => ({ key, ...options }));
      if (indexes.length > 0) await collection.createIndexes(indexes as never);
    }),
  );
}
