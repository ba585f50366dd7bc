import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef, role } from '../intent.ts';

/** A role is given. */
export const roleGrant = defineIntent({
  schema: z.object({ name: z.literal('role.grant'), person: personRef, role, grid: z.string().optional() }),
  rules: [],
  help: {
    roles: ['admin'],
    zh: { what: '授予角色', examples: ['授权 @赵敏 评审委员'] },
    en: { what: 'grant a role', examples: ['grant @Zhao Min committee'] },
  },
});
