import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { localDate } from '../intent.ts';
import type { Message } from '../message.ts';
import { findDays, isoDay } from '../reading/days.ts';
import { addressed, command } from '../rules.ts';

function list(message: Message) {
  const [day] = /周末|本周|这周/.test(message.text)
    ? []
    : findDays(message.text, message.context.now, 'future');
  return {
    intent: day ? { date: isoDay(day.value) } : {},
  };
}

/** Which activities are coming. */
export const activityList = defineIntent(
  z.object({ name: z.literal('activity.list'), date: localDate.optional() }),
  {
    rules: [
      command(
        'list',
        '活 查 看 近 最 本 这 社 志 招 activities activity show list upcoming what 有',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:一下)?(?:最近|近期|本周|这周|本月|社区|志愿|当前|可报名)*的?(?:活动|招募)(?:列表|安排|预告|清单|一览|计划表|日程)`,
          `(?:查(?:询|看|一下|下)|看(?:看|一下|下)|查)(?:一下)?(?:最近|近期|本周|这周|本月|社区|志愿)*的?(?:活动|招募)`,
          `(?:近期|最近|本周|这周|本月)(?:的)?(?:社区|志愿)?(?:活动|招募)`,
          `(?:show |list |see )?(?:me )?(?:the )?(?:upcoming |open |this week's )?(?:activities|activity list|events list)(?: list| this week| this month)?`,
          `what(?:'s on| activities are (?:there|coming|open))(?: this week(?:end)?)?`,
        ],
        (_, message) => list(message),
      ),
      addressed(
        'asked',
        `.{0,12}(?:有|搞|办|举办|组织)?(?:没有|什么|哪些|啥|几个)?.{0,6}(?:活动|招募|志愿活动)(?:吗|呢|没有|可以?参加|能报|可报|要招人)?.{0,8}|活动|(?:any|which|what) .{0,16}(?:activit|event|volunteer work).{0,24}`,
        (_, message) =>
          !(message.asks || /有|活动$/.test(message.text)) ||
          /小时|分钟|取消|退出|发布|签到|名单|参加周|创建|不/.test(message.text)
            ? undefined
            : list(message),
        4,
        /活动|招募|activit|event|volunteer/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看近期活动', examples: ['活动列表'] },
      en: { what: 'see activities', examples: ['activities'] },
    },
  },
);
