import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed } from '../rules.ts';

/** No, to what the bot proposed or asked. */
export const decline = defineIntent(z.object({ name: z.literal('decline') }), {
  rules: [
    addressed(
      'no',
      `(?:不是|不对|不用|不用了|算了|取消|不要|不要了|不了|别|没有|错了|no|nope|cancel|never ?mind|not now|forget it|n)(?:的|了|吧|啊)*[ ,!。.]*`,
      () => ({ intent: {} }),
    ),
  ],
  help: {
    roles: ['resident'],
    zh: { what: '取消、不是', examples: ['算了'] },
    en: { what: 'decline', examples: ['no'] },
  },
});
