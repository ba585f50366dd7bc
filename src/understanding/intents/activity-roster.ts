import { z } from 'zod';
import { quotedRef, readActivity } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { organisersCard } from '../organisers-card.ts';
import { addressed, command, compact } from '../rules.ts';

/** Who has signed up. */
export const activityRoster = defineIntent(
  z.object({ name: z.literal('activity.roster'), activity: activityRef.optional() }),
  {
    rules: [
      command(
        'roster',
        '报 名 查 看 签 活 导 发 参 who roster show 0 #',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?|发(?:一下)?)?(?:一下)?(?<what>[^,。]{0,16}?)的?(?:报名|签到|参加人员?|活动|参加)(?:人员|的人|情况)?的?名单[ :]*(?<after>.{0,16})`,
          `名单[ :]*(?<after2>#?\\d{1,7})`,
          `(?<after5>#?\\d{1,7})(?:号)?的?名单`,
          `(?:show |see )?(?:the )?(?:roster|sign[ -]?up list|attendance list|participants?)(?: (?:for|of))?[ :]*(?<after3>.{0,30})`,
          `who(?:'s| has| is)? (?:signed up|coming|joined)(?: for| to)?[ :]*(?<after4>.{0,30})`,
        ],
        ({ what, after, after2, after3, after4, after5 }, message) => {
          const words = (after || after2 || after3 || after4 || after5 || what || '').trim();
          const { activity, certain } = readActivity(message, words);
          const ref = Object.keys(activity).length > 0 ? activity : quotedRef(message);
          if (!message.addressed && words !== '' && !certain && !activity.date) return undefined;
          return { intent: compact({ activity: ref }) };
        },
      ),
      addressed(
        'asked',
        `(?<what>.{0,16}?)(?:都)?(?:有)?(?:谁|哪些人|几个人|多少人|几人|多少个人)(?:都)?(?:报了?名|报了|参加|来了|要来|签到)(?:了|啦)?(?<after>.{0,12})|(?<what2>.{0,16}?)(?:报名|参加|签到)(?:的)?(?:有|了)?(?:多少|几)(?:个)?人.{0,4}|(?<what3>.{0,16}?)报名(?:的)?(?:人员|名单|情况|人数)(?:呢|怎么样)?`,
        ({ what, what2, what3, after }, message) => {
          const { activity } = readActivity(message, what || what2 || what3 || after || '');
          const ref = Object.keys(activity).length > 0 ? activity : quotedRef(message);
          return { intent: compact({ activity: ref }) };
        },
        1,
        /报|参加|签到|来/,
      ),
      addressed(
        'card',
        `(?:现在|目前|已经)?(?:都)?(?:有)?(?:报名?了?|参加|来|有)?(?:有)?(?:几|多少)(?:个|位|名)?人?(?:报名?|参加|来)?了?|名单|报名(?:名单|情况)|(?:都)?(?:有)?谁(?:报了?名?|参加|来)?了?`,
        (_, message) => {
          const card = organisersCard(message);
          return card && { intent: { activity: card } };
        },
        -10,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '看报名名单', examples: ['报名名单 12'] },
      en: { what: 'see who signed up', examples: ['roster 12'] },
    },
  },
);
