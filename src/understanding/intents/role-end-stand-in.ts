import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';
import { readEndOfStandIn } from '../stand-ins.ts';

/** Whoever was away is back. */
export const roleEndStandIn = defineIntent(
  z.object({ name: z.literal('role.end-stand-in'), person: personRef }),
  {
    rules: [
      {
        name: 'end',
        opens: ['*'],
        needs: /代理|代班|stand-?in/,
        longest: 60,
        read: readEndOfStandIn,
      },
    ],
    help: {
      roles: ['admin'],
      zh: { what: '结束代理', examples: ['取消代理 @赵敏'] },
      en: { what: 'end a stand-in', examples: ['end stand-in @Zhao Min'] },
    },
  },
);
