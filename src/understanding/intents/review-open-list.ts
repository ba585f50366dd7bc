import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';

/** Put what waits before the body as one numbered list, now. */
export const reviewOpenList = defineIntent(z.object({ name: z.literal('review.open-list') }), {
  rules: [
    command(
      'open',
      '开 生 出 发 现 立 马 新 建 创 提 打 open create start',
      [
        `(?:现在|立即|马上|提前)?(?:就)?(?:开|开出|生成|出|发|发起|发出|新建|建|创建|打开|开启)(?:一下|一份|一个|一张|个|张|份)?(?:本月|这个?月|本周|这周|本季度?|本期|这期|新|今天)?的?(?:评议单|评审单|评议清单|评审清单)(?:了)?`,
        `(?:open|create|start)(?: a| the| this month's| new)* (?:review list|list for review)(?: now)?`,
      ],
      () => ({ intent: {} }),
      30,
      /评议单|评审单|评议清单|评审清单|review/,
    ),
  ],
  help: {
    roles: ['committee', 'admin'],
    zh: { what: '现在开评议单', examples: ['开评议单'] },
    en: { what: 'open a review list now', examples: ['open review list'] },
  },
});
