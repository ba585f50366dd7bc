import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { localDate } from '../intent.ts';
import { findDays, isoDay } from '../reading/days.ts';
import { command, compact } from '../rules.ts';

/** Who was handed what on a day, and by whom. */
export const supermarketDayList = defineIntent(
  z.object({ name: z.literal('supermarket.day-list'), date: localDate.optional() }),
  {
    rules: [
      command(
        'day-list',
        '日 今 昨 前 本 当 超 兑 发 核 0 day',
        [
          `(?:超市)?日清单(?:[ :]*(?<day>.{2,10}))?`,
          `(?<day2>今天|今日|昨天|昨日|前天|当日|当天|\\d{1,2}月\\d{1,2}[日号])(?:的)?(?:超市)?(?:日清单|兑换清单|发放清单|核销清单|领取清单)`,
          `day ?list(?: (?:of |for )?(?<day3>.{3,12}))?`,
        ],
        ({ day, day2, day3 }, message) => {
          const said = day ?? day2 ?? day3;
          if (!said) return { intent: {} };
          const [found] = findDays(said, message.context.now, 'past');
          if (!found && !/^(?:当|今)/.test(said)) return undefined;
          return { intent: compact({ date: found && isoDay(found.value) }) };
        },
        30,
      ),
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '当天发放清单', examples: ['日清单', '日清单 昨天'] },
      en: { what: 'what was handed out', examples: ['day list'] },
    },
  },
);
