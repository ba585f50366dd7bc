import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command, compact } from '../rules.ts';

const close = (number: string | undefined, nobody?: string) => ({
  intent: compact({
    activity: number ? { number: Number(number) } : undefined,
    nobody: nobody ? (true as const) : undefined,
  }),
});

/** 结束活动 7 没有人来. */
const empty =
  '(?:[ ,。!~]*(?:因为)?(?<nobody>(?:一个)?(?:没有?|无)(?:一个)?人(?:员)?(?:都|也)?(?:没)?(?:来|到(?:场)?|参加)|(?:一个)?人?(?:都|也)没(?:有)?人?(?:来|到场?)|(?:0|零)个?人(?:来|到场?|参加)?)了?)?';

/** 1结束，大家辛苦了. */
const thanks = '(?:[ ,。!~]*(?:谢谢|感谢|多谢|辛苦)?(?:大家|各位|志愿者们?|你们)?(?:今天|都)*(?:辛苦)?了?)?';
const stop = '(?:先|暂时)?(?:停止|暂停|关闭|结束|截止|终止|停)';
const signUps = '(?:报名|招募|招人|接龙)';

/** The activity is over: the list of who came is settled, and becomes claims. */
export const activityClose = defineIntent(
  z.object({
    name: z.literal('activity.close'),
    activity: activityRef.optional(),
    /** Closing before its planned end was asked about. */
    confirmed: z.literal(true).optional(),
    /** 没有人来: that the list is empty is said, and no oversight. */
    nobody: z.literal(true).optional(),
    /** 停止报名: only nobody more is to sign up. */
    signUps: z.literal(true).optional(),
  }),
  {
    rules: [
      command(
        'close',
        '结 关 完 close finish end',
        [
          `(?:结束|完成|关闭)活动[ :]*(?:#?(?<number>\\d{1,5})(?:号)?)?${empty}${thanks}`,
          `(?:close|finish|end) (?:the )?activity[ :]*(?:#?(?<number>\\d{1,5}))?(?:[ ,:]*(?<nobody>nobody came|no one came))?`,
        ],
        ({ number, nobody }, message) => (message.asks ? undefined : close(number, nobody)),
      ),
      command(
        'over',
        '活 结 0 #',
        [
          `活动 ?(?:#?(?<number>\\d{1,5})(?:号)?)?(?:已经|已)?(?:结束|完成)(?:了|啦)?${empty}${thanks}`,
          `#?(?<bare>\\d{1,5})(?:号活动|号)?[ ,:]*(?:已经|已)?(?:结束|完成)(?:了|啦)?${empty}${thanks}`,
          `结束[ :]*#?(?<bare>\\d{1,5})(?:号)?${empty}${thanks}`,
        ],
        ({ number, bare, nobody }, message) => {
          const given = number ?? bare;
          if (message.asks || (!message.addressed && !given && /了$/.test(message.text))) return undefined;
          // A bare number is an activity's only among those who organise, or to the bot.
          const isClear = message.addressed || message.context.roomPurpose === 'grid-workers';
          return bare && !isClear ? undefined : close(given, nobody);
        },
      ),
      command(
        'sign-ups',
        '结 关 停 暂 截 终 活 0 # 不 先 别 close stop end',
        [
          `${stop}(?:活动 ?)?(?:#?(?<number>\\d{1,5})(?:号活动|号)?)?的?${signUps}[ :]*(?:活动 ?)?(?:#?(?<after>\\d{1,5})(?:号活动|号)?)?(?:了|啦)?`,
          `(?:活动 ?)?#?(?<number>\\d{1,5})(?:号活动|号)?[ ,:]*的?(?:先|暂时|现在)?(?:${stop}${signUps}|${signUps}(?:已经?)?(?:截止|结束|停止|关闭|暂停)|(?:不|别)(?:再)?(?:招|收)(?:人|募)?|不再?(?:接受|开放)报名)(?:了|啦)?`,
          `(?:close|stop|end) sign-?ups?(?: for)?[ :]*(?:activity )?(?:#?(?<number>\\d{1,5}))?`,
        ],
        ({ number, after }, message) => {
          const given = number ?? after;
          const isClear = message.addressed || (given && message.context.roomPurpose === 'grid-workers');
          if (message.asks || !isClear) return undefined;
          const { intent } = close(given);
          return { intent: { ...intent, signUps: true as const } };
        },
      ),
      addressed(
        'card',
        `(?:活动)?(?:结束|完成)(?:了|啦)?`,
        (_, message) => (quotedRef(message) ? { intent: { activity: quotedRef(message) ?? {} } } : undefined),
        -1,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '结束活动并申报工时', examples: ['结束活动 12'] },
      en: { what: 'close an activity', examples: ['close activity 12'] },
    },
  },
);
