import { renderPages } from '#src/replies/render.ts';
import type { Reply } from '#src/replies/reply.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';
import type { Language, OutboxEntry } from './schema.ts';

type Cause = Pick<IncomingMessage, 'id' | 'account' | 'conversation'>;

/**
 * The outbox entries for what a message caused. Their ids are made from the message's, so that the same message,
 * delivered twice, can't queue twice.
 *
 * @param kind what is owed, what merely answers, and an apology have ids of their own: one never stands in for another
 */
export function entriesFor(
  message: Cause,
  language: Language,
  replies: Reply[],
  now: Date,
  kind: 'owed' | 'answer' | 'apology' = 'owed',
): OutboxEntry[] {
  const prefix = { owed: '', answer: 'a', apology: 'f' }[kind];
  return replies.flatMap((reply, index) => {
    const to = reply.to ?? { account: message.account, conversation: message.conversation, language };
    const queued = entry(`${causeId(message)}:${prefix}${index}`, { ...reply, to }, now, 'again');
    return inPages(reply.to ? queued : { ...queued, isAwaited: true });
  });
}

/** The message's part of the ids of its entries. */
export function causeId({ account, id }: Pick<IncomingMessage, 'id' | 'account'>): string {
  return `${account}:${id}`;
}

/** The message's part of an entry's id. */
export function causeOf(entryId: string): string {
  return entryId.slice(0, entryId.lastIndexOf(':'));
}

/** One entry, or one for each message that a long text takes: it is never cut. */
export function inPages(whole: OutboxEntry): OutboxEntry[] {
  const { length } = renderPages(whole.language, whole.key, whole.params);
  if (length === 1) return [whole];
  const { attachment, ...rest } = whole;
  return Array.from({ length }, (_, page) => ({
    ...rest,
    page,
    ...(page === 0 ? {} : { _id: `${whole._id}p${page}`, mentions: [] }),
    // A picture comes after all of the text.
    ...(attachment && page === length - 1 ? { attachment } : {}),
  }));
}

/** One entry under an id of the caller's making, for scheduled posts. */
export function entry(
  id: string,
  { key, params, to, mentions = [], attachment, notBefore }: Reply & { to: NonNullable<Reply['to']> },
  now: Date,
  whenUnsure: OutboxEntry['whenUnsure'],
): OutboxEntry {
  return {
    _id: id,
    account: to.account,
    conversation: to.conversation,
    key,
    params: params as Record<string, unknown>,
    language: to.language,
    mentions,
    ...(attachment ? { attachment } : {}),
    whenUnsure,
    state: 'queued',
    attempts: 0,
    queuedAt: now,
    notBefore: notBefore ?? now,
  };
}
