import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';
import { teamName } from '../teams.ts';

/** A team is called: all its members, to its group. */
export const teamCall = defineIntent(
  z.object({ name: z.literal('team.call'), team: z.string(), text: z.string().min(1) }),
  {
    rules: [
      command(
        'call',
        '召 呼 集 call',
        [
          `(?:召集|呼叫|集合)[ :]*(?<team>${teamName})(?:队员|全体)*[ ,:]*(?<text>[^\\s,:].{1,300})`,
          `call team (?<team2>[a-z][a-z -]{1,20}?)[ ,:]+(?<text2>\\S.{1,300})`,
        ],
        ({ team, team2, text, text2 }, message) => {
          const words = text ?? text2 ?? '';
          const name = team ?? team2;
          if (!name || message.asks) return undefined;
          return { intent: { team: name, text: message.rest(message.text.lastIndexOf(words)) } };
        },
        400,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '召集队伍', examples: ['召集 巡逻队 今晚8点小广场集合'] },
      en: { what: 'call a team', examples: ['call team patrol: square at 8 tonight'] },
    },
  },
);
