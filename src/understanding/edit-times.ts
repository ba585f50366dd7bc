import type { ActivityEdits } from './activity-edits.ts';
import { becomes, labels, to } from './edit-words.ts';
import type { Message } from './message.ts';
import { isoMoment } from './moments.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { dayOf, findDays, isoDay, weekdayOf } from './reading/days.ts';
import { findDurations } from './reading/durations.ts';
import { numeral, readNumeral } from './reading/numerals.ts';

const published = /^(?<at>.{2,20}?)(?:再|才)?(?:定时)?(?:发布|发出|发通知|发)$/;

const publishTime = new RegExp(`^(?:发布时间|定时发布|定时)[ :]*${to}(?<at>\\S.*)$`);

const later =
  /^(?:(?:时间|活动)[ :]*)?(?:(?<later>推迟|延后|延迟|推后|顺延|晚|往后推|延期)|(?<earlier>提前|提早|早|往前提))(?:了)? ?(?<by>\S.*)$/;
const longer =
  /^(?:时长|时间|活动)?[ :]*(?:(?<longer>延长|加长|增加|多做|多)|(?<shorter>缩短|减少|少做|减))(?:了)? ?(?<by>\S.*)$/;
const days = new RegExp(`^(?<many>${numeral})(?:个)?(?<unit>天|日|周|星期|礼拜|days?|weeks?)$`);

const stretchedTo =
  /^(?:时长|时间|活动)?[ :]*(?:延长|加长|增加|缩短|减少|控制)(?:到|为|成|至|在) ?(?<to>\S.*)$/;
const ends = new RegExp(
  `^(?:${labels.end})[ :]*${to}(?<at>\\S.*)$|^(?:(?:${becomes}|延长到|延到|做到|到) ?)?(?<at2>\\S{2,12}?)(?:结束|收工|为止)$`,
);
const gathering = new RegExp(
  `^(?:(?<label>${labels.gathering})[ :]*${to})?(?<when>\\S.{1,20}?)(?:集合|集中)?$`,
);

/** 结束时间改为12点, 延长到12点: the hour at which it ends now. */
function readEnd(text: string): ActivityEdits | undefined {
  const end = ends.exec(text)?.groups;
  const longer = stretchedTo.exec(text)?.groups?.to;
  const minutes = longer === undefined ? undefined : lengthOf(longer);
  if (minutes) return { minutes };
  const words = end?.at ?? end?.at2 ?? longer;
  const clock = words === undefined ? undefined : findClockTimes(words)[0];
  if (!words || !clock || clock.value.end !== undefined) return undefined;
  const isAll = clock.start === 0 && clock.end === words.length;
  return isAll ? { endsAt: isoMoment('', clock.value.start).slice(0, 6) } : undefined;
}

/** 集合时间改成8点半, and 8点半集合 where the start is another: when people gather is no start; it is for the note. */
export function readGathering(message: Message, startIsSaid: boolean): ActivityEdits | undefined {
  const { text, context } = message;
  const { label, when = '' } = gathering.exec(text)?.groups ?? {};
  const isGathering = label !== undefined || (/(?:集合|集中)$/.test(text) && startIsSaid);
  if (!isGathering) return undefined;
  const day = findDays(when, context.now, 'future')[0];
  const clock = findClockTimes(when)[0];
  // 8点半东门集合 tells a place as well.
  if (!clock || clock.end !== when.length || clock.value.end !== undefined) return undefined;
  return {
    ...(day ? { startsAt: isoDay(day.value) } : {}),
    moreNote: `${when.slice(day?.end ?? 0).trim()}集合`,
  };
}

/** 周日（17日）, when the 17th is a Monday: nobody knows which is meant. */
export function isClash(text: string, now: Date): boolean {
  const [first, ...others] = findDays(text, now, 'future');
  return others.some(({ value, start, end }) => {
    const isWeekday = /^(?:周|星期|礼拜)[一二三四五六日天]$/.test(text.slice(start, end));
    const isSame = first && (isWeekday ? weekdayOf(value) === weekdayOf(first.value) : value === first.value);
    return !isSame;
  });
}

/** The first day of 下周, 下个月, 周五, 20号. */
export function dayFrom(words: string, now: Date): string | undefined {
  const today = dayOf(now);
  if (/^下个?(?:周|星期|礼拜)$/.test(words)) return isoDay(today - weekdayOf(today) + 7);
  if (/^下个?月$/.test(words)) {
    const [year = 0, month = 0] = isoDay(today).split('-').map(Number);
    return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  }
  const [day] = findDays(words, now, 'future');
  return day && isoDay(day.value);
}

/** 推迟一小时, 提前两天, 延长半小时: by how much. */
export function readShift(message: Message, text: string): ActivityEdits | undefined {
  if (/^(?:马上|立即|立刻|现在)(?:就)?(?:发布|发出|发)(?:出去)?$/.test(text))
    return { publishAt: message.context.now.toISOString() };
  const when = (published.exec(text) ?? publishTime.exec(text))?.groups?.at;
  if (when) {
    const at = momentOf(when, message.context.now);
    // Without an hour it is not known when, and it is no new time of the activity either.
    return at && at.length > 10 ? { publishAt: at } : {};
  }
  const end = readEnd(message.text) ?? readEnd(text);
  if (end) return end;
  const moved = later.exec(text)?.groups;
  const by = moved?.by ? lengthOf(moved.by) : undefined;
  if (by) return { laterBy: moved?.earlier ? -by : by };
  const stretched = longer.exec(text)?.groups;
  const minutes = stretched?.by ? lengthOf(stretched.by) : undefined;
  return minutes ? { longerBy: stretched?.shorter ? -minutes : minutes } : undefined;
}

/** Minutes, when the words are a length of time and nothing else. */
function lengthOf(words: string): number | undefined {
  const { many, unit } = days.exec(words)?.groups ?? {};
  const count = many ? readNumeral(many) : undefined;
  if (count) return count * (/周|星期|礼拜|week/.test(unit ?? '') ? 7 : 1) * 1440;
  const [found] = findDurations(words);
  const isAll = found && found.start === 0 && found.end === words.length && !found.value.vague;
  return isAll ? found.value.minutes : undefined;
}

/** ISO time; only a day, or only an hour (`T15:00`), when the other was not said. */
export function momentOf(text: string, now: Date): string | undefined {
  const day = findDays(text, now, 'future')[0];
  const clock = findClockTimes(day ? text.slice(0, day.start) + text.slice(day.end) : text)[0]?.value;
  if (!clock) return day && isoDay(day.value);
  const evening = /[今明昨后]晚|晚上/.test(text) && clock.start >= 300 && clock.start < 720 ? 720 : 0;
  const moment = isoMoment(day ? isoDay(day.value) : '', clock.start + evening);
  return day ? moment : moment.slice(0, 6);
}
