import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { endOf } from './places.ts';
import type { Activity, DayCode } from './schema.ts';

/** So many wrong codes a day are looked at from one person. Of a million codes, that finds one in 200,000. */
export const MAX_WRONG_TRIES = 5;
const HOUR_MS = 3_600_000;

/** A code of six digits for one activity, and what is kept of it: a salted hash and its window. */
export function dayCode(
  activity: Pick<Activity, 'startsAt' | 'minutes'>,
  now: Date,
): { code: string; kept: DayCode } {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const salt = randomBytes(16).toString('hex');
  const opens = activity.startsAt.getTime() - HOUR_MS;
  return {
    code,
    kept: {
      salt,
      hash: hashOf(salt, code),
      from: new Date(Math.max(opens, now.getTime())),
      until: codeEnds(activity),
    },
  };
}

/** Until when an activity's code is good. */
export function codeEnds(activity: Pick<Activity, 'startsAt' | 'minutes'>): Date {
  return new Date(endOf(activity).getTime() + HOUR_MS);
}

export function matches({ salt, hash }: DayCode, code: string): boolean {
  return timingSafeEqual(Buffer.from(hash, 'hex'), Buffer.from(hashOf(salt, code), 'hex'));
}

function hashOf(salt: string, code: string): string {
  return createHash('sha256').update(`${salt}:${code}`).digest('hex');
}
