import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { dutyDay, readDuties } from '../duties.ts';
import { command } from '../rules.ts';
import { teamName } from '../teams.ts';

const week = '(?<week>本周|这周|这个?星期|下周|下个?星期)?';
const notWeek = '(?!本周|这周|这个?星期|下周|下个)';
const duties = `(?<duties>${dutyDay}.{0,400})`;
const roster = '(?:排班|值班)(?:表|安排)?';

/** Who of a team serves on which day of a week. */
export const teamPlan = defineIntent(
  z.object({
    name: z.literal('team.plan'),
    team: z.string(),
    week: z.enum(['this', 'next']),
    /** None: they could not be read. */
    duties: z.array(z.object({ weekday: z.int().min(1).max(7), people: z.array(z.string()).min(1) })),
  }),
  {
    rules: [
      command(
        'plan',
        '*',
        [
          `(?<order>排班|安排)[ :]*${notWeek}(?<team>${teamName})的?[ ,:]*${week}[\\s,:]*${duties}`,
          `${notWeek}(?<team>${teamName})[ ,:]*(?:的)?${week}(?:的)?${roster}[\\s,:]*${duties}`,
          `${week}(?:的)?(?<team>${teamName})(?:的)?${roster}[\\s,:]*${duties}`,
          `${notWeek}(?<team>${teamName})[ ,:]*(?:的)?${week}[ ,:]*(?<day>${dutyDay})(?:的)?${roster}(?:人员)?[ ,:]*(?:是|为)?(?<people>.{2,100})`,
        ],
        ({ order, team, week, duties, day, people }, message) => {
          if (!team || message.asks) return undefined;
          const read = readDuties(duties ?? `${day} ${people}`, message.context.now);
          const said = week === undefined ? undefined : /下/.test(week) ? 1 : 0;
          const isClear =
            read && (read.week ?? 0) <= 1 && (read.week === undefined || (said ?? read.week) === read.week);
          // 排班 巡逻队 周一 … is an order, be it clear or not; 安排 is said of much else.
          if (!isClear)
            return order === '排班' ? { intent: { team, week: 'this' as const, duties: [] } } : undefined;
          const when = (read.week ?? said ?? 1) === 0 ? ('this' as const) : ('next' as const);
          return { intent: { team, week: when, duties: read.duties } };
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
