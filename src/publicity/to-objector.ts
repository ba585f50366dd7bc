import type { Reply } from '#src/replies/reply.ts';
import type { Objector } from './schema.ts';

/** Where an objector is answered: in private, whoever may have read the objection. */
export function toObjector({ account, contactId, language }: Objector): Pick<Reply, 'to'> {
  return { to: { account, conversation: { kind: 'direct', id: contactId }, language } };
}
