import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period } from '../intent.ts';

/** A table to download. */
export const reportExport = defineIntent({
  schema: z.object({
    name: z.literal('report.export'),
    period: period.optional(),
    what: z
      .enum([
        'ledger',
        'claims',
        'leaderboard',
        'activities',
        'redemptions',
        'requests',
        'visits',
        'residents',
      ])
      .optional(),
  }),
  rules: [],
  help: {
    roles: ['admin'],
    zh: { what: '导出报表', examples: ['导出 本月台账'] },
    en: { what: 'export a report', examples: ['export ledger this month'] },
  },
});
