import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef, role } from '../intent.ts';

/** A role is taken away. */
export const roleRevoke = defineIntent({
  schema: z.object({ name: z.literal('role.revoke'), person: personRef, role, grid: z.string().optional() }),
  rules: [],
  help: {
    roles: ['admin'],
    zh: { what: '撤销角色', examples: ['撤销 @赵敏 评审委员'] },
    en: { what: 'revoke a role', examples: ['revoke @Zhao Min committee'] },
  },
});
