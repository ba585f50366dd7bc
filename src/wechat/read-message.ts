import { type payloads, types } from 'wechaty-puppet';
import type { Clock } from '#src/clock.ts';
import type { Directory, Member } from './directory.ts';
import type { Conversation, IncomingMessage, Picture, Quote } from './incoming-message.ts';
import { mentionedNames, stripOwnMention } from './parse/own-mention.ts';
import { parseWords, type Words } from './parse/words.ts';

export interface Reader {
  account: { id: string; name: string };
  directory: Directory;
  clock: Clock;
  picture(messageId: string): Promise<Uint8Array>;
}

/** Turns what the gateway gives into an IncomingMessage: who said what, where, to whom, quoting what. */
export async function readMessage(payload: payloads.Message, reader: Reader): Promise<IncomingMessage> {
  const { account, directory } = reader;
  const conversation: Conversation = payload.roomId
    ? { kind: 'room', id: payload.roomId }
    : { kind: 'direct', id: payload.talkerId };
  const sender = await memberOf(conversation, payload.talkerId, directory);
  const self = await memberOf(conversation, account.id, directory);
  const ownNames = [account.name, self.name, self.alias];

  const isPicture = payload.type === types.Message.Image;
  const words = isPicture ? noWords : parseWords(payload.type, payload.text ?? '');
  const mentionIds = ('mentionIdList' in payload && payload.mentionIdList) || [];
  const own = stripOwnMention(words.text, ownNames, { known: mentionIds.includes(account.id) });
  const quote = words.quote && quoteOf(words.quote, ownNames, account.id);

  return {
    id: payload.id,
    account: account.id,
    conversation,
    sender: { contactId: sender.contactId, name: sender.name, ...(sender.alias && { alias: sender.alias }) },
    kind: isPicture ? 'picture' : words.kind,
    text: own.text,
    addressed: addressed(conversation, own.mentioned, quote),
    ...(quote && { quote }),
    mentions: await mentionsOf(conversation, mentionIds, own.text, reader, ownNames),
    ...(isPicture && { picture: pictureOf(payload, reader) }),
    sentAt: sentAt(payload.timestamp, reader.clock),
  };
}

const noWords: Words = { kind: 'text', text: '' };

function addressed(
  conversation: Conversation,
  mentioned: boolean,
  quote: Quote | undefined,
): IncomingMessage['addressed'] {
  if (conversation.kind === 'direct') return 'direct';
  if (mentioned) return 'mention';
  return quote?.fromBot ? 'quote' : null;
}

function quoteOf(quote: NonNullable<Words['quote']>, ownNames: string[], accountId: string): Quote {
  const fromBot = quote.senderIds ? quote.senderIds.includes(accountId) : ownNames.includes(quote.senderName);
  return { senderName: quote.senderName, text: quote.text, fromBot };
}

/** Someone in a conversation. A name that cannot be had must not cost the message: the id stands in for it. */
async function memberOf(
  conversation: Conversation,
  contactId: string,
  directory: Directory,
): Promise<Member> {
  try {
    if (conversation.kind === 'room') return await directory.member(conversation.id, contactId);
    return { contactId, name: await directory.contactName(contactId), alias: '' };
  } catch {
    return { contactId, name: contactId, alias: '' };
  }
}

async function mentionsOf(
  conversation: Conversation,
  mentionIds: string[],
  text: string,
  { account, directory }: Reader,
  ownNames: string[],
): Promise<IncomingMessage['mentions']> {
  if (conversation.kind === 'direct') return [];
  const ids = new Set(mentionIds.filter((id) => id !== account.id));
  if (ids.size > 0) {
    const members = await Promise.all(Array.from(ids, (id) => memberOf(conversation, id, directory)));
    return members.map(({ contactId, name, alias }) => ({ contactId, name: alias || name }));
  }
  const names = mentionIds.length > 0 ? [] : mentionedNames(text).filter((name) => !ownNames.includes(name));
  if (names.length === 0) return [];
  const members = await directory.known(conversation.id);
  return names.flatMap((name) => {
    const called = members.filter((member) => (member.alias || member.name) === name);
    // Two people of the same name: better nobody than the wrong one.
    return called.length === 1 && called[0] ? [{ contactId: called[0].contactId, name }] : [];
  });
}

function pictureOf(payload: payloads.Message, reader: Reader): Picture {
  return { name: payload.filename || `${payload.id}.jpg`, bytes: () => reader.picture(payload.id) };
}

/** Most gateways give milliseconds, some seconds, a few nothing. */
function sentAt(timestamp: number, clock: Clock): Date {
  if (!Number.isFinite(timestamp) || timestamp <= 0) return clock.now();
  return new Date(timestamp < 100_000_000_000 ? timestamp * 1_000 : timestamp);
}
