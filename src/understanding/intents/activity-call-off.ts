import { z } from 'zod';
import { quotedRef, readActivity } from '../activities.ts';
import { defineIntent, type Reading } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { addressed, command, compact, wordsOf } from '../rules.ts';

const because = '(?:[ ,:;。]*(?:原因|理由|因为|由于|because)?[ :是]*(?<reason>\\S.*))?';
const off = '(?:取消|不办|停办|不搞|不开展)(?:了|啦|掉)?';
const why = '(?:[ ,:;。]*(?:原因|理由|因为|由于)?[ :是]*(?<reason>\\S.*))?';
const before = '(?:[ ,]*(?:因为?|由于)(?<cause>\\S.{0,40}?))?[ ,]*';
const ofActivity = '(?:的?(?:活动|招募|那场))?';
/** 取消报名, 取消兑换 …: other things are taken back in the same words. */
const another =
  /报名|预约|兑换|订单|绑定|公示|接龙|申报|上报|要求|岗位|班次|提醒|发布|积分|sign|order|redemption|report/;

/** 周六的清洁家园取消, 取消清洁家园 下雨: the one that is named by its title or its day, when there is one. */
function named(
  { what, reason, cause, called }: Record<string, string | undefined>,
  message: Message,
  match: RegExpExecArray,
): Reading<Omit<CallOff, 'name'>> | undefined {
  if (!what || another.test(what) || message.asks) return undefined;
  const { activity, certain } = readActivity(message, what);
  // Told outright that an activity is meant, or by an organiser among organisers, the bot says when there is none.
  const isSaid = called !== undefined || message.context.roomPurpose === 'grid-workers';
  const isMeant = certain || (message.addressed && isSaid && activity.title !== undefined);
  return isMeant
    ? { intent: compact({ activity, reason: wordsOf(reason ?? cause, message, match) }) }
    : undefined;
}

const callOff = z.object({
  name: z.literal('activity.call-off'),
  activity: activityRef,
  reason: z.string().optional(),
  /** All dates of its series that are still to come. */
  series: z.literal(true).optional(),
  confirmed: z.literal(true).optional(),
});
type CallOff = z.infer<typeof callOff>;

/** An activity does not take place, or a series stops. */
export const activityCallOff = defineIntent(callOff, {
  rules: [
    command(
      'call-off',
      '取 撤 停 活 终 call cancel stop',
      [
        `(?:取消|撤销|撤回|停办|终止)(?<series>系列)?(?:活动|招募)[ :]*#?(?<number>\\d{1,7})(?:号)?${because}`,
        `(?:停止|取消|终止)(?<series2>系列|每周|每月)(?:活动|招募)?[ :]*#?(?<number3>\\d{1,7})(?:[ ,:;。]*(?:原因|理由|因为|由于)?[ :是]*(?<reason3>\\S.*))?`,
        `(?:call off|cancel|stop) (?:the )?(?<series4>series )?(?:activity )?#?(?<number4>\\d{1,7})(?:[ ,:;]*(?:because)?[ :]*(?<reason4>\\S.*))?`,
      ],
      (groups, message, match) => {
        const number = groups.number ?? groups.number3 ?? groups.number4;
        if (!number || message.asks) return undefined;
        const reason = groups.reason ?? groups.reason3 ?? groups.reason4;
        // 取消活动 1 系列: the word after the number is which, not why.
        const whole = /^(?:整个|全部|这个)?系列(?:活动)?(?:[ ,:;。]+(?<why>\S.*))?$/.exec(reason ?? '');
        const series = groups.series ?? groups.series2 ?? groups.series4 ?? whole?.[0];
        return {
          intent: compact({
            activity: { number: Number(number) },
            reason: wordsOf(whole ? whole.groups?.why : reason, message, match),
            series: series ? (true as const) : undefined,
          }),
        };
      },
      300,
    ),
    command(
      'told',
      '活 0 #',
      `(?:活动 ?#?(?<number>\\d{1,7})(?:号)?|#?(?<number2>\\d{1,7})号活动)${before}${off}${why}`,
      ({ number, number2, reason, cause }, message, match) =>
        message.asks
          ? undefined
          : {
              intent: compact({
                activity: { number: Number(number ?? number2) },
                reason: wordsOf(reason ?? cause, message, match),
              }),
            },
      300,
    ),
    command(
      'named',
      '取 撤 停 call cancel',
      [
        `(?:取消|撤销|停办)(?<called>活动|招募)?[ :]*(?<what>[^\\s,;。]{2,24}?)${ofActivity}${because.replace('[ ,:;。]*', '[ ,:;。]+')}`,
        `(?:call off|cancel) (?:the )?(?<what>[a-z][a-z0-9 '-]{2,40}?)(?: activity)?(?: because (?<reason>.+))?`,
      ],
      // Not said to the bot, 取消清洁家园 needs to say that it is an activity.
      (groups, message, match) =>
        message.addressed || groups.called ? named(groups, message, match) : undefined,
      120,
    ),
    command(
      'named-first',
      '*',
      `(?<what>[^\\s,;。]{2,24}?)${ofActivity}${before}${off}${why}`,
      (groups, message, match) => (message.addressed ? named(groups, message, match) : undefined),
      120,
      /取消|不办|停办|不搞|不开展/,
    ),
    addressed(
      'card',
      `(?:这个?|本次)?(?:活动|招募)(?:取消|不办|停办)(?:了|啦)?(?:[ ,:;。]*(?:原因|理由|因为|由于)?[ :是]*(?<reason>\\S.*))?`,
      ({ reason }, message, match) =>
        quotedRef(message)
          ? {
              intent: compact({
                activity: quotedRef(message) ?? {},
                reason: wordsOf(reason, message, match),
              }),
            }
          : undefined,
      -1,
    ),
  ],
  help: {
    roles: ['grid-worker'],
    zh: { what: '取消活动', examples: ['取消活动 12 下雨'] },
    en: { what: 'call an activity off', examples: ['call off activity 12 rain'] },
  },
});
