import type { Reply } from '#src/replies/reply.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';
import type { Language, OutboxEntry } from './schema.ts';

/**
 * The outbox entries for what a message caused. Their ids are made from the message's, so that the same message,
 * delivered twice, can't queue twice.
 */
export function entriesFor(
  message: Pick<IncomingMessage, 'id' | 'account' | 'conversation'>,
  language: Language,
  replies: Reply[],
  now: Date,
): OutboxEntry[] {
  return replies.map((reply, index) => {
    const to = reply.to ?? { account: message.account, conversation: message.conversation, language };
    return entry(idOf(message, index), { ...reply, to }, now, 'again');
  });
}

/** The id of the first thing that is said because of a message: whoever holds it has answered that message. */
export function firstEntryId(message: Pick<IncomingMessage, 'id' | 'account'>): string {
  return idOf(message, 0);
}

function idOf({ account, id }: Pick<IncomingMessage, 'id' | 'account'>, index: number): string {
  return `${account}:${id}:${index}`;
}

/** One entry under an id of the caller's making, for scheduled posts. */
export function entry(
  id: string,
  { key, params, to, mentions = [], picture, notBefore }: Reply & { to: NonNullable<Reply['to']> },
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
    ...(picture ? { picture } : {}),
    whenUnsure,
    state: 'queued',
    attempts: 0,
    queuedAt: now,
    notBefore: notBefore ?? now,
  };
}
