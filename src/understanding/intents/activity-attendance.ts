import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { findDurations } from '../reading/durations.ts';
import { looksLikeName } from '../reading/people.ts';
import { command, compact } from '../rules.ts';

const noNames = /^(?:成功|失败|完成|时间|地点|表|处|开始|结束|方式|系统|同步|记录|全部|所有)/;
const number = '(?:(?:活动)?#?(?<number>\\d{1,5})(?:号活动|号)?(?=[ ,:]|$)[ ,:]*)?';

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

/** The organiser's list: who was there, who was not, who came late or left early, and for how long. */
export const activityAttendance = defineIntent(
  z.object({
    name: z.literal('activity.attendance'),
    activity: activityRef.optional(),
    mark: z.enum(['present', 'absent', 'late', 'left-early', 'minutes']),
    /** Everybody who signed up was there; `people` are those who were not. */
    everybody: z.literal(true).optional(),
    people: z.array(z.string()),
    minutes: z.int().positive().optional(),
  }),
  {
    rules: [
      command(
        'everybody',
        '全 都 所 everybody everyone all',
        [
          `(?:全到|全勤|全部到了?|都到了?|全员到齐|全到齐了?|所有人都?到了?|全部到齐|到齐了?)[ ,:]*${number}(?:[ ,:]*(?:除了?|除去|只有|没来的?)[ :]*(?<people>.{2,200}?)(?:以外|之外|没来|没到|缺席|未到|外)*)?`,
          `(?:everybody|everyone|all)(?: came| present| was there)[ ,:]*(?:#?(?<number2>\\d{1,5}))?(?:[ ,:]*(?:except|but) (?<people2>.{2,200}))?`,
        ],
        ({ number, people, number2, people2 }, message) => {
          const except = people ?? people2;
          const read = except ? names(message, except, false) : [];
          if (!read || message.asks) return undefined;
          const activity = activityOf(number ?? number2, message);
          // Neighbours say 都到了 to each other: it is an order only to the bot, or about an activity.
          if (!activity && !message.addressed) return undefined;
          return {
            intent: compact({
              activity,
              mark: 'present' as const,
              everybody: true as const,
              people: read,
            }),
          };
        },
        400,
      ),
      command(
        'list',
        '签 到 present',
        [
          `(?:名单签到|签到名单|签到|到场|present)[ :]+${number}(?<people>[^\\d].{1,400})`,
          `签到(?<people2>[\\u4e00-\\u9fff·]{2,4}(?:[ ,、;]+[\\u4e00-\\u9fff·]{2,6})+)`,
        ],
        ({ number, people, people2 }, message) => {
          const read = names(message, people ?? people2 ?? '', true);
          return read && !message.asks
            ? {
                intent: compact({
                  activity: activityOf(number, message),
                  mark: 'present' as const,
                  people: read,
                }),
              }
            : undefined;
        },
        600,
      ),
      command(
        'marked',
        '缺 没 未 旷 迟 早 工 服 absent late left minutes',
        [
          `(?<mark>缺席|没来|未到|没到|旷工|迟到|早退|工时|服务时长|absent|late|left early|minutes)[ :]+${number}(?<people>.{2,200})`,
        ],
        ({ mark, number, people }, message) => {
          if (message.asks || !people) return undefined;
          const [length] = findDurations(people);
          const who = length ? people.slice(0, length.start) + people.slice(length.end) : people;
          const read = names(message, who, !message.addressed);
          if (!read) return undefined;
          const kind = /缺席|没|未|旷|absent/.test(mark ?? '')
            ? ('absent' as const)
            : /迟|^late/.test(mark ?? '')
              ? ('late' as const)
              : /早|left/.test(mark ?? '')
                ? ('left-early' as const)
                : ('minutes' as const);
          if (kind === 'minutes' && !length) return undefined;
          return {
            intent: compact({
              activity: activityOf(number, message),
              mark: kind,
              people: read,
              minutes: length?.value.minutes,
            }),
          };
        },
        400,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '登记到场', examples: ['签到 张三 李四', '全到 12 除了 王五', '迟到 12 张三 30分钟'] },
      en: { what: 'mark who came', examples: ['everybody came 12 except Wang Wu'] },
    },
  },
);
