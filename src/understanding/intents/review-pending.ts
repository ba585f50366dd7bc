import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command } from '../rules.ts';

/** What waits for a decision. */
export const reviewPending = defineIntent(z.object({ name: z.literal('review.pending') }), {
  rules: [
    command(
      'pending',
      '待 查 看 未 pending show list waiting 还',
      [
        `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:一下)?(?:待审核?|待评审|待审批|未审核?|未评审|待处理)(?:的)?(?:申报|列表|清单|名单|单子|单)?`,
        `(?:show |list )?(?:me )?(?:the )?(?:pending|waiting)(?: (?:claims|reports|reviews|list|cards))?`,
        `(?:what is|what's) pending`,
      ],
      () => ({ intent: {} }),
    ),
    addressed(
      'asked',
      `.{0,8}(?:还有|有)?(?:哪些|几个|多少|什么|几条|没有)?.{0,4}(?:待审|没审|未审|要审|没批|需要审|待批|等着审|要批|待评).{0,10}|what(?:'s| is) (?:waiting|pending|left).{0,20}|(?:anything|which claims) .{0,12}(?:pending|waiting|to review).{0,8}`,
      (_, message) =>
        /^(?:我|俺|my\b)|我(?:昨天|刚才|之前)?(?:的|报)/.test(message.text) ? undefined : { intent: {} },
      2,
      /审|批|评|pending|waiting|left|review/,
    ),
  ],
  help: {
    roles: ['committee'],
    zh: { what: '看待审的申报', examples: ['待审'] },
    en: { what: 'see what waits', examples: ['pending'] },
  },
});
