import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { findDurations } from '../reading/durations.ts';
import { looksLikeName } from '../reading/people.ts';
import { command, compact } from '../rules.ts';

const noNames = /^(?:成功|失败|完成|时间|地点|表|处|开始|结束|方式|系统|同步|记录|全部|所有)/;
const number = '(?:(?:活动)?#?(?<number>\\d{1,5})(?:号活动|号)?(?=[ ,:除就只]|$)[ ,:]*)?';
/** 1签到 张三, 活动1全到了: the number first, as organisers write it among themselves. */
const ahead = '(?:活动 ?)?#?(?<ahead>\\d{1,5})(?:号活动|号)?[ ,:]*';
const full = '(?:全到|全勤|全部到|都到|全员到齐|全到齐|所有人都?到|全部到齐|到齐|都来)了?';
const missing = '(?:(?:有事|请假|临时有事)?没有?来|没有?到|缺席|缺勤|未到|旷工)';
const list = '(?:名单签到|签到名单|签到|到场)';
const marks = '(?:缺席|缺勤|没来|未到|没到|旷工|迟到|早退|工时|服务时长|absent|late|left early|minutes)';

/** Names as an organiser writes them: one after the other, every word of them a name. */
function names(message: Message, words: string, strict: boolean): string[] | undefined {
  const read = words
    .split(/[a-z]/.test(words) ? /\s*(?:[,;、]|\band\b)\s*/ : /[\s,、;和跟及]+/)
    .map((word) => word.replace(/(?:到了?|来了?|都)$/, '').trim())
    .filter((word) => word !== '');
  const isName = (word: string) =>
    looksLikeName(word) ||
    /^[a-z][a-z'.-]{0,20}(?: [a-z'.-]{1,20}){1,2}$/.test(word) ||
    (!strict && /^[\u4e00-\u9fff·]{2,4}$/.test(word));
  if (read.length === 0 || read.length > 100) return undefined;
  if (!read.every((word) => isName(word) && !noNames.test(word))) return undefined;
  return read.map((word) => {
    const at = message.text.indexOf(word);
    return at >= 0 ? message.original(at, at + word.length) : word;
  });
}

const activityOf = (number: string | undefined, message: Message) =>
  number ? { number: Number(number) } : quotedRef(message);

type Attendance = z.infer<typeof attendance>;

/** Whether organisers speak among themselves, or to the bot: there shorter words will do. */
function toOrganisers(message: Message): boolean {
  return message.addressed || message.context.roomPurpose === 'grid-workers';
}

function everybody(message: Message, given: string | undefined, except: string | undefined) {
  const people = except ? names(message, except.replace(/[了,。 ]+$/, ''), false) : [];
  const activity = activityOf(given, message);
  // Neighbours say 都到了 to each other: it is an order only to the bot, or about an activity.
  if (!people || message.asks || (!activity && !message.addressed)) return undefined;
  return {
    intent: compact({ activity, mark: 'present' as const, everybody: true as const, people }),
  };
}

function present(message: Message, given: string | undefined, people: string | undefined) {
  const read = names(message, people ?? '', true);
  return read && !message.asks
    ? { intent: compact({ activity: activityOf(given, message), mark: 'present' as const, people: read }) }
    : undefined;
}

function marked(
  message: Message,
  given: string | undefined,
  mark: string | undefined,
  people: string | undefined,
  strict: boolean,
) {
  if (message.asks || !people) return undefined;
  const [length] = findDurations(people);
  const who = length ? people.slice(0, length.start) + people.slice(length.end) : people;
  const read = names(message, who, strict);
  const kind = kindOf(mark ?? '');
  if (!read || (kind === 'minutes' && !length)) return undefined;
  return {
    intent: compact({
      activity: activityOf(given, message),
      mark: kind,
      people: read,
      minutes: length?.value.minutes,
    }),
  };
}

function kindOf(mark: string): Attendance['mark'] {
  if (/缺|没|未|旷|absent/.test(mark)) return 'absent';
  if (/迟|^late/.test(mark)) return 'late';
  return /早|left/.test(mark) ? 'left-early' : 'minutes';
}

