import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, numbersGroup, numbersOf } from '../rules.ts';

/** Take back an undecided claim. No numbers means: my latest. */
export const claimWithdraw = defineIntent(
  z.object({ name: z.literal('claim.withdraw'), numbers: z.array(z.int().positive()) }),
  {
    rules: [
      command(
        'withdraw',
        '撤 收 作 取 withdraw take cancel retract 0 # 我 把',
        [
          `(?:撤回|撤销|撤掉|撤下|撤|收回|作废|取消)(?:一下)?(?:我的|刚才的|刚刚的|那条|这条|最新的?|上一条|上条)*(?:申报|上报|申请)(?:的)?[ :]*${numbersGroup}?`,
          `(?:撤回|撤销|撤掉|撤下|撤|收回|作废|取消)(?:一下)?[ :]*${numbersGroup}(?:的)?(?:申报|上报|申请|了)?`,
          `(?:我要|我|把)?${numbersGroup}(?:的)?(?:申报)? ?(?:撤回|撤销|撤掉|撤了|作废|不要了|取消)(?:了|掉)?`,
          `(?:withdraw|take back|cancel|retract)(?: my| the| last| latest)*(?: claim| report)(?: #?)?[ :]*${numbersGroup}?`,
          `(?:withdraw|take back|retract) #?${numbersGroup}`,
        ],
        ({ numbers }, message) => ({
          intent: { numbers: numbersOf(numbers, message) },
        }),
      ),
      addressed(
        'bare',
        `(?:我)?(?:要)?(?:撤回|撤销|撤了|撤掉|收回|作废|withdraw|take (?:it|that) back|withdraw (?:it|that|this))(?:这条|这个|刚才那条|刚才的|上一条|最后一条|它|刚报的)?(?:了|吧)?|(?:刚才|刚刚)(?:那条|报的|的)?(?:报错了|撤回|作废|不要了|错了).{0,10}|(?:我)?(?:报|写|填|弄)错了.{0,10}(?:撤|作废|取消|不要).{0,4}|(?:这条|这个)(?:我)?(?:撤回|作废|不要|不报)了?`,
        (_, message) => ({ intent: { numbers: message.card } }),
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '撤回还没评审的申报', examples: ['撤回 1023'] },
      en: { what: 'take back a report', examples: ['withdraw 1023'] },
    },
  },
);
