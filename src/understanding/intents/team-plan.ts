import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { looksLikeName } from '../reading/people.ts';
import { command } from '../rules.ts';
import { teamName } from '../teams.ts';

const week = '(?<week>本周|这周|下周|下个?星期)?';
const days = '(?<days>(?:周|星期|礼拜)[一二三四五六日天].{2,400})';
const WEEKDAYS = '一二三四五六日';

/** Who of a team serves on which day of a week. */
export const teamPlan = defineIntent(
  z.object({
    name: z.literal('team.plan'),
    team: z.string(),
    week: z.enum(['this', 'next']),
    duties: z.array(z.object({ weekday: z.int().min(1).max(7), people: z.array(z.string()).min(1) })).min(1),
  }),
  {
    rules: [
      command(
        'plan',
        '*',
        [
          `(?:排班|安排)[ :]*(?<team>${teamName})[ ,:]*${week}[ ,:]*${days}`,
          `(?!本周|这周|下周|下个)(?<team>${teamName})[ ,:]*(?:的)?${week}(?:的)?(?:排班|值班)(?:表|安排)?[ ,:]*${days}`,
          `${week}(?:的)?(?<team>${teamName})(?:的)?(?:排班|值班)(?:表|安排)?[ ,:]*${days}`,
        ],
        ({ team, week, days }, message) => {
          const duties = [
            ...(days ?? '').matchAll(
              /(?:周|星期|礼拜)([一二三四五六日天])[ :]*((?:(?!(?:周|星期|礼拜)[一二三四五六日天]).)*)/gs,
            ),
          ].map(([, day = '', words = '']) => ({
            weekday: WEEKDAYS.indexOf(day.replace('天', '日')) + 1,
            people: words.split(/[\s,、;。和跟及]+/).filter((word) => word !== ''),
          }));
          const isClear = duties.every(
            ({ people }) => people.length > 0 && people.every((name) => looksLikeName(name)),
          );
          if (!team || message.asks || duties.length === 0 || !isClear) return undefined;
          return {
            intent: { team, week: /下/.test(week ?? '下') ? ('next' as const) : ('this' as const), duties },
          };
        },
        600,
        /排班|值班|^安排/,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '给队伍排班', examples: ['排班 巡逻队 下周 周一 张三 李四 周三 王五'] },
      en: { what: 'plan a team’s week', examples: ['排班 巡逻队 下周 周一 张三'] },
    },
  },
);