const attendance = z.object({
  name: z.literal('activity.attendance'),
  activity: activityRef.optional(),
  mark: z.enum(['present', 'absent', 'late', 'left-early', 'minutes']),
  /** Everybody who signed up was there; `people` are those who were not. */
  everybody: z.literal(true).optional(),
  people: z.array(z.string()),
  minutes: z.int().positive().optional(),
});

/** The organiser's list: who was there, who was not, who came late or left early, and for how long. */
export const activityAttendance = defineIntent(attendance, {
  rules: [
    command(
      'everybody',
      '全 都 所 到 everybody everyone all',
      [
        `${full}[ ,:]*${number}(?:[ ,:]*(?:除了?|除去|就|只有?|没来的?)[ :]*(?<people>.{2,200}?)(?:以外|之外|${missing}|外)*)?`,
        `${full}[ ,:]*${number}(?<people>.{2,200}?)${missing}了?`,
        `(?:everybody|everyone|all)(?: came| present| was there)[ ,:]*(?:#?(?<number>\\d{1,5}))?(?:[ ,:]*(?:except|but) (?<people>.{2,200}))?`,
      ],
      ({ number, people }, message) => everybody(message, number, people),
      400,
    ),
    command(
      'list',
      '签 到 present',
      [
        `(?:${list}|present)[ :]+${number}(?<people>[^\\d].{1,400})`,
        `${list}#?(?<number>\\d{1,5})(?:号活动|号)?[ ,:]+(?<people>[^\\d].{1,400})`,
        `签到(?<people>[\\u4e00-\\u9fff·]{2,4}(?:[ ,、;]+[\\u4e00-\\u9fff·]{2,6})+)`,
      ],
      ({ number, people }, message) => present(message, number, people),
      600,
    ),
    command(
      'marked',
      '缺 没 未 旷 迟 早 工 服 absent late left minutes',
      [
        `(?<mark>${marks})[ :]+${number}(?<people>.{2,200})`,
        `(?<mark>${marks})#?(?<number>\\d{1,5})(?:号活动|号)?[ ,:]+(?<people>.{2,200})`,
      ],
      ({ mark, number, people }, message) => marked(message, number, mark, people, !message.addressed),
      400,
    ),
    command(
      'number-first',
      '0 活 #',
      [
        `${ahead}(?<all>${full})(?:[ ,:]*(?:除了?|就|只有?)?[ :]*(?<people>.{2,200}?)(?:以外|之外|${missing}了?|外)*)?`,
        `${ahead}${list}[ ,:]+(?<people>[^\\d].{1,400})`,
        `${ahead}(?<mark>${marks})[ ,:]+(?<people>[^\\d].{1,200})`,
        `${ahead}(?<people>[^\\d].{1,200}?)(?<mark>${missing}|迟到|早退)了?(?<length>\\d.{1,8}|半.{1,4}|[一二两三四五].{1,6})?`,
      ],
      ({ ahead, all, mark, people, length }, message) => {
        if (!toOrganisers(message)) return undefined;
        if (all) return everybody(message, ahead, people);
        if (mark) return marked(message, ahead, mark, `${people}${length ? ` ${length}` : ''}`, true);
        return present(message, ahead, people);
      },
      600,
    ),
    command(
      'told',
      '*',
      `(?:今天)?(?<people>[\\u4e00-\\u9fff·、, ]{2,60}?)(?:今天|都)?(?<mark>${missing}|迟到|早退)了?(?<length>\\d.{1,8}|半.{1,4}|[一二两三四五].{1,6})?`,
      ({ people, mark, length }, message) => {
        if (!toOrganisers(message)) return undefined;
        // 公交车迟到了: among themselves it takes how long, or that somebody has not come.
        if (!message.addressed && !length && !/来|没有?到|未到/.test(mark ?? '')) return undefined;
        return marked(message, undefined, mark, `${people}${length ? ` ${length}` : ''}`, true);
      },
      80,
      new RegExp(`${missing}|迟到|早退`),
    ),
  ],
  help: {
    roles: ['grid-worker'],
    zh: { what: '登记到场', examples: ['签到 张三 李四', '全到 12 除了 王五', '迟到 12 张三 30分钟'] },
    en: { what: 'mark who came', examples: ['everybody came 12 except Wang Wu'] },
  },
});
