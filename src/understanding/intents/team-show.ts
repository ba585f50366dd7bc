import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period } from '../intent.ts';
import { readPeriod } from '../periods.ts';
import { addressed, command, compact } from '../rules.ts';
import { teamName, withoutTeams } from '../teams.ts';

const spans = '本月|上个?月|本周|这周|上个?周|今年|本季度';
/** What somebody may want done to a team, and the bot does not do. */
const orders = /解散|撤销|撤掉|注销|合并|暂停|停用|改名|更名|改叫|拆分|删除|删掉|取消/;

/** Which teams there are, who is in one, who is on duty, and how many hours each has served. */
export const teamShow = defineIntent(
  z.object({
    name: z.literal('team.show'),
    team: z.string().optional(),
    /** `orders`: what can be said of it, to who wants something else. `team` is then the words that name it. */
    what: z.enum(['members', 'board', 'orders']),
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
      addressed(
        'asked',
        [
          `(?:查看?|看看?)?(?<when2>${spans})的?(?<team2>${teamName})的?(?<served2>出勤|考勤|工时|时长|服务时长|服务时间|排行|排名)(?:情况|表|统计|率)?`,
          `(?:查看?|看看?)?(?<team>${teamName})的?(?<when>${spans})?的?(?<served>出勤|考勤|工时|时长|服务时长|服务时间|排行|排名)(?:情况|表|统计|率)?`,
          `(?<team3>${teamName})的?(?:今天|今晚|明天|明晚|后天|本周|这周|下周|(?:周|星期)[一二三四五六日天])?(?:是|有|该|轮到|都|的)*(?:谁|哪些人|哪几个人?|哪位|几个人|多少人)(?:在|来|去)?(?:值班|值守|当班|在岗|巡逻|轮值)?(?:的)?`,
          `(?:今天|今晚|明天|明晚|后天)?(?<team4>${teamName})(?:是|有|该|轮到)?(?:谁|哪些人|哪几个人?|哪位)(?:在|来|去)?(?:值班|值守|当班|在岗|巡逻|轮值)`,
        ],
        ({ team, team2, team3, team4, when, when2, served, served2 }) => {
          const said = when ?? when2;
          // Hours are told for all teams, so that they can be compared.
          if (served ?? served2)
            return {
              intent: compact({ what: 'board' as const, period: said ? readPeriod(said) : undefined }),
            };
          const name = (team ?? team2 ?? team3 ?? team4 ?? '').replace(/^(?:今天|今晚|明天|明晚|后天)/, '');
          return name ? { intent: { team: name, what: 'members' as const } } : undefined;
        },
        0,
        /队/,
      ),
      {
        name: 'orders',
        rank: 2,
        needs: /队/,
        longest: 40,
        read({ text, asks }) {
          const left = asks ? undefined : withoutTeams(text);
          return left !== undefined && orders.test(left)
            ? { intent: { team: text, what: 'orders' as const } }
            : undefined;
        },
      },
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看队伍、排班和队伍排行', examples: ['队伍列表', '巡逻队排班', '队伍排行'] },
      en: { what: 'see the teams', examples: ['teams', 'team hours'] },
    },
  },
);
