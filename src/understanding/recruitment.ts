import { readEarns } from './earnings.ts';
import { findHeadcount } from './headcount.ts';
import { findJobRun } from './jobs.ts';
import { readLabelledLine } from './labelled-line.ts';
import type { Message } from './message.ts';
import { type NeedsRead, readNeeds } from './needs.ts';
import { findLabels } from './notice-labels.ts';
import { readTime } from './notice-time.ts';
import { headTitle, readNoticeWords } from './notice-words.ts';
import { readPosting } from './posting.ts';
import { blank } from './reading/span.ts';
import { findTimes, type Repeat } from './repeats.ts';
import { compact } from './rules.ts';

/** An activity lasts a day at most, in minutes; what is longer is a slip. */
export const LONGEST = 24 * 60;

/** What a recruitment notice says. `startsAt` is only a day when no hour was written. */
export interface Recruitment {
  title?: string;
  startsAt?: string;
  minutes?: number;
  place?: string;
  capacity?: number;
  note?: string;
  jobs?: { name: string; count?: number }[];
  publishAt?: string;
  rooms?: string[];
  repeat?: Repeat;
  needs?: NeedsRead;
  /** Words for the rulebook item that it earns; null when it earns nothing. */
  earns?: string | null;
  /** What was said of its posting and can't be read. */
  unclear?: 'rooms' | 'publishAt';
}

/** Reads a recruitment notice from `from` on: labelled lines, or the same things in any order. */
export function readRecruitment(message: Message, from: number): Recruitment {
  const { now } = message.context;
  const { text, rooms, publishAt, unclear } = readPosting(message.text.slice(from), now);
  const found: Recruitment = compact({ rooms, publishAt, unclear });

  // What is understood is blanked, and the rest read on.
  const lines = findLabels(text);
  const filled = new Set(lines.filter(({ from, end }) => end > from).map(({ field }) => field));
  let rest = text;
  const head = headTitle(text, lines[0]?.start);
  if (head && !filled.has('title')) {
    found.title = message.original(from + head.start, from + head.end);
    rest = blank(rest, [head]);
  }
  for (const [index, line] of lines.entries()) {
    const understood = readLabelledLine(
      {
        ...line,
        value: text.slice(line.from, line.end),
        below: text.slice(line.end, lines[index + 1]?.start),
        words: (start, end) => message.original(from + line.from + start, from + line.from + end),
        beside: filled,
        now,
      },
      found,
    );
    rest = blank(rest, [
      { start: line.start, end: line.from },
      ...understood.map(({ start, end }) => ({ start: line.from + start, end: line.from + end })),
    ]);
  }
  const paid = readEarns(rest);
  if (paid.earns !== undefined) found.earns = paid.earns;
  const needed = readNeeds(paid.text);
  if (needed.needs) found.needs = { ...found.needs, ...needed.needs };
  rest = needed.text;
  if (!filled.has('time') && !filled.has('gatheringTime')) rest = blank(rest, readTime(rest, found, now));
  const run = found.jobs ? undefined : findJobRun(rest);
  if (run) {
    found.jobs = run.jobs;
    rest = blank(rest, run.spans);
  }
  const wanted = filled.has('capacity') ? undefined : findHeadcount(rest);
  if (wanted) {
    found.capacity ??= wanted.count;
    rest = blank(rest, [wanted]);
  }
  const often = found.repeat && !found.repeat.times ? findTimes(rest, found.repeat) : undefined;
  if (found.repeat && often) {
    found.repeat = { ...found.repeat, times: often.times };
    rest = blank(rest, [often]);
  }
  if ((found.minutes ?? 0) > LONGEST) delete found.minutes;
  return { ...found, ...readNoticeWords(message, from, rest, found) };
}
