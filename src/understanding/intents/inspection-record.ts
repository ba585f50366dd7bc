import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { answerInspection, readInspection } from '../inspections.ts';
import { inspected, localDate } from '../intent.ts';

/** An inspection round found households in the state that an item credits. */
export const inspectionRecord = defineIntent(
  z.object({
    name: z.literal('inspection.record'),
    item: z.string().optional(),
    /** The words that name the item, as written. */
    itemText: z.string(),
    households: inspected,
    date: localDate.optional(),
    note: z.string().optional(),
  }),
  {
    rules: [
      {
        name: 'inspected',
        opens: '检 评 巡 抽 督 入 验 核 inspection inspected inspect'.split(' '),
        longest: 3000,
        read: readInspection,
      },
    ],
    answer: (pending, message) =>
      pending.missing === 'households' ? answerInspection(pending.draft, message) : undefined,
    help: {
      roles: ['committee', 'grid-worker', 'admin'],
      zh: {
        what: '登记检查达标的住户',
        examples: ['检查 门前三包 达标 3-2-501 3-2-502', '检查 门前三包 一网格全部达标，除了3-2-501'],
      },
      en: {
        what: 'record an inspection',
        examples: ['inspection front yard passed 3-2-501 3-2-502'],
      },
    },
  },
);
