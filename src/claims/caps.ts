import { type Connection, Schema } from 'mongoose';
import { noonOf, periodKey } from '#src/calendar.ts';
import type { ScopedCap } from '#src/rulebook/rulebook.ts';
import type { CapUse } from './schema.ts';

/** How much of one cap has been taken up by claims that wait or were credited. */
interface CapCounter {
  _id: string;
  used: number;
}

/** Whose deed it was, and on which day: what a cap counts by. */
export interface CapSubject {
  community: string;
  household: string;
  resident?: string | undefined;
  /** `YYYY-MM-DD`: a deed counts in the month in which it was done, whenever it is decided. */
  day: string;
}

/** What a claim may still have of what it asks for. */
export interface Granted {
  amount: number;
  uses: CapUse[];
  /** The cap that cut it down. */
  by?: ScopedCap;
}

/**
 * The counters behind caps. A claim takes up its share when it is reported and gives it back when it comes to
 * nothing, so whatever is decided in which order, no cap is exceeded. Counters are written before they are believed:
 * two claims at the same moment can't both take the last share.
 */
export class Caps {
  readonly #model;

  constructor(connection: Connection) {
    this.#model = connection.model<CapCounter>(
      'CapCounter',
      new Schema<CapCounter>(
        { _id: { type: String, required: true }, used: { type: Number, required: true } },
        { versionKey: false },
      ),
    );
  }

  /** Takes up as much as all the caps of a kind leave. Runs inside the caller's transaction. */
  async take(
    caps: ScopedCap[],
    unit: 'points' | 'times',
    subject: CapSubject,
    wanted: number,
  ): Promise<Granted> {
    const taken: { id: string; over: number }[] = [];
    let granted: Granted = { amount: wanted, uses: [] };
    for (const cap of caps) {
      const limit = cap[unit];
      const whose = cap.for === 'person' ? subject.resident : subject.household;
      if (limit === undefined || whose === undefined) continue;
      const id = counterId(cap, unit, subject, whose);
      const counter = await this.#model
        .findOneAndUpdate({ _id: id }, { $inc: { used: wanted } }, { upsert: true, returnDocument: 'after' })
        .lean();
      const over = Math.min(wanted, Math.max(0, counter.used - limit));
      taken.push({ id, over });
      if (wanted - over < granted.amount) granted = { ...granted, amount: wanted - over, by: cap };
    }
    const uses: CapUse[] = [];
    for (const { id } of taken) {
      if (granted.amount < wanted) await this.#add(id, granted.amount - wanted);
      if (granted.amount > 0) uses.push({ id, amount: granted.amount });
    }
    return { ...granted, uses };
  }

  /** Gives back what a claim had taken up. Runs inside the caller's transaction. */
  async giveBack(uses: readonly CapUse[]): Promise<void> {
    for (const { id, amount } of uses) await this.#add(id, -amount);
  }

  async #add(id: string, amount: number): Promise<void> {
    await this.#model.updateOne({ _id: id }, { $inc: { used: amount } });
  }
}

function counterId(cap: ScopedCap, unit: string, { community, day }: CapSubject, whose: string): string {
  const period = cap.every === 'day' ? day : periodKey(cap.every, noonOf(day));
  return [community, cap.scope, unit, cap.every, period, whose].join('|');
}
