import type { Clock } from '#src/clock.ts';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now: Date;

  /** @param now an ISO moment with offset, e.g. `2025-11-12T10:30+08:00` */
  constructor(now: string) {
    this.#now = new Date(now);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(now: string): void {
    this.#now = new Date(now);
  }

  advance({
    hours = 0,
    minutes = 0,
    seconds = 0,
  }: {
    hours?: number;
    minutes?: number;
    seconds?: number;
  }): void {
    this.#now = new Date(this.#now.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000);
  }
}
