import { z } from 'zod';
import { quotedRef, readActivity } from '../activities.ts';
import { activityEdits, becomes, readActivityEdits } from '../activity-edits.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { addressed, command } from '../rules.ts';

const which = '(?:活动)?[ ]?#?(?<number>\\d{1,7})(?:号活动|号)?(?:活动|的)?';
/** What opens the words of a change that nobody introduced by 修改. */
const change = `(?:时间|地点|人数|名额|时长|标题|备注|说明)?[ :]*(?:${becomes})`;
const ofJobsAndRooms =
  '(?:增加|新增|添加|去掉|删除|删掉|不要)(?:一?个)?(?:岗位|班次)|(?:再?加|也|再|补|改|只)发(?:布)?到|按[^\\s]{2,16}?计分$|不计分$';

function read(message: Message, number: string | undefined, words: string) {
  const activity = number ? { number: Number(number) } : quotedRef(message);
  if (!activity || message.asks) return undefined;
  const changes = readActivityEdits(message, message.text.lastIndexOf(words));
  return Object.keys(changes).length > 0 ? { intent: { activity, changes } } : undefined;
}

/** Something about an activity changes: when, where, how many. */
export const activityEdit = defineIntent(
  z.object({
    name: z.literal('activity.edit'),
    activity: activityRef,
    changes: activityEdits,
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
          `活动 ?#?(?<number2>\\d{1,7})(?:号)?的?[ ,:]*(?<words2>(?:\\S{1,12}[ :]*)?${change}.+|(?:${ofJobsAndRooms}).*)`,
          `(?:change|edit|move) (?:activity )?#?(?<number3>\\d{1,7})(?: to)?[ ,:]*(?<words3>\\S.*)`,
        ],
        ({ number, words, number2, words2, number3, words3 }, message) =>
          read(message, number ?? number2 ?? number3, words ?? words2 ?? words3 ?? ''),
        400,
      ),
      addressed(
        'card',
        `(?:${which})?[ ,:]*(?<words>(?:\\S{1,12}[ :]*)?${change}.+|(?:${ofJobsAndRooms}).*)`,
        ({ number, words }, message) => read(message, number, words ?? ''),
        -1,
        /改|换|推|提前|延|挪|调|加|增|去掉|删|不要|不计分|计分$/,
      ),
      addressed(
        'said',
        `(?<what>.{2,20}?)(?:的)?(?:活动)?(?:的)?(?<words>(?:时间|地点|人数|名额|时长)?(?:${becomes}).+)`,
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
      zh: { what: '修改活动', examples: ['修改活动 12 改到周日下午3点', '修改活动 12 搬运改成8人'] },
      en: { what: 'change an activity', examples: ['change activity 12 Sunday 3pm'] },
    },
  },
);
