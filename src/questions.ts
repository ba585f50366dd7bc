import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#src/clock.ts';
import type { PendingQuestion } from '#src/understanding/context.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';

interface AskedQuestion {
  _id: string;
  question: PendingQuestion;
  askedAt: Date;
}

/** How long an answer is awaited, in milliseconds. */
const PATIENCE_MS = 10 * 60_000;

/**
 * The last question that each person was asked, in each conversation. Looked up for every line of chatter, so it
 * is answered from memory; the store keeps a copy for the next start.
 */
export class Questions {
  readonly #model;
  readonly #clock: Clock;
  readonly #asked = new Map<string, AskedQuestion>();

  constructor(connection: Connection, clock: Clock) {
    this.#clock = clock;
    this.#model = connection.model<AskedQuestion>(
      'Question',
      new Schema<AskedQuestion>(
        {
          _id: { type: String, required: true },
          question: { type: Schema.Types.Mixed, required: true },
          askedAt: { type: Date, required: true },
        },
        { versionKey: false, minimize: false },
      ).index({ askedAt: 1 }, { expireAfterSeconds: PATIENCE_MS / 1000 }),
    );
  }

  async start(): Promise<void> {
    for (const asked of await this.#model.find().lean()) this.#asked.set(asked._id, asked);
  }

  pending(message: IncomingMessage): PendingQuestion | undefined {
    const asked = this.#asked.get(keyOf(message));
    if (!asked) return undefined;
    if (this.#clock.now().getTime() - asked.askedAt.getTime() <= PATIENCE_MS) return asked.question;
    this.#asked.delete(asked._id);
    return undefined;
  }

  async ask(message: IncomingMessage, question: PendingQuestion): Promise<void> {
    const asked: AskedQuestion = { _id: keyOf(message), question, askedAt: this.#clock.now() };
    this.#asked.set(asked._id, asked);
    await this.#model.updateOne(
      { _id: asked._id },
      { $set: { question, askedAt: asked.askedAt } },
      { upsert: true },
    );
  }

  async forget(message: IncomingMessage): Promise<void> {
    const key = keyOf(message);
    if (this.#asked.delete(key)) await this.#model.deleteOne({ _id: key });
  }
}

function keyOf({ conversation, sender }: IncomingMessage): string {
  return `${conversation.id}|${sender.contactId}`;
}
