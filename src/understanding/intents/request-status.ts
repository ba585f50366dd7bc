import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, numbersGroup, numbersOf } from '../rules.ts';

/** What has become of a request? No numbers means: my latest. */
export const requestStatus = defineIntent(
  z.object({ name: z.literal('request.status'), numbers: z.array(z.int().positive()) }),
  {
    rules: [
      command(
        'status',
        '诉 报 求 工 点 派 查 看 我 request my show 维',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:一下)?(?:我的)?(?:诉求|报修|求助|工单|点单|派单|维修)(?:单)?的?(?:进度|状态|结果|进展|处理情况|情况)[ :]*${numbersGroup}?`,
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:一下)?我的(?:诉求|报修|求助|工单|点单)(?:单|列表|记录)?`,
          `(?:查(?:询|看|一下|下)?)(?:诉求|报修|工单|点单)[ :]*${numbersGroup}?`,
          `(?:show |check )?(?:my )?requests?(?: status| progress)(?: of)?[ :]*${numbersGroup}?|(?:show |check )?my requests?`,
        ],
        ({ numbers }, message) => ({
          intent: { numbers: numbersOf(numbers, message) },
        }),
      ),
      addressed(
        'asked',
        [
          `.{0,10}(?:报修|诉求|求助|工单|点单|维修).{0,12}(?:怎么样|到哪|什么时候|多久|有人|派人|处理|好了|来人|进度|接单|修好|解决|结果|还没|没修|没人).{0,10}`,
          `(?:什么时候|啥时候|多久)(?:能|才能|会)?(?:来|有人)?(?:修|处理|上门|解决).{0,6}`,
          `(?:when|has|is|what) .{0,20}(?:request|repair).{0,30}`,
        ],
        (_, message) =>
          message.asks || /进度|结果|还没|没修|没人来/.test(message.text)
            ? { intent: { numbers: message.card } }
            : undefined,
        1,
        /修|诉求|求助|工单|点单|处理|上门|解决|request|repair/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '查诉求进度', examples: ['诉求进度 1040'] },
      en: { what: 'see what became of a request', examples: ['request status 1040'] },
    },
  },
);
