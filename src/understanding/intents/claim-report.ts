import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { deed, personRef } from '../intent.ts';

/** Somebody reports what they, or a neighbour, have done. */
export const claimReport = defineIntent({
  schema: z.object({
    name: z.literal('claim.report'),
    onBehalfOf: personRef.optional(),
    deeds: z.array(deed).min(1),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: {
      what: '申报志愿服务或好事',
      examples: ['上报 志愿服务 2小时 昨天 清扫楼道', '代 3-1-101 李奶奶 上报 垃圾分类'],
    },
    en: {
      what: 'report hours or a deed',
      examples: ['report 2 volunteer hours yesterday, swept the stairs'],
    },
  },
});
