import type { ReplyKey, ReplyParams } from '#src/replies/reply.ts';

/**
 * Something that the person can mend: it becomes one sentence that says what to do next, and undoes the
 * transaction it was thrown in. Anything else that is thrown is a fault of ours.
 */
export class Refusal<K extends ReplyKey = ReplyKey> extends Error {
  readonly key: K;
  readonly params: ReplyParams<K>;

  constructor(key: K, params: ReplyParams<K>) {
    super(`refused: ${key}`);
    this.key = key;
    this.params = params;
  }
}
