import { z } from 'zod';
import { quotedRef, readActivity } from '../activities.ts';
import { defineIntent, type Reading } from '../define.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { organisersCard } from '../organisers-card.ts';
import { readNumberList } from '../reading/selections.ts';
import { addressed, command, compact, wordsOf } from '../rules.ts';

const reasonAfter = (group: string) =>
  `(?:[ ,:;。]*(?:原因|理由|因为|由于|because of|because|due to)?[ :是]*(?<${group}>\\S.*))?`;
const because = reasonAfter('reason');
const off = '(?:取消|不办|停办|不搞|不开展)(?:了|啦|掉)?';
const before = '(?:[ ,]*(?:因为?|由于)(?<cause>\\S.{0,40}?))?[ ,]*';
/** Further numbers, before the end or a reason: 取消活动 2和1, 取消活动 2-5 下雨. */
const several = `(?<also>(?: ?(?:[、,和跟与及&~-]|以及|还有|到|至|and) ?(?:活动)?#?\\d{1,7}(?:号活动|号)?(?=$|[ ,:;。、和跟与及&~到至-]|以及|还有))+)?`;
/** 取消活动 3 的系列: which of it, not why. */
const allDates =
  /^(?:的)?(?:整个|全部|这个|所有)?(?:系列|每周|各场|全部场次|所有场次)(?:的?活动)?(?:都|全)?(?:[ ,:;。]+(?<why>\S.*))?$/;
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
    ? {
        intent: compact({
          activity,
          reason: both(wordsOf(cause, message, match), wordsOf(reason, message, match)),
        }),
      }
    : undefined;
}

/** What was said before the word and what after it: 因天气原因取消，另行通知. */
function both(before: string | undefined, after: string | undefined): string | undefined {
  return before && after ? `${before}，${after}` : (before ?? after);
}

function ofCard(
  activity: { number: number } | undefined,
  reason: string | undefined,
  message: Message,
  match: RegExpExecArray,
) {
  if (!activity || message.asks || another.test(reason ?? '')) return undefined;
  return { intent: compact({ activity, reason: wordsOf(reason, message, match) }) };
}

const callOff = z.object({
  name: z.literal('activity.call-off'),
  activity: activityRef,
  /** Numbers of more activities: each has to be called off by itself. */
  also: z.array(z.int().positive()).optional(),
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
      '取 撤 停 活 终 删 call cancel stop',
      [
        `(?:删除|删掉|撤下)(?:整个)?(?:活动|招募)[ :]*#?(?<number>\\d{1,7})(?:号)?`,
        `(?:取消|撤销|撤回|停办|终止)(?<series>系列)?(?:活动|招募)[ :]*#?(?<number>\\d{1,7})(?:号)?${several}${because}`,
        `(?:停止|取消|终止)(?<series2>系列|每周|每月)(?:活动|招募)?[ :]*#?(?<number3>\\d{1,7})${reasonAfter('reason3')}`,
        `(?:call off|cancel|stop) (?:the )?(?<series4>series )?(?:activity |activities )?#?(?<number4>\\d{1,7})${several.replace('also', 'also4')}${reasonAfter('reason4')}`,
      ],
      (groups, message, match) => {
        const number = groups.number ?? groups.number3 ?? groups.number4;
        if (!number || message.asks) return undefined;
        const reason = groups.reason ?? groups.reason3 ?? groups.reason4;
        const whole = allDates.exec(reason ?? '');
        const series = groups.series ?? groups.series2 ?? groups.series4 ?? whole?.[0];
        const others = groups.also ?? groups.also4;
        return {
          intent: compact({
            activity: { number: Number(number) },
            also: others ? readNumberList(`${number}${others}`).slice(1) : undefined,
            reason: wordsOf(whole ? whole.groups?.why : reason, message, match),
            series: series ? (true as const) : undefined,
          }),
        };
      },
      300,
    ),
    command(
      'told',
      '活 0 # 因 由',
      `(?:(?:因为?|由于)(?<first>\\S.{0,40}?)[ ,]*)?(?:活动 ?#?(?<number>\\d{1,7})(?:号)?|#?(?<number2>\\d{1,7})号活动)${before}${off}${because}`,
      ({ number, number2, reason, cause, first }, message, match) =>
        message.asks
          ? undefined
          : {
              intent: compact({
                activity: { number: Number(number ?? number2) },
                reason: both(wordsOf(first ?? cause, message, match), wordsOf(reason, message, match)),
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
      `(?<what>[^\\s,;。]{2,24}?)${ofActivity}${before}${off}${because}`,
      (groups, message, match) => (message.addressed ? named(groups, message, match) : undefined),
      120,
      /取消|不办|停办|不搞|不开展/,
    ),
    addressed(
      'card',
      `(?:这个?|本次)?(?:活动|招募)(?:取消|不办|停办)(?:了|啦)?${because}`,
      ({ reason }, message, match) => ofCard(quotedRef(message), reason, message, match),
      -1,
    ),
    addressed(
      'organisers-card',
      `(?:把?(?:这个|这场|本次|它))?(?:活动|招募)?(?:取消|撤回|撤销|删除|删掉|不办|停办|不搞)(?:掉|了|啦|吧)?(?:活动|招募)?${because.replace('[ ,:;。]*', '[ ,:;。]+')}|cancel(?: it)?|call (?:it )?off`,
      ({ reason }, message, match) => ofCard(organisersCard(message), reason, message, match),
      -3,
    ),
  ],
  help: {
    roles: ['grid-worker'],
    zh: { what: '取消活动', examples: ['取消活动 12 下雨'] },
    en: { what: 'call an activity off', examples: ['call off activity 12 rain'] },
  },
});
