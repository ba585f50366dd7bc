import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period } from '../intent.ts';
import { readPeriod } from '../periods.ts';
import { addressed, command, compact } from '../rules.ts';

const when =
  '(?:上上?个?(?:周|星期|礼拜|月)|(?:本|这个?|当)(?:周|星期|礼拜|月|季度?)|今年|本年度?|年度|季度|总|累计|历史|最新|今日|全部)的?';
const where = '(?:第?[一二三四五六七八九十\\d]{0,2}网格|本网格|全?社区|小区|全村|我们村|咱们?村|本社区)的?';
const whose = '(?:家庭|各?户|住户|居民|个人|邻居|志愿者|大家|户主|全体)的?';

function board(text: string) {
  return compact({
    period: readPeriod(text) ?? ('week' as const),
    of: /家庭|户|家榜|household|famil/.test(text)
      ? ('households' as const)
      : /个人|居民|志愿者|personal|people|individual/.test(text)
        ? ('people' as const)
        : undefined,
    scope: /网格|grid/.test(text)
      ? ('grid' as const)
      : /社区|小区|全村|community/.test(text)
        ? ('community' as const)
        : undefined,
    list: /红榜|red list/.test(text)
      ? ('red' as const)
      : /黑榜|black list/.test(text)
        ? ('black' as const)
        : undefined,
  });
}

/** Who is ahead, in which period, and where. */
export const leaderboardShow = defineIntent(
  z.object({
    name: z.literal('leaderboard.show'),
    period,
    of: z.enum(['households', 'people']).optional(),
    scope: z.enum(['grid', 'community']).optional(),
    list: z.enum(['red', 'black']).optional(),
  }),
  {
    rules: [
      command(
        'board',
        '查 看 发 来 显 上 本 这 当 今 年 季 总 累 历 最 全 第 一 二 三 四 五 六 七 八 九 十 社 小 家 各 户 住 居 个 积 排 榜 红 黑 周 月 志 给 贴 0 我 咱 邻',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?|发(?:一下|个)?|来个?|显示|贴(?:一下)?)?(?:一下)?(?:${when}|${where}|${whose}|积分){0,5}(?:总|周|月|季|年)?(?:排行榜|排行|排名榜|排名表|榜单|红榜|黑榜|红黑榜|光荣榜|积分榜|排名|名次|榜)(?:前十|前10|前十名|top ?10|前\\d{1,2}名?)?`,
        ],
        (_, message) => {
          // 排名 and 榜单 alone are words of many conversations.
          if (
            !message.addressed &&
            /^(?:查看?|看看?|发|来个?|最新|历史)?的?(?:排名|名次|排行|榜|榜单|光荣榜|总排名|全部排名)$/.test(
              message.text,
            )
          )
            return undefined;
          return { intent: board(message.text) };
        },
      ),
      command(
        'board-en',
        'leaderboard show see the weekly monthly this last ranking rankings household family personal total overall top what who',
        [
          `(?:show |see |view |get )?(?:me )?(?:the )?(?:(?:weekly|monthly|quarterly|yearly|this week's?|last week's?|this month's?|last month's?|total|overall|all-time|household|family|families|personal|people|individual|grid|community|points) ){0,4}(?:leaderboard|leader board|rankings?|red list|black list|top ?(?:ten|10))(?: (?:for |of )?(?:this|last|the)? ?(?:week|month|quarter|year|households?|families|people|grid|community|overall))*`,
        ],
        (_, message) => ({ intent: board(message.text) }),
      ),
      addressed(
        'asked',
        `.{0,10}(?:谁|哪家|哪户|哪个|第一名?|前几名|前十名?|我们?家|俺家|我|咱家).{0,8}(?:积?分(?:最高|最多|高|多)|排(?:在)?第?几|第几名?|排名|名次|排第一|第一|上榜).{0,4}|.{0,10}(?:排行|排名|榜单|积分榜|排行榜).{0,10}|(?:who|which (?:family|household)).{0,20}(?:first|most points|top|leading|ahead).{0,16}|.{0,12}(?:my|our) rank.{0,8}`,
        (_, message) =>
          /不上|不想让|别让|退出|恢复|取消|隐藏|不要|不参/.test(message.text)
            ? undefined
            : { intent: board(message.text) },
        3,
        /分|排|名|榜|上榜|rank|first|top|most|lead|ahead/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看排行榜', examples: ['排行榜', '本月家庭榜'] },
      en: { what: 'see the leaderboard', examples: ['leaderboard', 'monthly leaderboard'] },
    },
  },
);
