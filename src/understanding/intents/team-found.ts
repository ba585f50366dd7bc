import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';
import { addressed, command, compact } from '../rules.ts';
import { teamName } from '../teams.ts';

/** A standing team is founded, or gets another captain. */
export const teamFound = defineIntent(
  z.object({
    name: z.literal('team.found'),
    team: z.string(),
    captain: personRef,
    /** 任命: an existing team gets another captain, and everything else stays. */
    appoints: z.literal(true).optional(),
  }),
  {
    rules: [
      command(
        'found',
        '组 成 建 新 创 任 设 更 换 found',
        [
          `(?:组建|成立|建立|新建|创建|设立)(?:队伍|志愿队)?[ :]*(?<team>${teamName})[ ,:]*(?:由|队长|captain)?[ :是为]*(?<captain>\\S.{0,30}?)(?:任|当|担任)?(?:队长)?`,
          `(?:任命|更换|换)[ :]*(?<team2>${teamName})[ ,:]*的?队长[ :是为]*(?<captain2>\\S.{0,30})`,
          `(?:任命|任用|推选|选)[ :]*(?<captain4>\\S{2,10}?)[ ]?(?:为|任|当|做|担任)[ :]*(?<team4>${teamName})的?队长`,
          `(?:更换|更改|换)[ :]*(?<captain5>\\S{2,10}?)(?:为|任|当|做|担任)[ :]*(?<team5>${teamName})的?队长`,
          `found team (?<team3>[a-z][a-z -]{1,20}?)[ ,]+captain (?<captain3>.{2,40})`,
        ],
        ({ team, team2, team3, team4, team5, captain, captain2, captain3, captain4, captain5 }, message) => {
          const words = captain ?? captain2 ?? captain3 ?? captain4 ?? captain5 ?? '';
          const at = message.text.lastIndexOf(words);
          const read = message.personAt(at, true, at + words.length);
          const change = team2 ?? team4 ?? team5;
          const name = team ?? team3 ?? change;
          const appoints = change ? (true as const) : undefined;
          return read && name && !message.asks
            ? { intent: compact({ team: name, captain: read.person, appoints }) }
            : undefined;
        },
      ),
      addressed(
        'captain-first',
        `(?:把|将)?(?<team>${teamName})的?队长(?:换成|改成|改为|换为|由|让|变成|:| )(?<captain>\\S{2,10}?)(?:来?(?:担任|当|做))?`,
        ({ team, captain = '' }, message) => {
          const at = message.text.lastIndexOf(captain);
          const read = message.personAt(at, true, at + captain.length);
          return read && team && !message.asks
            ? { intent: { team, captain: read.person, appoints: true as const } }
            : undefined;
        },
        0,
        /队长/,
      ),
    ],
    help: {
      roles: ['admin'],
      zh: { what: '组建队伍', examples: ['组建 巡逻队 队长 张三'] },
      en: { what: 'found a team', examples: ['found team patrol captain Zhang San'] },
    },
  },
);
