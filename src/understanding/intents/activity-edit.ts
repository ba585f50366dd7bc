import { z } from 'zod';
import { quotedRef, readActivity } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { readMoment } from '../moments.ts';
import { findDays, isoDay } from '../reading/days.ts';
import { readRecruitment } from '../recruitment.ts';
import { addressed, command, compact } from '../rules.ts';

const edits = z.object({
  title: z.string().optional(),
  /** ISO time; only a day when no hour was said: then the hour stays. */
  startsAt: z.string().optional(),
  minutes: z.int().positive().optional(),
  place: z.string().optional(),
  capacity: z.int().positive().optional(),
  note: z.string().optional(),
});

const which = '(?:活动)?[ ]?#?(?<number>\\d{1,7})(?:号活动|号)?(?:活动|的)?';

/** What is to change: labelled (地点 东门), or told by its shape (周日下午3点, 30人). */
function read(message: Message, number: string | undefined, words: string) {
  const activity = number ? { number: Number(number) } : quotedRef(message);
  if (!activity || message.asks) return undefined;
  const from = message.text.lastIndexOf(words);
  const spaced = words.replace(
    /^(?:改成|改为|改到|换到|换成|推迟到|提前到|延期到|挪到|调到|调整为|调整到)[ :]*/,
    '',
  );
  const found = readRecruitment(message.from(from + words.length - spaced.length), 0);
  const labelled = /^(?<label>标题|名称|题目|title)[ :]*(?:改成|改为|to )?[ :]*(?<value>\S.*)$/.exec(
    spaced,
  )?.groups;
  const place =
    /^(?:地点|地址|集合地点|集合|place)[ :]*(?:改成|改为|改到|换到|换成|to )?[ :]*(?<value>\S.*)$/.exec(
      spaced,
    )?.groups?.value;
  const note = /^(?:备注|说明|note)[ :]*(?:改成|改为|to )?[ :]*(?<value>\S.*)$/.exec(spaced)?.groups?.value;
  const original = (value: string) => message.original(message.text.lastIndexOf(value));
  const when = readMoment(spaced, message.context.now);
  const day = findDays(spaced, message.context.now, 'future')[0];
  const changes = labelled?.value
    ? { title: original(labelled.value) }
    : place
      ? { place: original(place) }
      : note
        ? { note: original(note) }
        : compact({
            startsAt: when ?? (day && isoDay(day.value)),
            minutes: found.minutes,
            capacity: found.capacity,
            place: found.place,
          });
  return Object.keys(changes).length > 0 ? { intent: { activity, changes } } : undefined;
}

/** Something about an activity changes: when, where, how many. */
export const activityEdit = defineIntent(
  z.object({
    name: z.literal('activity.edit'),
    activity: activityRef,
    changes: edits,
    /** Set by the yes to the preview. */
    confirmed: z.literal(true).optional(),
  }),
  {
    rules: [
      command(
        'edit',
        '修 改 更 调 活 推 延 0 # change edit move',
        [
          `(?:修改|更改|改一?下?|调整|变更|更新|推迟|延期)(?:活动)? ?#?(?<number>\\d{1,7})(?:号活动|号)?(?:活动|的)?[ ,:]*(?<words>\\S.*)`,
          `活动 ?#?(?<number2>\\d{1,7})(?:号)?的?[ ,:]*(?<words2>(?:时间|地点|人数|名额|时长|标题|备注|说明)?[ :]*(?:改成|改为|改到|换到|换成|推迟到|提前到|延期到|挪到|调到|调整为|调整到).+)`,
          `(?:change|edit|move) (?:activity )?#?(?<number3>\\d{1,7})(?: to)?[ ,:]*(?<words3>\\S.*)`,
        ],
        ({ number, words, number2, words2, number3, words3 }, message) =>
          read(message, number ?? number2 ?? number3, words ?? words2 ?? words3 ?? ''),
        400,
      ),
      addressed(
        'card',
        `(?:${which})?[ ,:]*(?<words>(?:时间|地点|人数|名额|时长|标题|备注)?[ :]*(?:改成|改为|改到|换到|换成|推迟到|提前到|延期到|挪到|调到|调整为|调整到).+)`,
        ({ number, words }, message) => read(message, number, words ?? ''),
        -1,
        /改|换|推|提前|延|挪|调/,
      ),
      addressed(
        'said',
        `(?<what>.{2,20}?)(?:的)?(?:活动)?(?:的)?(?<words>(?:时间|地点|人数|名额|时长)?(?:改成|改为|改到|换到|换成|推迟到|提前到|延期到|挪到|调到|调整为|调整到).+)`,
        ({ what, words }, message) => {
          const { activity, certain } = readActivity(message, what ?? '');
          return certain && activity.number ? read(message, String(activity.number), words ?? '') : undefined;
        },
        2,
        /改|换|推|提前|延|挪|调/,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '修改活动', examples: ['修改活动 12 改到周日下午3点', '修改活动 12 地点 东门'] },
      en: { what: 'change an activity', examples: ['change activity 12 Sunday 3pm'] },
    },
  },
);
