import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';

/** A resident is tied to a new WeChat account: the mentioned one (to), or the speaker's own. */
export const residentRebind = defineIntent({
  schema: z.object({ name: z.literal('resident.rebind'), person: personRef, to: personRef.optional() }),
  rules: [],
  help: {
    roles: ['admin'],
    zh: { what: '换绑微信号', examples: ['换绑 3-2-501 张三 @新号'] },
    en: { what: 'tie to a new account', examples: ['rebind 3-2-501 Zhang San @new'] },
  },
});
