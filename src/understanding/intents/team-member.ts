import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { looksLikeName } from '../reading/people.ts';
import { command, compact } from '../rules.ts';
import { teamName } from '../teams.ts';

const named = (words: string | undefined) =>
  (words ?? '').split(/[\s,、;和跟及]+/).filter((word) => word !== '');

/** Somebody joins a team or leaves it; the captain takes people in. */
export const teamMember = defineIntent(
  z.object({
    name: z.literal('team.member'),
    team: z.string(),
    joins: z.boolean(),
    /** Whom the captain takes in or out; the speaker without it. */
    people: z.array(z.string()).optional(),
  }),
  {
    rules: [
      command(
        'member',
        '加 退 我 入 join leave 巡 清 志 调 辅 文 环 消 护 义',
        [
          `(?:我要|我想|我)?(?:加入|入)[ :]*(?<joined>${teamName})`,
          `(?:我要|我想|我)?退出[ :]*(?<left>${teamName})`,
          `(?<taking>${teamName})(?:增加|添加|加上|加)(?:队员|成员)?[ :]*(?<added>.{2,120})`,
          `(?<dropping>${teamName})(?:减少|移除|去掉)(?:队员|成员)?[ :]*(?<dropped>.{2,120})`,
          `join team (?<joined2>[a-z][a-z -]{1,20})`,
          `leave team (?<left2>[a-z][a-z -]{1,20})`,
        ],
        (groups, message) => {
          if (message.asks) return undefined;
          const { joined, joined2, left, left2, taking, added, dropping, dropped } = groups;
          const people = named(added ?? dropped);
          if (!people.every((word) => looksLikeName(word))) return undefined;
          const team = joined ?? joined2 ?? left ?? left2 ?? taking ?? dropping;
          if (!team) return undefined;
          const joins = (joined ?? joined2 ?? taking) !== undefined;
          return { intent: compact({ team, joins, people: people.length > 0 ? people : undefined }) };
        },
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '加入队伍', examples: ['加入 巡逻队', '退出 巡逻队'] },
      en: { what: 'join a team', examples: ['join team patrol'] },
    },
  },
);
