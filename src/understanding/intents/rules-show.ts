import { z } from 'zod';
import { defineIntent } from '../define.ts';
import type { Message } from '../message.ts';
import { addressed, command, compact, wordsOf } from '../rules.ts';
import { findExact, findFuzzy, indexesOf } from '../vocabulary.ts';

const generic =
  /(?:怎么|如何|怎样|咋).{0,4}(?:赚|挣|得|加|攒|拿|获|涨|算|累|积)|(?:什么|哪些|啥).{0,8}(?:加|得|赚|扣|有|拿|挣|给)|规则|细则|标准/;

function named(words: string, message: Message): boolean {
  if (message.context.vocabulary.categories?.includes(words.toLowerCase())) return true;
  const { items } = indexesOf(message.context.vocabulary);
  return findExact(words, items).length > 0 || findFuzzy(words, items) !== undefined;
}

/** What earns points, and how many. */
export const rulesShow = defineIntent(
  z.object({ name: z.literal('rules.show'), query: z.string().optional() }),
  {
    rules: [
      command(
        'rules',
        '规 积 细 加 扣 查 看 rules rule what show points how 评',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:积分|加分|扣分|评分|计分|得分)(?:的)?(?:规则|细则|标准|办法|项目|项|制度|条例|说明)(?:说明|查询|是什么|有哪些|是啥)?(?:[ :]+(?<query>\\S.{0,30}))?`,
          `(?:规则|细则|积分)[ :]+(?<query>[^\\d\\s].{0,30})`,
          `规则|细则|规则查询|查规则|看规则|查看规则|查细则|积分怎么算|积分怎么得|怎么得积分|怎么加积分|怎么赚积分|怎么挣积分|怎样得积分`,
          `(?:show |see )?(?:the )?(?:points? )?rules?(?: (?:for |on |about )?(?<query>[a-z].{1,30}))?`,
          `how (?:do|can) i (?:earn|get) points|what (?:earns|gives) points|how (?:are )?points (?:are )?(?:earned|work)`,
        ],
        ({ query }, message, match) => {
          const words = wordsOf(query, message, match);
          if (words && !message.addressed && !named(words, message)) return undefined;
          return { intent: compact({ query: words }) };
        },
      ),
      command(
        'worth',
        '* how what points',
        [
          `(?<query>.{2,16}?)(?:一(?:个)?小时|1小时|每小时|一次|1次|每次|一个钟头?|一天|一年|一斤|一公斤)?(?:能|可以|可|会|给|加|得|算|值|奖励?|计|是|有|扣|要扣)*(?:加|得|拿|换|扣|算)?(?:多少|几)(?:个)?(?:积分|分)(?:呢|啊)?`,
          `how many points (?:is|for|does|do|are) (?:an hour of |one hour of )?(?<query>.{2,30}?)(?: worth| earn| give| get)?`,
          `how much (?:is|are) (?<query3>.{2,30}?) worth`,
          `points for (?<query>.{2,30})|what is (?<query2>.{2,30}) worth`,
        ],
        ({ query, query2, query3 }, message) => {
          const words = query ?? query2 ?? query3;
          if (!words || message.text.length > 40) return undefined;
          const { items } = indexesOf(message.context.vocabulary);
          const found =
            findExact(words, items)[0] ?? (message.addressed ? findFuzzy(words, items) : undefined);
          if (!found) {
            // 捡垃圾一小时给多少分: a deed that the rulebook may have under another name.
            const rate =
              /一(?:个)?小时|每小时|一次|每次|给|能得|能加|可以加|扣/.test(message.text) &&
              !/张|我|家|你|他|她/.test(words);
            return rate && message.addressed && !/[0-9]-/.test(words)
              ? { intent: { query: words } }
              : undefined;
          }
          // Not addressed, nothing but the item may stand before the question.
          if (
            !message.addressed &&
            found.end - found.start < words.replace(/^(?:做|参加|干|我)/, '').length - 1
          )
            return undefined;
          return {
            intent: {
              query: message.original(
                message.text.indexOf(words),
                message.text.indexOf(words) + words.length,
              ),
            },
          };
        },
        40,
        /分|point|worth/,
      ),
      addressed(
        'asked',
        [
          `(?<query>.{2,16}?)(?:怎么|如何|咋)(?:算|计|加|记|扣)(?:积?分|的)?.{0,3}`,
          `(?<query>.{2,16}?)(?:的)?(?:规则|标准|细则)(?:是什么|是啥|呢)?`,
          `(?<query>.{2,16}?)(?:有|给|算|能加|能得|加不加|会不会加|有没有)(?:积?分)吗?`,
          `.{0,8}(?:怎么|如何|怎样|咋)(?:才能|可以|能|样)?(?:赚|挣|得|加|攒|拿|获得|获取|涨|算|计算|累积|积)(?:到|些|点|的)?(?:积?分|的).{0,4}`,
          `.{0,8}(?:做|干)?(?:什么|哪些|啥)(?:事|好事|事情|行为|活动)?.{0,4}(?:加|得|赚|扣|有|拿|挣|给)(?:积?分).{0,4}`,
          `what (?:can i do|should i do) (?:to (?:earn|get)|for) points|how (?:do|can) (?:i|we) (?:earn|get|make) (?:more )?points`,
        ],
        ({ query }, message, match) => {
          const words = wordsOf(query, message, match);
          if (words && !named(query ?? '', message))
            return /积分|加分|扣分/.test(message.text) && generic.test(message.text)
              ? { intent: {} }
              : undefined;
          return { intent: compact({ query: words }) };
        },
        2,
        /分|规则|标准|细则|point/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '查积分细则', examples: ['规则', '规则 垃圾分类'] },
      en: { what: 'see what earns points', examples: ['rules', 'rules waste sorting'] },
    },
  },
);
