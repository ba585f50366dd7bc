import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, compact, wordsOf } from '../rules.ts';

/** What can I say here? */
export const help = defineIntent(z.object({ name: z.literal('help'), topic: z.string().optional() }), {
  rules: [
    command(
      'help',
      '帮 使 help 指 功 菜 用 命 commands menu usage',
      [
        `(?:帮助|使用帮助|使用说明|使用方法|帮助文档|帮助菜单|指令列表|命令列表|功能列表|功能菜单|用法)(?:[ :]+(?<topic>\\S.{0,20}))?`,
        `(?:help)(?: (?:with |on |about )?(?<topic>[a-z].{1,20}))?|(?:show )?(?:commands|usage)`,
      ],
      ({ topic }, message, match) => {
        if (!message.addressed && /^help /.test(message.text)) return undefined;
        return { intent: compact({ topic: wordsOf(topic, message, match) }) };
      },
    ),
    addressed(
      'asked',
      [
        `(?:你)?(?:都)?(?:能|会|可以)(?:帮我?)?(?:做|干)?(?:些|点)?(?:什么|啥|嘛)(?:呢|呀)?`,
        `(?:怎么|如何|咋)(?:用|使用|操作|玩|弄)(?:你|呢|啊|这个|小积|机器人)?`,
        `(?:有)?(?:什么|哪些|啥)(?:功能|指令|命令|用法)(?:呢|啊)?|功能|菜单|指令|命令|说明|menu|你是谁|你是干(?:什么|啥)的|小积是什么|who are you`,
        `(?:怎么|如何|怎样|咋)(?:样)?(?<topic>上报|申报|报名|兑换|查积分|登记|报修|签到|查询|求助|评审|审核|撤回|走访|入库|导出)(?:呢|啊|积分|活动|.{0,6})`,
        `(?<topic2>上报|申报|报名|兑换|登记|报修|签到|求助|评审|撤回|走访)(?:要)?(?:怎么|如何|咋)(?:样)?(?:弄|操作|写|说|做|搞|填|报|办)?.{0,4}`,
        `what can you do|how (?:do|can) i (?:use (?:this|you)|(?<topic3>report|redeem|sign up|register|check in|object).{0,24})|how does (?:this|it) work`,
        `(?:我)?(?:不会用|不会弄|不会操作|不懂怎么用|不知道怎么用|教教我|教我用).{0,4}`,
        `你好|您好|在吗|在不在|在么|有人吗|hi|hello|hey|嗨|哈喽|小积`,
      ],
      ({ topic, topic2, topic3 }) => ({
        intent: compact({ topic: topic ?? topic2 ?? topic3 }),
      }),
      1,
    ),
  ],
  help: {
    roles: ['resident'],
    zh: { what: '看我能做什么', examples: ['帮助', '帮助 兑换'] },
    en: { what: 'see what you can say', examples: ['help'] },
  },
});
