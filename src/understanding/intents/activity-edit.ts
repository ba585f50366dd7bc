import { z } from 'zod';
import { quotedRef, readActivity } from '../activities.ts';
import { activityEdits, readActivityEdits } from '../activity-edits.ts';
import { defineIntent } from '../define.ts';
import { becomes, change } from '../edit-words.ts';
import { activityRef } from '../intent.ts';
import { Message } from '../message.ts';
import { organisersCard } from '../organisers-card.ts';
import { addressed, command, compact } from '../rules.ts';

const which = '(?:活动)?[ ]?#?(?<number>\\d{1,7})(?:号活动|号)?(?:活动|的)?';
interface Said {
  number: string | undefined;
  words: string;
  series?: string | undefined;
  /** The words can be nothing but a change: what can't be read of them is told, instead of being left to others. */
  surely?: boolean;
}

function read(message: Message, { number, words, series, surely = false }: Said) {
  const activity = number ? { number: Number(number) } : quotedRef(message);
  if (!activity || message.asks) return undefined;
  const read = readActivityEdits(message, message.text.lastIndexOf(words), series !== undefined);
  if (!surely && (Object.keys(read.changes).length === 0 || read.unread)) return undefined;
  return { intent: compact({ activity, ...read, series: series ? (true as const) : read.series }) };
}

/** Something about an activity changes: when, where, how many. */
export const activityEdit = defineIntent(
  z.object({
    name: z.literal('activity.edit'),
    activity: activityRef,
    changes: activityEdits,
    /** Words of the change that could not be read. */
    unread: z.string().optional(),
    /** For every date of its series that is still to come. */
    series: z.literal(true).optional(),
    /** The first day of it that this is for. */
    since: z.iso.date().optional(),
    /** What can't be done: to change how it comes back, or to let it pause. */
    repeats: z.literal(true).optional(),
    pauses: z.literal(true).optional(),
    /** Set by the yes to the preview, with what that came to: what has changed meanwhile is shown again. */
    confirmed: z.string().optional(),
  }),
  {
    rules: [
      command(
        'edit',
        '修 改 更 调 活 推 延 系 给 把 将 0 # change edit move',
        [
          `(?:修改|更改|改一?下?|调整|变更|更新)(?<series>系列)?(?<said>活动)? ?#?(?<number>\\d{1,7})(?:号活动|号)?(?:活动|的)?[ ,:]*(?<words>\\S.*)`,
          `(?:给|把|将)?(?<series2>系列)?活动 ?#?(?<number2>\\d{1,7})(?:号)?的?[ ,:]*(?<words2>${change})`,
          `(?:change|edit|move) (?<series3>series )?(?<said3>activity )?#?(?<number3>\\d{1,7})(?: to)?[ ,:]*(?<words3>\\S.*)`,
        ],
        (said, message) => {
          const words = said.words ?? said.words2 ?? said.words3 ?? '';
          return read(message, {
            number: said.number ?? said.number2 ?? said.number3,
            words,
            series: said.series ?? said.series2 ?? said.series3,
            surely: message.addressed || said.said !== undefined || said.said3 !== undefined,
          });
        },
        400,
      ),
      command(
        'pause',
        '活 暂 把 将 pause',
        `(?:把|将)?活动 ?#?(?<number>\\d{1,7})(?:号)?(?:先)?(?:暂停|暂缓|缓办)(?:一下|举行|开展|进行|举办)?(?:了)?|(?:暂停|暂缓)活动 ?#?(?<number2>\\d{1,7})(?:号)?|pause activity #?(?<number3>\\d{1,7})`,
        ({ number, number2, number3 }, message) =>
          message.asks
            ? undefined
            : {
                intent: {
                  activity: { number: Number(number ?? number2 ?? number3) },
                  changes: {},
                  pauses: true as const,
                },
              },
        40,
      ),
      command(
        'shift',
        '推 延 提 顺',
        '(?<verb>推迟|延期|延后|顺延|提前|延长)活动 ?#?(?<number>\\d{1,7})(?:号活动|号)?[ ,:]*(?<words>\\S.*)',
        ({ verb = '', number, words = '' }, message) =>
          read(Message.read(`${verb}${words}`, message.context), {
            number,
            words: `${verb}${words}`,
            surely: true,
          }),
        60,
      ),
      addressed(
        'card',
        `(?:${which})?[ ,:]*(?<words>${change})`,
        ({ number, words = '' }, message) => read(message, { number, words }),
        -1,
      ),
      addressed(
        'organisers-card',
        `(?<words>${change}|(?:一?共|总共|招|要|限)?(?:[\\d一二两三四五六七八九十百]{1,5})(?:个人|人|名|位))`,
        ({ words = '' }, message) => {
          const card = organisersCard(message);
          return card && read(message, { number: String(card.number), words });
        },
        -3,
      ),
      addressed(
        'said',
        `(?<what>.{2,20}?)(?:的)?(?:活动)?(?:的)?(?<words>(?:时间|地点|人数|名额|时长)?(?:${becomes}).+)`,
        ({ what, words = '' }, message) => {
          const { activity, certain } = readActivity(message, what ?? '');
          const number = certain && activity.number ? String(activity.number) : undefined;
          return number === undefined ? undefined : read(message, { number, words });
        },
        2,
        /改|换|推|提前|延|挪|调/,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '修改活动', examples: ['修改活动 12 改到周日下午3点', '修改活动 12 搬运改成8人'] },
      en: { what: 'change an activity', examples: ['change activity 12 Sunday 3pm'] },
    },
  },
);
