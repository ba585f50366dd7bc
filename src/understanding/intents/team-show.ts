import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period } from '../intent.ts';
import { readPeriod } from '../periods.ts';
import { command, compact } from '../rules.ts';
import { teamName } from '../teams.ts';

/** Which teams there are, who is in one, who is on duty, and how many hours each has served. */
export const teamShow = defineIntent(
  z.object({
    name: z.literal('team.show'),
    team: z.string().optional(),
    what: z.enum(['members', 'board']),
    period: period.optional(),
  }),
  {
    rules: [
      command(
        'show',
        '查 看 队 本 上 teams team 巡 清 志 调 辅 文 环 消 护 义 各 今',
        [
          `(?:查看?|看看?)?(?<when>本月|上月|本周|上周|今年|本季度)?的?(?:各)?(?<board>队伍(?:排行榜?|排名|榜|时长|工时))(?<when2>本月|上月|本周|上周|今年)?`,
          `(?:查看?|看看?)?(?:所有|各)?队伍(?:列表|名单|一览)?`,
          `(?:查看?|看看?)?(?<team>${teamName})的?(?:队员)?(?:名单|成员|排班|值班表?|情况)`,
          `(?<board2>team (?:hours|board))|teams`,
        ],
        ({ when, when2, board, board2, team }, message) => {
          if (message.asks) return undefined;
          if (!message.addressed && /^队伍$/.test(message.text)) return undefined;
          const said = when ?? when2;
          return {
            intent: compact({
              team,
              what: board || board2 ? ('board' as const) : ('members' as const),
              period: said ? readPeriod(said) : undefined,
            }),
          };
        },
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看队伍、排班和队伍排行', examples: ['队伍列表', '巡逻队排班', '队伍排行'] },
      en: { what: 'see the teams', examples: ['teams', 'team hours'] },
    },
  },
);
