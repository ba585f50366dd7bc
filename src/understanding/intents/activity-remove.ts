import { z } from 'zod';
import { namesAfter, quotedActivity } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { looksLikeName } from '../reading/people.ts';
import { command, compact } from '../rules.ts';

/** The organiser takes somebody off the list. */
export const activityRemove = defineIntent(
  z.object({
    name: z.literal('activity.remove'),
    activity: activityRef.optional(),
    people: z.array(z.string()).min(1),
  }),
  {
    rules: [
      command(
        'remove',
        '移 删 踢 remove',
        [
          `(?:移除|移出)[ :]*(?:活动)?#?(?<number>\\d{1,5})(?:号活动|号)?(?<people>[^\\d\\s,:].{1,100})`,
          `(?:移除|移出|删除|删掉|remove)[ :]*(?:活动)?(?:#?(?<number>\\d{1,5})(?:号活动|号)?)?[ ,:]+(?<people>.{2,100})`,
        ],
        ({ number, people }, message) => {
          const read = namesAfter(message, people ?? '');
          if (message.asks || read.length === 0) return undefined;
          // Without a number, or not said to the bot, it has to look like names; a guest may be called anything.
          const isGuest = (word: string) => /^[\u4e00-\u9fff·]{2,8}(?:\+\d{1,2})?$/.test(word);
          if (!read.every((word) => looksLikeName(word) || (number !== undefined && isGuest(word))))
            return undefined;
          const quoted = quotedActivity(message);
          const given = number ? Number(number) : quoted;
          if (!given && !message.addressed) return undefined;
          return { intent: compact({ activity: given ? { number: given } : undefined, people: read }) };
        },
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '把人移出报名名单', examples: ['移除 12 张三'] },
      en: { what: 'take somebody off the list', examples: ['remove 12 Zhang San'] },
    },
  },
);
