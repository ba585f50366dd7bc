import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef, role } from '../intent.ts';
import { readRoleChange } from '../role-changes.ts';

/** A role is taken away. */
export const roleRevoke = defineIntent(
  z.object({
    name: z.literal('role.revoke'),
    person: personRef,
    role,
    grid: z.string().optional(),
    /** Id of the body that the person sits in. */
    body: z.string().optional(),
  }),
  {
    rules: [
      {
        name: 'revoke',
        opens: [
          '撤',
          '取',
          '免',
          '解',
          '收',
          '移',
          '去',
          '把',
          '将',
          '删',
          '罢',
          'revoke',
          'remove',
          'dismiss',
        ],
        read: (message) => readRoleChange(message, 'role.revoke'),
      },
    ],
    help: {
      roles: ['admin'],
      zh: { what: '撤销角色', examples: ['撤销 @赵敏 评审委员'] },
      en: { what: 'revoke a role', examples: ['revoke @Zhao Min committee'] },
    },
  },
);
