import { type Connection, Schema } from 'mongoose';
import type { Attachment } from '#src/pictures/attachment.ts';
import type { ReplyKey } from '#src/replies/reply.ts';
import type { Conversation } from '#src/wechat/incoming-message.ts';

export type Language = 'zh' | 'en';

/**
 * One thing that the bot owes somebody. It is written in the same transaction as what it tells of, under an id
 * made from its cause (message id or job and period): the same cause can queue it only once.
 */
export interface OutboxEntry {
  _id: string;
  /** The bot account that has to say it. */
  account: string;
  conversation: Conversation;
  key: ReplyKey;
  params: Record<string, unknown>;
  language: Language;
  /** Which of its messages this is, from 0, when what is said takes several. */
  page?: number;
  /** Contact ids to @mention. */
  mentions: string[];
  /** Somebody in the conversation waits for it: it answers what was said there. Anything else can wait for a quiet moment. */
  isAwaited?: boolean;
  /** What to send after the text, as data; it is made when it is sent. */
  attachment?: Attachment;
  /**
   * `again`: after a crash or time-out in the middle of a send, send it again (a repeated answer does no harm).
   * `never`: rather lose it than post it twice (leaderboards).
   */
  whenUnsure: 'again' | 'never';
  state: 'queued' | 'sending' | 'sent' | 'failed';
  attempts: number;
  queuedAt: Date;
  notBefore: Date;
}

export interface Lease {
  _id: string;
  holder: string;
  until: Date;
}

/** Entries are kept for a month: as long as a gateway could deliver a message again. */
const KEPT_SECONDS = 30 * 24 * 3600;

export function outboxModels(connection: Connection) {
  const required = { required: true } as const;
  return {
    outbox: connection.model<OutboxEntry>(
      'OutboxEntry',
      new Schema<OutboxEntry>(
        {
          _id: { type: String, ...required },
          account: { type: String, ...required },
          conversation: { kind: { type: String, ...required }, id: { type: String, ...required } },
          key: { type: String, ...required },
          params: { type: Schema.Types.Mixed, ...required },
          language: { type: String, ...required },
          page: Number,
          mentions: { type: [String], ...required },
          isAwaited: Boolean,
          attachment: Schema.Types.Mixed,
          whenUnsure: { type: String, ...required },
          state: { type: String, ...required },
          attempts: { type: Number, ...required },
          queuedAt: { type: Date, ...required },
          notBefore: { type: Date, ...required },
        },
        { versionKey: false, minimize: false },
      )
        .index({ account: 1, state: 1, notBefore: 1 })
        .index({ queuedAt: 1 }, { expireAfterSeconds: KEPT_SECONDS }),
    ),
    leases: connection.model<Lease>(
      'Lease',
      new Schema<Lease>(
        {
          _id: { type: String, ...required },
          holder: { type: String, ...required },
          until: { type: Date, ...required },
        },
        { versionKey: false },
      ),
    ),
  };
}
export type OutboxModels = ReturnType<typeof outboxModels>;
