import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#src/clock.ts';
import type { PendingQuestion } from '#src/understanding/context.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';

/** Who is asked, and in which conversation: the sender of a message, there. */
interface Asked {
  conversation: Pick<IncomingMessage['conversation'], 'id'>;
  sender: Pick<IncomingMessage['sender'], 'contactId'>;
}

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

  pending(message: Asked): PendingQuestion | undefined {
    const asked = this.#asked.get(keyOf(message));
    if (!asked) return undefined;
    if (this.#clock.now().getTime() - asked.askedAt.getTime() <= PATIENCE_MS) return asked.question;
    this.#asked.delete(asked._id);
    return undefined;
  }

  /** Asks, where no transaction is running. */
  async ask(message: Asked, question: PendingQuestion): Promise<void> {
    await this.write(message, question);
    this.remember(message, question);
  }

  /** Writes a question down, inside the caller's transaction; `remember` it once that has committed. */
  async write(message: Asked, question: PendingQuestion): Promise<void> {
    await this.#model.updateOne(
      { _id: keyOf(message) },
      { $set: { question, askedAt: this.#clock.now() } },
      { upsert: true },
    );
  }

  /** Strikes a question out, inside the caller's transaction; `forget` it once that has committed. */
  async strike(message: IncomingMessage): Promise<void> {
    await this.#model.deleteOne({ _id: keyOf(message) });
  }

  remember(message: Asked, question: PendingQuestion): void {
    const _id = keyOf(message);
    this.#asked.set(_id, { _id, question, askedAt: this.#clock.now() });
  }

  forget(message: IncomingMessage): void {
    this.#asked.delete(keyOf(message));
  }

  /** Reads a question that another process asked. */
  async reload(message: IncomingMessage): Promise<void> {
    const asked = await this.#model.findById(keyOf(message)).lean();
    if (asked) this.#asked.set(asked._id, asked);
    else this.#asked.delete(keyOf(message));
  }
}

function keyOf({ conversation, sender }: Asked): string {
  return `${conversation.id}|${sender.contactId}`;
}
