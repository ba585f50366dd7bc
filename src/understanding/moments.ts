import { findClockTimes } from './reading/clock-times.ts';
import { findDays, isoDay } from './reading/days.ts';
import { blank } from './reading/span.ts';

/** A day and a minute of it as ISO time with the community's offset: `2025-11-15T09:00:00+08:00`. */
export function isoMoment(said: string, minute: number): string {
  // 晚上12点 is the next day's first minute.
  const later = Math.floor(minute / 1440);
  const day = later === 0 || said === '' ? said : isoDay(Date.parse(said) / 86_400_000 + later);
  const hours = String(Math.floor(minute / 60) % 24).padStart(2, '0');
  const minutes = String(minute % 60).padStart(2, '0');
  return `${day}T${hours}:${minutes}:00+08:00`;
}

/**
 * The moment that words name, looking ahead; only a day (`YYYY-MM-DD`) when no hour is said, and on `day` or today
 * when no day is said. The words are folded.
 */
export function readMoment(words: string, now: Date, day?: string): string | undefined {
  const days = findDays(words, now, 'future');
  const [clock] = findClockTimes(blank(words, days)).map(({ value }) => value);
  const on = days[0] ? isoDay(days[0].value) : day;
  if (!clock) return on;
  const minute = clock.start === undefined ? 0 : evening(words, clock.start);
  if (on) return isoMoment(on, minute);
  const today = findDays('今天', now, 'future')[0];
  return today && isoMoment(isoDay(today.value), minute);
}

/** 今晚7点 and 明早6点半 carry the part of the day in the day's word. */
export function evening(words: string, minute: number): number {
  if (/[今明昨后][早晨]/.test(words) && !/下午|傍晚|晚上|中午/.test(words) && minute >= 780 && minute < 1140)
    return minute - 720;
  return /[今明昨后]晚|晚上/.test(words) && minute >= 300 && minute < 720 ? minute + 720 : minute;
}
