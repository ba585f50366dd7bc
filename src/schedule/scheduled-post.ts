import type { Community } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import type { Reply } from '#src/replies/reply.ts';

/** A post that is due: made at most once under its id, whatever restarts or runs beside. */
export interface DuePost {
  /** Job and period, e.g. `leaderboard:guihuali:2025-W46`. */
  id: string;
  /** The moment at which it fell due. */
  dueAt: Date;
  /** So late it may still be made, in milliseconds; a day unless said. */
  latestMs?: number;
  /** Composes the messages, inside the transaction that marks the post as made. */
  compose(): Promise<Reply[]>;
  /** Runs once that has committed, for what lives in memory. */
  afterCommit?(): Promise<void>;
}

/** One kind of scheduled post: says what is due now. Asked every minute, at the start, and when a practice clock jumps. */
export interface ScheduledPost<S extends keyof Services = keyof Services> {
  name: string;
  due(circumstances: { community: Community; now: Date }, services: Pick<Services, S>): Promise<DuePost[]>;
}
