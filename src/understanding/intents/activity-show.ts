import { z } from 'zod';
import { quotedRef, readTarget } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { fold } from '../reading/fold.ts';
import { addressed } from '../rules.ts';

/** What is asked of an activity before or after coming to it is decided. */
const matter =
  '(?:还)?(?:有|剩)?(?:没有)?(?:多少|几个)?(?:名额|位置|空位)|(?:还)?能(?:不能)?报|报?满了|几点|什么时候|啥时候|多久|在哪|哪里|哪儿|地址|地点|集合|带什么|带啥|要带|带东西|第几|候补|排到|how many places|places left|when|where|on the list|what (?:to|should i) bring|can i join';
const asked = new RegExp(matter);
const onlyAsked = new RegExp(
  `^(?:请问|那|我|要|需要|在|从|是|都|是不是|活动|到底|what|is|are|the|do|we|to|for|how|many)*(?:${matter})(?:开始|集合|结束|见面|东西|点|了|的|没|呢|吗|么|不|left|is it|start)*[?？ ]*$`,
);

/** One activity as its notice has it, and whether whoever asks is on its list; without one, all that they are on. */
export const activityShow = defineIntent(
  z.object({ name: z.literal('activity.show'), activity: activityRef.optional() }),
  {
    rules: [
      addressed(
        'own',
        [
          `(?:查(?:看|询|一下)?|看(?:看|一下)?)?我的?(?:活动)?报名(?:了?哪些|记录|情况|信息)?(?:活动)?`,
          `我(?:都|已经|到底)?(?:报上?|报过|参加)了?(?:名了?)?(?:哪些|什么|哪几个|几个)活动.{0,4}`,
          `我(?:到底|现在)?(?:报上?名|报上|报名成功|在(?:不在)?(?:报名)?名单(?:里|上)?)(?:了)?(?:吗|没有?|么|不|呢)?[?？]?`,
          `我报的是?(?:哪个|什么)(?:岗位?|班次?|活动).{0,2}`,
          `(?:show )?my (?:sign[ -]?ups?|activities)|am i (?:signed up|on the list)`,
        ],
        () => ({ intent: {} }),
        0,
        /我|my|am i/,
      ),
      addressed(
        'card',
        `.{2,16}`,
        (_, message) => {
          const activity = quotedRef(message);
          return activity && message.asks && onlyAsked.test(message.text)
            ? { intent: { activity } }
            : undefined;
        },
        -3,
      ),
      addressed(
        'which',
        `.{1,40}`,
        (_, message) => {
          const { text } = message;
          const bare = /^(?:查看?|看看?)?(?:活动|activity) ?#?(?<number>\d{1,5})(?:号)?$/.exec(text)?.groups
            ?.number;
          if (bare) return { intent: { activity: { number: Number(bare) } } };
          if (asked.test(text) && onlyAsked.test(text) && message.context.direct && message.asks)
            return { intent: {} };
          const english = /(?:activity|for) #?(?<number>\d{1,5})$/.exec(text)?.groups?.number;
          if (english && asked.test(text)) return { intent: { activity: { number: Number(english) } } };
          const { activity, certain, rest, isNumbered } = readTarget(message, 0);
          const isOpen = message.context.vocabulary.activities?.some(
            ({ number }) => number === activity.number,
          );
          if (!certain || !isOpen || (isNumbered && !asked.test(text))) return undefined;
          const isAsked = message.asks || /名额|第几|满了/.test(text);
          const isTitle = activity.title !== undefined && text === fold(activity.title).text;
          return isTitle || (isAsked && asked.test(rest || text)) ? { intent: { activity } } : undefined;
        },
        0,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看一个活动，或自己报了哪些', examples: ['活动 12', '我的报名'] },
      en: { what: 'see an activity, or your sign-ups', examples: ['activity 12', 'my sign-ups'] },
    },
  },
);
