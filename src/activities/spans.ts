/** A stretch of time, from one moment up to another. */
export interface Span {
  from: Date;
  until: Date;
}

/** What of a stretch is left beside others, in order. */
export function without(span: Span, others: readonly Span[]): Span[] {
  let left = [span].filter(isSome);
  for (const other of others)
    left = left.flatMap(({ from, until }) =>
      isSome(other)
        ? [
            { from, until: earlier(until, other.from) },
            { from: later(from, other.until), until },
          ].filter(isSome)
        : [{ from, until }],
    );
  return left;
}

/** The first so many minutes of some stretches. */
export function firstOf(spans: readonly Span[], minutes: number): Span[] {
  let left = minutes * 60_000;
  return spans
    .map(({ from, until }) => {
      const end = earlier(until, new Date(from.getTime() + left));
      left -= end.getTime() - from.getTime();
      return { from, until: end };
    })
    .filter(isSome);
}

/** Whole minutes of some stretches together. */
export function minutesOf(spans: readonly Span[]): number {
  return Math.floor(
    spans.reduce((sum, { from, until }) => sum + until.getTime() - from.getTime(), 0) / 60_000,
  );
}

function isSome({ from, until }: Span): boolean {
  return from < until;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
