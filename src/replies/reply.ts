import type { Room } from '#src/community/schema.ts';
import type { Attachment } from '#src/pictures/attachment.ts';
import type { Conversation } from '#src/wechat/incoming-message.ts';
import type { Replies } from './zh-CN/index.ts';

export type ReplyKey = keyof Replies;
export type ReplyParams<K extends ReplyKey> = Parameters<Replies[K]>[0];

/** Something to say, as data: which sentence, with what in it, and to whom. */
export interface Reply<K extends ReplyKey = ReplyKey> {
  key: K;
  params: ReplyParams<K>;
  /** Where to say it; without it, where the message came from. */
  to?: Destination;
  /** Contact ids to @mention. */
  mentions?: string[];
  /** A picture or file to send after the text. */
  attachment?: Attachment;
  /** Not before this moment. */
  notBefore?: Date;
}

export interface Destination {
  account: string;
  conversation: Conversation;
  language: 'zh' | 'en';
}

export function reply<K extends ReplyKey>(
  key: K,
  params: ReplyParams<K>,
  more: Omit<Reply, 'key' | 'params'> = {},
): Reply {
  return { key, params, ...more } as Reply;
}

/** A bound group as a destination; posts to groups are in the communities' own language. */
export function toRoom(room: Room): Destination {
  return { account: room.account, conversation: { kind: 'room', id: room._id }, language: 'zh' };
}

/** A capability's sentences in another language: the same keys, of the same parts. */
export type InEnglish<C extends Record<string, (params: never) => string>> = {
  [K in keyof C]: (params: Parameters<C[K]>[0]) => string;
};
