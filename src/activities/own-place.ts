import type { Resident } from '#src/community/schema.ts';
import type { Reply } from '#src/replies/reply.ts';
import type { SaidWhere, SignUp } from './schema.ts';

/** Somebody's own chat with the bot, on the account that they were signed up with; undefined without a WeChat of theirs. */
export function ownChat(
  { said }: Pick<SignUp, 'said'>,
  { contactIds }: Pick<Resident, 'contactIds'>,
): NonNullable<Reply['to']> | undefined {
  const id = contactIds.includes(said.contactId) ? said.contactId : contactIds[0];
  if (id === undefined) return undefined;
  return { account: said.account, conversation: { kind: 'direct', id }, language: said.language };
}

/** Where somebody hears of their hours: where they signed up themselves, or privately when another did it for them. */
export function ownPlace(signUp: Pick<SignUp, 'said'>, resident: Pick<Resident, 'contactIds'>): SaidWhere {
  const chat = ownChat(signUp, resident);
  if (!chat || resident.contactIds.includes(signUp.said.contactId)) return signUp.said;
  return { ...chat, contactId: chat.conversation.id };
}
