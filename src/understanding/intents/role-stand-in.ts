import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { localDate, personRef } from '../intent.ts';
import { answerStandIn, readStandIn } from '../stand-ins.ts';

/** Somebody who decides is away, and another decides in their place. */
export const roleStandIn = defineIntent(
  z.object({
    name: z.literal('role.stand-in'),
    /** Who is away. */
    person: personRef,
    standIn: personRef,
    /** Today when absent. */
    from: localDate.optional(),
    /** The last day, included. */
    until: localDate,
  }),
  {
    rules: [
      {
        name: 'stand-in',
        opens: ['*'],
        needs: /代|替|顶班|stand|cover|substitute|deputy|fills in|steps in/,
        longest: 80,
        read: readStandIn,
      },
    ],
    answer: (pending, message) => answerStandIn(pending.missing, pending.draft, message),
    help: {
      roles: ['admin'],
      zh: { what: '请假时由别人代理评审', examples: ['代理 @赵敏 由 @周建国 12月1日到12月7日'] },
      en: { what: 'let somebody stand in', examples: ['stand-in @Zhao Min by @Zhou 12.1-12.7'] },
    },
  },
);
