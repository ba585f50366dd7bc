import { z } from 'zod';
import { quotedRef, readActivity } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { looksLikeName } from '../reading/people.ts';
import { addressed, command, compact } from '../rules.ts';

/** I cannot come after all. */
export const activityCancelSignUp = defineIntent(
  z.object({
    name: z.literal('activity.cancel-sign-up'),
    activity: activityRef,
    /** Only these of those whom I signed up. */
    people: z.array(z.string()).optional(),
  }),
  {
    rules: [
      command(
        'cancel',
        '取 退 撤 不 cancel withdraw drop unsubscribe 我',
        [
          `(?:我要|我)?(?:取消|退出|撤销|撤回)(?:我的)?(?:报名|活动报名|参加)[ :]*(?<what>.{0,24})`,
          `(?:取消|退掉|撤销)(?<what2>.{1,20}?)的?(?:报名|活动报名)`,
          `(?:我)?不(?:去|来|参加)了?[ :]*#?(?<what6>\\d{1,5})(?:号活动|号)?(?:了|啦)?`,
          `(?:退报|退出活动|退出报名)[ :]*(?<what3>.{0,20})`,
          `(?:cancel|drop|withdraw)(?: my| the)? ?(?:sign[ -]?up|registration|enrol?ment|booking)(?: for| of)?[ :]*(?<what4>.{0,40})`,
          `(?:drop out of|unsubscribe from) (?<what5>.{1,40})`,
        ],
        ({ what, what2, what3, what4, what5, what6 }, message) => {
          const words = what || what2 || what3 || what4 || what5 || what6 || '';
          if (message.asks) return undefined;
          if (words === '' && quotedRef(message)) {
            return { intent: { activity: quotedRef(message) ?? {} } };
          }
          const names = words.split(/[\s,、;和跟及]+/).filter((word) => looksLikeName(word));
          const { activity, certain } = readActivity(message, words);
          if (words !== '' && !certain && !message.addressed && !activity.date) return undefined;
          return {
            intent: compact({ activity, people: names.length > 0 && activity.number ? names : undefined }),
          };
        },
      ),
      addressed(
        'card',
        `(?:我|俺|对不起|不好意思|抱歉|有事|临时有事|家里有事|[ ,])*(?:不去了|去不了了?|来不了了?|不参加了|参加不了了?|不来了|取消吧?|取消报名|退出|can'?t (?:come|make it)|not coming|cancel)(?:了|啦)?`,
        (_, message) => (quotedRef(message) ? { intent: { activity: quotedRef(message) ?? {} } } : undefined),
        -2,
      ),
      addressed(
        'said',
        [
          `(?:我|俺|我们)?(?<what>.{1,24}?)(?:的活动|的|活动)?,?(?:我|俺|我们)?(?:临时有事|有事)?,?(?:去不了|来不了|参加不了|不去|不参加|不来|不能去|不能参加)(?:了|啦)?`,
          `(?:我|俺|我们)?(?:要|想)?(?:退出|不能参加|参加不了|不参加|去不了|来不了)(?<what3>.{1,24}?)(?:的?活动)?(?:了|啦)?`,
          `(?:i )?(?:can'?t|cannot) (?:come|make it|go|join)(?: to| on| for)? (?<what2>.{1,40})`,
        ],
        ({ what, what2, what3 }, message) => {
          if (message.asks) return undefined;
          const { activity, certain } = readActivity(message, what ?? what2 ?? what3 ?? '');
          return certain || activity.date ? { intent: { activity } } : undefined;
        },
        3,
        /去|来|参加|退出|can/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '取消报名', examples: ['取消报名 12'] },
      en: { what: 'cancel a sign-up', examples: ['cancel sign-up 12'] },
    },
  },
);
