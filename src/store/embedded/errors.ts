/** Errors in the server's own vocabulary: a code, its name, and what a driver looks at besides. */
import type { Doc } from './values/types.ts';

const NAMES: Record<number, string> = {
  1: 'InternalError',
  2: 'BadValue',
  8: 'UnknownError',
  9: 'FailedToParse',
  10: 'CannotMutateObject',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  17: 'ProtocolError',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  68: 'IndexAlreadyExists',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  125: 'CommandFailed',
  146: 'ExceededMemoryLimit',
  197: 'InvalidIndexSpecificationOption',
  225: 'TransactionTooOld',
  238: 'NotImplemented',
  241: 'ConversionFailure',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  14031: 'OutOfDiskSpace',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  11601: 'Interrupted',
  11602: 'InterruptedDueToReplStateChange',
};

/** What goes with an error beyond code and message. */
export interface ErrorDetails {
  keyPattern?: Doc;
  keyValue?: Doc;
  labels?: string[];
}

export class StoreError extends Error {
  readonly code: number;
  readonly details: ErrorDetails;
  constructor(code: number, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
    this.details = details;
  }
  get codeName(): string {
    return NAMES[this.code] ?? `Location${this.code}`;
  }
}

/** Refuses something that MongoDB has and this engine has not; nothing is ever ignored instead. */
export const notSupported = (what: string): StoreError =>
  new StoreError(238, `${what} is not supported by the embedded store`);

export const badValue = (message: string): StoreError => new StoreError(2, message);
export const failedToParse = (message: string): StoreError => new StoreError(9, message);
export const typeMismatch = (message: string): StoreError => new StoreError(14, message);
