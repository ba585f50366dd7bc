import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';
import { addressed, command, compact, numbersGroup, numbersOf } from '../rules.ts';

const assignments = [
  `(?:派单|派|分派|指派|分配|转派|assign|dispatch)[ :]*(?:request )?${numbersGroup}[ ,:]*(?:给|由|to)?[ ]*(?<who>@?[^,，]{2,24}?)(?:去|处理|接单|负责)?`,
  `(?:把|将)?${numbersGroup}(?:号?单|这单|号)?(?:派|分派|指派|分配|转|转派|交)(?:给|由)[ ]*(?<who>@?[^,，]{2,24}?)(?:去|处理|接单|负责)?`,
].map((source) => new RegExp(`^(?:${source})$`));

/** A volunteer takes a request, or it is given to somebody. */
export const requestAccept = defineIntent(
  z.object({
    name: z.literal('request.accept'),
    numbers: z.array(z.int().positive()).min(1),
    assignee: personRef.optional(),
  }),
  {
    rules: [
      command(
        'accept',
        '接 我 抢 认 accept take 0 # 这 i',
        [
          `(?:我)?(?:来)?(?:接单|抢单|认领|接下|接|承接|accept|take|i(?:'ll| will) take)(?:了)?(?:request )?[ :#]*${numbersGroup}(?:号单|的单|单|吧|了)?`,
          `${numbersGroup} ?(?:号?单|这单|这个)? ?(?:我)?(?:来)?(?:接单|抢单|认领|接了|交给我|给我|我接|我来|我去|接下了?|i(?:'ll| will) (?:take it|do it))`,
        ],
        ({ numbers }, message) => {
          const read = numbersOf(numbers, message);
          if (read.length === 0 || (!message.addressed && read.some((number) => number < 1000)))
            return undefined;
          return { intent: { numbers: read } };
        },
      ),
      {
        name: 'assign',
        opens: ['派', '分', '指', '把', '转', 'assign', 'dispatch', '0', '#'],
        read(message) {
          for (const expression of assignments) {
            const match = expression.exec(message.text);
            if (!match?.groups?.numbers || !match.groups.who) continue;
            const read = numbersOf(match.groups.numbers, message);
            if (!message.addressed && read.some((number) => number < 1000)) return undefined;
            const at = message.text.lastIndexOf(match.groups.who);
            const assignee = message.personAt(at, true, at + match.groups.who.length);
            if (!assignee) return undefined;
            return {
              intent: compact({ numbers: read, assignee: assignee.person }),
            };
          }
          return undefined;
        },
      },
      addressed(
        'card',
        `(?:我|俺)?(?:来|去|能)?(?:接单?|来吧|去|来|处理|来处理|去修|去看看|抢单|认领|来帮|可以去|去帮|接了|我来|我去)(?:了|吧)?|(?:i(?:'ll| will) (?:take it|do it|go))|mine`,
        (_, message) =>
          message.card.length > 0 && message.quotesRequest
            ? { intent: { numbers: message.card } }
            : undefined,
        -1,
      ),
    ],
    help: {
      roles: ['resident', 'grid-worker'],
      zh: { what: '接单、派单', examples: ['接单 1040', '派单 1040 张三'] },
      en: { what: 'take a request', examples: ['accept 1040'] },
    },
  },
);
