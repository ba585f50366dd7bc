/** Where a message was said, and where an answer goes: a group, or a chat with one person. */
export type Conversation = { kind: 'room'; id: string } | { kind: 'direct'; id: string };

/** Who said something, as the gateway names them. `alias` is the group nickname (群昵称) in that room. */
export interface Sender {
  contactId: string;
  name: string;
  alias?: string;
}

/** The earlier message that a message quotes (引用). The gateways lose its id, so only its words are left. */
export interface Quote {
  /** The name the client wrote before the quoted words. */
  senderName: string;
  text: string;
  /** Whether the quoted message was said by this bot. */
  fromBot: boolean;
}

export interface Picture {
  /** Fetches the picture from the gateway. Rejects when the gateway no longer has it. */
  bytes(): Promise<Uint8Array>;
  name: string;
}

/** One message from a group or a person, free of any vendor's types. */
export interface IncomingMessage {
  /** The gateway's id; the same id may be delivered more than once. */
  id: string;
  /** The contact id of the bot's own account. */
  account: string;
  conversation: Conversation;
  sender: Sender;
  kind: 'text' | 'picture' | 'solitaire' | 'other';
  /** What was typed, without the quoted part and without the @mention of the bot. Empty for pictures. */
  text: string;
  /** How the bot was addressed, or null when it was not. */
  addressed: 'direct' | 'mention' | 'quote' | null;
  quote?: Quote;
  /** People mentioned with @, the bot left out. Their `@name` stays in the text. */
  mentions: { contactId: string; name: string }[];
  picture?: Picture;
  /** When the gateway says it was sent. */
  sentAt: Date;
}
