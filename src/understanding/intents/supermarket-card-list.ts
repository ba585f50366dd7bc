import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';

/** A list to print for the desk: every household's balance, and what it can collect. */
export const supermarketCardList = defineIntent(z.object({ name: z.literal('supermarket.card-list') }), {
  rules: [
    command(
      'cards',
      '打 积 卡 导 print card',
      [
        `(?:打印|导出)?(?:积分)?卡(?:片|单)?(?:清单|名单|表)|(?:打印|导出)积分卡`,
        `(?:print )?(?:the )?card list`,
      ],
      () => ({ intent: {} }),
      20,
    ),
  ],
  help: {
    roles: ['storekeeper'],
    zh: { what: '打印积分卡', examples: ['卡片清单'] },
    en: { what: 'a list for the desk', examples: ['card list'] },
  },
});
