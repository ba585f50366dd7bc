import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { PersonRef } from '../intent.ts';
import { personRef } from '../intent.ts';

type Rebind = { person: PersonRef; to?: PersonRef };

const verb = /^(?:把|将)?(?:换绑|重新绑定|改绑|重绑|更换绑定|rebind|re-bind)(?:微信号?|账号|居民)?[ :]*/;

/** A resident is tied to a new WeChat account: the mentioned one (to), or the speaker's own. */
export const residentRebind = defineIntent(
  z.object({ name: z.literal('resident.rebind'), person: personRef, to: personRef.optional() }),
  {
    rules: [
      {
        name: 'rebind',
        opens: ['换', '重', '改', '更', 'rebind', 're', '把', '将'],
        read(message): Reading<Rebind> | undefined {
          const match = verb.exec(message.text);
          if (!match) return undefined;
          const self = /[ ,]*(?:我|本人|自己|me|myself)$/.exec(message.text);
          const read = message.personAt(match[0].length, true, self?.index);
          if (!read)
            return message.text.length === match[0].trim().length ? { ask: 'person', draft: {} } : undefined;
          const rest = message.text.slice(read.end).replace(/^[ ,]*(?:到|给|为|成|换成|绑到|to)?[ ,]*/, '');
          const at = message.text.length - rest.length;
          const to =
            rest === '' || /^(?:我|本人|自己|me)$/.test(rest) ? undefined : message.personAt(at)?.person;
          if (rest !== '' && !to && !/^(?:我|本人|自己|me)$/.test(rest)) return undefined;
          return { intent: { person: read.person, ...(to ? { to } : {}) } };
        },
      },
    ],
    help: {
      roles: ['admin'],
      zh: { what: '换绑微信号', examples: ['换绑 3-2-501 张三 @新号'] },
      en: { what: 'tie to a new account', examples: ['rebind 3-2-501 Zhang San @new'] },
    },
  },
);
