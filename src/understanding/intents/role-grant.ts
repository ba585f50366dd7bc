import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef, role } from '../intent.ts';
import { readRoleChange } from '../role-changes.ts';

/** A role is given. */
export const roleGrant = defineIntent(
  z.object({
    name: z.literal('role.grant'),
    person: personRef,
    role,
    grid: z.string().optional(),
    /** Id of the body that the person sits in. */
    body: z.string().optional(),
  }),
  {
    rules: [
      {
        name: 'grant',
        opens: [
          '授',
          '任',
          '设',
          '添',
          '增',
          '让',
          '把',
          '将',
          '给',
          '指',
          '聘',
          '加',
          '@',
          'grant',
          'make',
          'appoint',
          'add',
          '请',
        ],
        read: (message) => readRoleChange(message, 'role.grant'),
      },
    ],
    help: {
      roles: ['admin'],
      zh: { what: '授予角色', examples: ['授权 @赵敏 评审委员'] },
      en: { what: 'grant a role', examples: ['grant @Zhao Min committee'] },
    },
  },
);
