import { expect, test } from 'vitest';
import { isoDay } from '#src/understanding/reading/days.ts';
import { fold } from '#src/understanding/reading/fold.ts';
import { readDaySpan } from '#src/understanding/spans-of-days.ts';

/** Wednesday. */
const now = new Date('2025-11-12T10:30:00+08:00');

function span(text: string): [from: string | undefined, until: string | undefined] | undefined {
  const read = readDaySpan(fold(text).text, now);
  return read && ([read.from, read.until].map((day) => day && isoDay(day)) as [string, string]);
}

test.each([
  ['12月1日到12月7日', '2025-12-01', '2025-12-07'],
  ['12月1日到7日', '2025-12-01', '2025-12-07'],
  ['12月1日-7', '2025-12-01', '2025-12-07'],
  ['12.1-12.7', '2025-12-01', '2025-12-07'],
  ['12月28日至1月3日', '2025-12-28', '2026-01-03'],
  ['28日到3日', '2025-11-28', '2025-12-03'],
  ['10日到15日', '2025-11-10', '2025-11-15'],
  ['11月10日到11月15日', '2025-11-10', '2025-11-15'],
  ['明天起3天', '2025-11-13', '2025-11-15'],
  ['明天开始请假一周', '2025-11-13', '2025-11-19'],
  ['周五到下周三', '2025-11-14', '2025-11-19'],
  ['下周', '2025-11-17', '2025-11-23'],
  ['本周', '2025-11-12', '2025-11-16'],
  ['下个月', '2025-12-01', '2025-12-31'],
  ['三天', '2025-11-12', '2025-11-14'],
  ['两周', '2025-11-12', '2025-11-25'],
  ['到12月7日', undefined, '2025-12-07'],
  ['直到下周五', undefined, '2025-11-21'],
  ['12月1日起', '2025-12-01', undefined],
  ['12月1日', '2025-12-01', '2025-12-01'],
  ['from December 1 to December 7', '2025-12-01', '2025-12-07'],
  ['until December 7', undefined, '2025-12-07'],
  ['next week', '2025-11-17', '2025-11-23'],
])('%s', (text, from, until) => {
  expect(span(text)).toEqual([from, until]);
});

test.each(['', '赵敏', '回头再说', '3个人'])('%s tells no days', (text) => {
  expect(span(text)).toBeUndefined();
});
