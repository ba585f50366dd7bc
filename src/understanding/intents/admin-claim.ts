import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';

/** The one-time code of the first start makes its sender the first admin. */
export const adminClaim = defineIntent(
  z.object({ name: z.literal('admin.claim'), code: z.string().min(1) }),
  {
    rules: [
      command(
        'code',
        '管 admin 认 我 成',
        `(?:我是|成为|认领)?(?:管理员|admin)(?:认领码|验证码|激活码|代码|码| code)?[ :]*(?<code>[a-z0-9]{4}-[a-z0-9]{4}(?:-[a-z0-9]{4})?)`,
        ({ code }) => ({ intent: { code: (code ?? '').toUpperCase() } }),
      ),
    ],
    help: {
      roles: ['admin'],
      zh: { what: '首次启动认领管理员', examples: ['管理员 ABCD-2345'] },
      en: { what: 'become the first admin', examples: ['admin ABCD-2345'] },
    },
  },
);
