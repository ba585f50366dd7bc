/** Errors as answers. */
import { StoreError } from '../errors.ts';
import { doc } from '../values/clone.ts';
import { type Doc, int32 } from '../values/types.ts';

/** SQLite's numbers for the troubles that a person can mend. */
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;

/** Any error in the server's vocabulary; what was not foreseen is logged and becomes InternalError. */
export function asStoreError(error: unknown, warn: (message: string) => void): StoreError {
  if (error instanceof StoreError) return error;
  const e = error as Error & { errcode?: number };
  if (typeof e.errcode === 'number') {
    const primary = e.errcode & 255;
    if (primary === SQLITE_FULL)
      return new StoreError(14031, 'the disk is full: nothing was written; free some space and try again');
    if (primary === SQLITE_IOERR) {
      warn(`disk error: ${e.message}`);
      return new StoreError(
        14031,
        `the disk did not take the write (${e.message}): nothing was written; is it full?`,
      );
    }
    if (primary === SQLITE_CORRUPT) {
      warn(`the data file is damaged: ${e.message}`);
      return new StoreError(1, 'the data file is damaged; run `npm run store -- check` and restore a backup');
    }
    if (/no such table/.test(e.message))
      return new StoreError(175, 'the collection or index was dropped while the operation ran');
  }
  warn(`unexpected error: ${e?.stack ?? String(error)}`);
  return new StoreError(1, `internal error in the embedded store: ${e?.message ?? String(error)}`);
}

export function errorReply(error: unknown, warn: (message: string) => void): Doc {
  const e = asStoreError(error, warn);
  return doc({
    ok: 0,
    errmsg: e.message,
    code: int32(e.code),
    codeName: e.codeName,
    keyPattern: e.details.keyPattern,
    keyValue: e.details.keyValue,
    errorLabels: e.details.labels,
  });
}

/** One entry of `writeErrors`. */
export const writeError = (index: number, e: StoreError): Doc =>
  doc({
    index: int32(index),
    code: int32(e.code),
    errmsg: e.message,
    keyPattern: e.details.keyPattern,
    keyValue: e.details.keyValue,
  });
