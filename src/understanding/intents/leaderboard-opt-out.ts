import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';

/** Not to be named on the leaderboard (on), or to be named again (off). */
export const leaderboardOptOut = defineIntent(
  z.object({ name: z.literal('leaderboard.opt-out'), on: z.boolean() }),
  {
    rules: [
      command(
        'off',
        '不 我 别 退 隐 匿 从 hide opt remove leave 请 取 把',
        [
          `(?:我|我家|我们家|俺家|我本人)?(?:不|不想|不要|不愿|不愿意|别让我|别把我)(?:再)?(?:上|进|登|放|排)(?:到|进|上)?(?:积分)?(?:排行)?榜(?:了|单|上)?`,
          `(?:我|我家)?(?:不|不想|不要)(?:参加|参与|显示在?)(?:积分)?(?:排行榜?|排名)(?:了|上|里)?`,
          `(?:我)?(?:要)?退出(?:积分)?(?:排行榜?|排名|榜单)`,
          `(?:排行榜?|榜)?(?:上)?(?:隐藏|匿名)(?:我|我的名字|我家|显示)?(?:上榜|排行榜?|排名)?`,
          `把我(?:的名字|家)?从(?:积分)?(?:排行榜?|榜|榜单)(?:上|里)?(?:去掉|删掉|移除|拿掉|删除|隐藏)`,
          `(?:我)?(?:不想|不要|不愿|别)让?(?:别人|大家|人家|邻居)(?:看到|看见|知道)(?:我|我家|我们家)?的?(?:积分|排名|名次|名字)`,
          `(?:hide|remove) (?:me|us|my name|our household|my household)(?: from (?:the )?(?:leaderboard|ranking|rankings|list))?|opt(?: me)? out(?: of (?:the )?(?:leaderboard|ranking))?|leave (?:the )?leaderboard|(?:do not|don't) (?:show|list|name) (?:me|us)(?: on (?:the )?(?:leaderboard|ranking))?`,
        ],
        (_, message) => {
          if (!message.addressed && /^(?:隐藏|匿名|隐藏我|匿名显示|隐藏我的名字)$/.test(message.text))
            return undefined;
          return { intent: { on: true } };
        },
      ),
      command(
        'on',
        '恢 重 我 上 取 加 参 show opt join rejoin list',
        [
          `(?:我|我家)?(?:恢复|重新|可以|愿意|想|又要)(?:参加|参与)?(?:上榜|排行榜?|排名|上排行榜)(?:了|吧)?`,
          `(?:取消)(?:匿名|隐藏|不上榜)`,
          `(?:重新)?(?:加入|参加)(?:积分)?(?:排行榜?|排名)`,
          `上榜`,
          `(?:show|list) me(?: again)?(?: on (?:the )?(?:leaderboard|ranking))(?: again)?|opt(?: me)?(?: back)? in(?: to (?:the )?(?:leaderboard|ranking))?|(?:re)?join (?:the )?leaderboard`,
        ],
        (_, message) => {
          if (!message.addressed && message.text === '上榜') return undefined;
          return { intent: { on: false } };
        },
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '不上榜、恢复上榜', examples: ['不上榜', '恢复上榜'] },
      en: { what: 'leave or rejoin the leaderboard', examples: ['hide me from the leaderboard'] },
    },
  },
);
