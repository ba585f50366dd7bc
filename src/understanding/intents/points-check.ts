import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';
import { addressed, command, compact } from '../rules.ts';

const home = '(?:我们?家|俺们?家|咱们?家|俺家|咱家|家里面?|全家|家庭|本户|我户|我们户|一家)';
const mine = '(?:我自己|我本人|我个人|我|俺|本人|个人|自己|人家)';
const who = `(?<home>${home})|(?<mine>${mine})`;
const check =
  '(?:查(?:询|看|一下|下|一查|查)?|看(?:看|一下|下|一看)?|问(?:问|一下|下)?|显示|告诉我)(?:一下|下)?';
const amount =
  '(?:总?积分|总分|分数|分值|积分余额|余额|积分数|公益积分|文明积分|诚信积分|积分账户|家庭积分|个人积分)';
const tail =
  '(?:余额|情况|总数|总额|数)?(?:是|有|还有|还剩|剩|剩余|现在|目前|共)*(?:多少|几分|几)?(?:个)?(?:积?分)?(?:了)?(?:呢|啊|呀|吗)?';

function answerFor(groups: Record<string, string | undefined>, text: string) {
  const of =
    groups.home || /家庭积分|家的|household|our|family/.test(text)
      ? ('household' as const)
      : groups.mine || /个人积分|\bmy\b|\bi\b/.test(text)
        ? ('mine' as const)
        : ('household' as const);
  return {
    intent: {
      of: /my household|my family|household/.test(text) ? ('household' as const) : of,
    },
  };
}

/** How many points do I, my household or somebody else have? */
export const pointsCheck = defineIntent(
  z.object({
    name: z.literal('points.check'),
    of: z.enum(['mine', 'household']),
    person: personRef.optional(),
  }),
  {
    rules: [
      command(
        'check',
        '查 看 问 显 告 我 俺 咱 家 全 本 积 总 个 余 目 现 一 自',
        [
          `${check}(?:${who})?的?(?:现在|目前|当前)?的?${amount}${tail}`,
          `(?:${who})的?(?:现在|目前|当前|最新)?的?${amount}${tail}`,
          `(?:${who})(?:现在|目前|当前|一共|总共|到底|总计|已经|这个?月|还)*(?:有|还有|攒了|得了|剩|还剩|是)?(?:多少|几)个?(?:积分|分数?|总分)(?:了|呢|啊)?`,
          `(?:积分查询|积分余额|查积分|家庭积分|个人积分|积分|我的积分|余额查询|积分多少|积分有多少|目前积分|现在积分|当前积分|总积分)(?:是?多少|有多少)?(?:了)?`,
        ],
        (groups, message) => {
          // 看分数, 我的分数 and the like are about exams unless the bot is asked.
          if (
            !message.addressed &&
            !/积分/.test(message.text) &&
            !/^(?:查)?(?:我们?家|俺们?家|咱们?家|俺家|咱家|本户|我户)(?:现在|目前|一共|总共)?(?:有|还有|还剩)?(?:多少|几)个?(?:积?分)(?:了)?$/.test(
              message.text,
            )
          )
            return undefined;
          return answerFor(groups, message.text);
        },
      ),
      command(
        'check-en',
        'check show see what whats how my our household points balance points? family',
        [
          `(?:check|show|see|view|what(?:'s| is| are)|whats)(?: me)? ?(?:my|our|the|our family's|my family's|my household's|our household's)? ?(?:household |family |current |total )*(?:points?|balance|score)(?: balance| total| now| please)?`,
          `how many points (?:do|does|have|has) (?:i|we|my family|my household|our household|our family)(?: have| got)?(?: now| in total)?`,
          `(?:my|our|household|family|my household|my family|our family)(?:'s)? (?:points?|balance|points balance)`,
          `points(?: balance)?|balance`,
        ],
        (groups, message) => answerFor(groups, message.text),
      ),
      {
        name: 'of-somebody',
        opens: ['查', '看'],
        read(message) {
          const match =
            /^(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)(?:一下)?[ :]*(?<person>.{2,30}?)(?<house>家里?|户)?的?(?:总?积分|余额|分数)(?:是?多少|余额|情况|有多少)?[?。 ]*$/.exec(
              message.text,
            );
          const words = match?.groups?.person;
          if (!words) return undefined;
          const at = message.text.indexOf(words);
          const read = message.personAt(at, true, at + words.length);
          if (!read || read.end < message.text.indexOf(words) + words.length) return undefined;
          const of =
            match?.groups?.house || (read.person.address && !read.person.name)
              ? ('household' as const)
              : ('mine' as const);
          return { intent: { of, person: read.person } };
        },
      },
      addressed(
        'asked',
        [
          `(?:查看?|查查|看看?|看下|怎么看|怎么查|怎样查|如何查|在哪查?看?)?(?:现在|目前|我|我们|俺|咱)*(?:家)?(?:现在|目前|一共|总共|已经|都)*(?:有|攒了|还有|还剩|剩|得了|是)*(?:多少|几)个?(?:积?分)(?:了|呢|啊)?`,
          `(?:怎么|怎样|如何|在哪儿?|哪里)(?:能)?(?:看|查|查询|查看)(?:到)?(?:我|我们?家|俺家|家里)?的?(?:积分|分数|分)`,
          `.{0,8}(?:还剩|剩下?|还有|攒了?|一共有?|总共有?)(?:多少|几)(?:积?分)(?:可以?用|能用|能换|了)?`,
          `(?:(?:${who})的?)?(?:积分|分数|分)(?:是?多少|有多少|多少了|呢|够不够|还有吗)`,
          `(?:i )?(?:want to )?(?:know|see) (?:how many points (?:i|we) have|my points|our points)`,
        ],
        (groups, message) =>
          answerFor(
            groups,
            /家|our|we/.test(message.text) ? `household ${message.text}` : `my ${message.text}`,
          ),
        2,
        /分|point|balance/,
      ),
      {
        name: 'asked-of-somebody',
        rank: 3,
        read(message) {
          const match =
            /^(?<person>.{2,24}?)(?<house>家里?|户)?的?(?:现在|目前)?(?:有|是)?(?:积分)?(?:是|有)?(?:多少积?分|几分|多少|积分|余额)(?:了|呢)?[?。 ]*$/.exec(
              message.text,
            );
          const words = match?.groups?.person;
          if (!words) return undefined;
          const read = message.personAt(0, false, words.length);
          if (!read || read.end < words.length) return undefined;
          const of =
            match?.groups?.house || (read.person.address && !read.person.name) ? 'household' : 'mine';
          return {
            intent: compact({
              of: of as 'mine' | 'household',
              person: read.person,
            }),
          };
        },
      },
    ],
    help: {
      roles: ['resident'],
      zh: { what: '查积分', examples: ['查积分', '我家多少分'] },
      en: { what: 'check points', examples: ['check my points', 'household points'] },
    },
  },
);
