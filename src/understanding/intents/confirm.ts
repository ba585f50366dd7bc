import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed } from '../rules.ts';

/** Yes, to what the bot proposed. */
export const confirm = defineIntent(z.object({ name: z.literal('confirm') }), {
  rules: [
    addressed(
      'yes',
      `(?:(?:是|是的|对|对的|对头|没错|确认|确定|正确|yes|yep|yeah|correct|confirm(?:ed)?|right|that'?s right|y)(?:的|了|啊|呀|无误)*[ ,!。.]*){1,3}`,
      () => ({ intent: {} }),
    ),
  ],
  help: {
    roles: ['resident'],
    zh: { what: '确认', examples: ['确认'] },
    en: { what: 'confirm', examples: ['yes'] },
  },
});
