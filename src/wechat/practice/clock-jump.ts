import { DateTime } from 'luxon';
import type { ClockJump } from './api.ts';
import { practiceZone } from './opening-chat.ts';
import { PracticeRefusal } from './practice-refusal.ts';

const maxJumpDays = 366;

/**
 * The moment a jump leads to.
 * @throws {PracticeRefusal} when it is no moment, lies in the past, or more than a year ahead.
 */
export function jumpTarget(jump: ClockJump, now: Date): Date {
  const here = DateTime.fromJSDate(now, { zone: practiceZone });
  const target = 'to' in jump ? DateTime.fromISO(jump.to, { zone: practiceZone }) : step(jump.step, here);
  if (!target.isValid) throw new PracticeRefusal('看不懂这个时间，请用 2026-01-05T09:00 这样的写法。');
  if (target < here) throw new PracticeRefusal('时钟只能往后拨，不能往回拨；要重新开始请用“重置”。');
  if (target > here.plus({ days: maxJumpDays })) throw new PracticeRefusal('一次最多往后拨一年。');
  return target.toJSDate();
}

function step(name: 'hour' | 'day' | 'monday-09:00', here: DateTime): DateTime {
  if (name === 'hour') return here.plus({ hours: 1 });
  if (name === 'day') return here.plus({ days: 1 });
  const monday = here.startOf('week').set({ hour: 9 });
  return monday > here ? monday : monday.plus({ weeks: 1 });
}
