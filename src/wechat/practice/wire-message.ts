import { type payloads, types } from 'wechaty-puppet';
import type { ChatMessage } from './api.ts';

/** What another gateway would put on the wire for the same message; for trying out foreign formats. */
export interface Wire {
  type: types.Message;
  text: string;
}

/** The dashes that WeChat puts between a quoted text and the reply. */
const quoteRule = '- - - - - - - - - - - - - - -';

/** A chat message as PadLocal would give it: quotes inside the text, #接龙 as GroupNote, pictures by file. */
export function wireMessage(message: ChatMessage, botId: string, wire?: Wire): payloads.Message {
  const direct = message.conversation.startsWith('direct:');
  const base = {
    id: message.id,
    talkerId: message.senderId,
    timestamp: Date.parse(message.sentAt),
    type: wire?.type ?? wireType[message.kind],
    text: (wire?.text ?? wireText(message)).toWellFormed(),
    filename: message.kind === 'file' ? message.text : (message.pictureUrl?.slice('/files/'.length) ?? ''),
  };
  if (!direct) return { ...base, roomId: message.conversation, mentionIdList: message.mentionIds };
  const listenerId = message.senderId === botId ? message.conversation.slice('direct:'.length) : botId;
  return { ...base, listenerId };
}

const wireType = {
  text: types.Message.Text,
  picture: types.Message.Image,
  file: types.Message.Attachment,
  solitaire: types.Message.GroupNote,
};

function wireText({ text, quote }: ChatMessage): string {
  return quote ? `「${quote.senderName}：${quote.text}」\n${quoteRule}\n${text}` : text;
}
