import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, numbersGroup, numbersOf } from '../rules.ts';

/** What has become of a claim? No numbers means: my latest. */
export const claimStatus = defineIntent(
  z.object({ name: z.literal('claim.status'), numbers: z.array(z.int().positive()) }),
  {
    rules: [
      command(
        'status',
        '查 看 进 状 申 上 我 status progress my check show 审 0 # claim report is has was why',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:我的)?(?:申报|上报|审核|评审|claim|report)?的?(?:进度|状态|结果|进展|情况|status|progress)(?: of)?[ :]*${numbersGroup}(?:的?审核|呢|号?申报)?`,
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)(?:申报|上报)? ?${numbersGroup}(?:的)?(?:审核|评审|申报)?(?:进度|状态|结果|情况|审核情况)?`,
          `${numbersGroup} ?(?:的|这条|这个)?(?:申报|上报)?(?:现在|目前)?(?:的)?(?:审核)?(?:进度|状态|结果|怎么样了?|怎样了?|咋样了?|到哪一?步了?|到哪了?|什么情况|status)`,
          `${numbersGroup} ?(?:的|这条|这个)?(?:申报|上报)?(?:现在|目前)?(?:都|有没有|给)?(?:通过|批准?|审核?|评审|审批|处理|审完|审好|过|批下来|下来|到账|加上|加分)了?(?:没有?|吗|了吗|没吗|不)`,
          `${numbersGroup} ?(?:的|这条)?(?:申报)?(?:为什么|为啥|怎么|咋)(?:被|会|还)?(?:驳回|没通过|不通过|没过|退回|没批|没审).{0,4}`,
          `why (?:was|is|has) (?:claim |report )?${numbersGroup} (?:been )?(?:not )?(?:rejected|approved|declined).{0,6}`,
          `#(?<hash>\\d{3,7})`,
          `(?:check |show )?(?:claim |report |the )*(?:status|progress)(?: of)?(?: claim| report)?[ :]*${numbersGroup}`,
          `(?:is|was|has) (?:claim |report )?${numbersGroup} (?:been )?(?:approved|passed|reviewed|done|ok|through|rejected)(?: yet)?`,
        ],
        ({ numbers, hash }, message) => {
          if (hash) return { intent: { numbers: [Number(hash)] } };
          const read = numbersOf(numbers, message);
          return read.some((number) => number >= 100) || message.addressed
            ? { intent: { numbers: read } }
            : undefined;
        },
      ),
      command(
        'my-claims',
        '查 看 我 申 my show check 上',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:一下)?我的(?:申报|上报|申请)(?:记录|进度|情况|状态|结果|审核情况|列表|到哪了|怎么样了)?`,
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:申报|上报)(?:记录|进度|状态|结果|列表)`,
          `(?:show |check )?my (?:claims?|reports?)(?: status)?`,
        ],
        () => ({ intent: { numbers: [] } }),
      ),
      addressed(
        'asked',
        [
          `(?:我|俺)?(?:上次|刚才|刚刚|昨天|前天|之前|上周)?(?:的|那个|那条)?(?:申报|上报|报)的?.{0,20}(?:批|审|通过|处理|结果|进度|怎么样|到账|加上|加分|过了|下来|好了).{0,8}`,
          `.{0,12}(?:申报|上报|审核|审批|评审)(?:到哪|怎么样|有结果|有没有结果|结果|通过|好了|下来|完|了).{0,14}`,
          `(?:what happened to|where is|how is|any news (?:on|about)) (?:my |the )?(?:claim|report|last report).{0,20}`,
          `(?:is|was|has) my (?:claim|report|last report) .{0,30}`,
        ],
        (_, message) =>
          message.asks || /进度|结果/.test(message.text)
            ? { intent: { numbers: numbersOf(/\d{4,7}/.exec(message.text)?.[0], message) } }
            : undefined,
        3,
        /报|审|评|claim|report/,
      ),
      addressed(
        'card',
        `(?:这个|这条|我的|这)?(?:通过|批|审|过|进度|结果|状态|什么时候|多久|怎么样|怎样|现在|处理).{0,12}|status|progress|approved yet`,
        (_, message) =>
          message.card.length > 0 &&
          !message.quotesActivity &&
          (message.asks || /进度|结果|状态|status|progress|yet/.test(message.text))
            ? { intent: { numbers: message.card } }
            : undefined,
        -2,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '查申报进度', examples: ['进度 1023', '我的申报'] },
      en: { what: 'see what became of a report', examples: ['status 1023'] },
    },
  },
);
