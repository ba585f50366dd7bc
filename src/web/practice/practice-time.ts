import { useEffect, useState } from 'react';

/** The community's clock is Beijing time, which has had no summer time since 1991. */
const timeZone = 'Asia/Shanghai';
const offset = '+08:00';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export type Locale = 'zh-CN' | 'en-GB';

/** The practice time now, once a second. `clock` is what the gateway said and when it was heard. */
export function usePracticeTime(clock: { now: number; heardAt: number }): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return clock.now + (performance.now() - clock.heardAt);
}

function format(time: number, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options }).format(time);
}

export const hourMinute = (time: number) => format(time, 'en-GB', { hour: '2-digit', minute: '2-digit' });
export const dateText = (time: number, locale: Locale) =>
  format(time, locale, { year: 'numeric', month: 'short', day: 'numeric' });
export const weekdayText = (time: number, locale: Locale) => format(time, locale, { weekday: 'long' });

/** `YYYY-MM-DDTHH:mm` on the community's clock, as a date-time field wants it, and back to an ISO time. */
export const toField = (time: number) => new Date(time + 8 * 60 * minuteMs).toISOString().slice(0, 16);
export const fromField = (field: string) => `${field}:00${offset}`;

/** Days since 1970 on the community's calendar. */
const dayNumber = (time: number) => Math.floor((time + 8 * 60 * minuteMs) / dayMs);

/** How WeChat dates a message: today 10:30, 昨天 18:02, 星期一 09:00, then the date. */
export function messageTime(sentAt: number, now: number, locale: Locale, yesterday: string): string {
  const daysAgo = dayNumber(now) - dayNumber(sentAt);
  if (daysAgo === 0) return hourMinute(sentAt);
  if (daysAgo === 1) return `${yesterday} ${hourMinute(sentAt)}`;
  if (daysAgo > 1 && daysAgo < 7) return `${weekdayText(sentAt, locale)} ${hourMinute(sentAt)}`;
  return `${format(sentAt, locale, { month: 'long', day: 'numeric' })} ${hourMinute(sentAt)}`;
}

/** WeChat writes the time above a message that comes more than five minutes after the one before. */
export function needsTime(sentAt: string, before: string | undefined): boolean {
  return before === undefined || Math.abs(Date.parse(sentAt) - Date.parse(before)) > 5 * minuteMs;
}
