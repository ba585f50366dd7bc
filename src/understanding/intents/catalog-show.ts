import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, compact } from '../rules.ts';
import { findExact, findFuzzy, indexesOf } from '../vocabulary.ts';

/** What the points supermarket has. */
export const catalogShow = defineIntent(
  z.object({
    name: z.literal('catalog.show'),
    query: z.string().optional(),
    /** The product that these words mean, however they were spelled. */
    product: z.string().optional(),
    page: z.int().positive().max(99).optional(),
  }),
  {
    rules: [
      command(
        'catalog',
        '商 兑 积 可 能 超 查 看 catalog catalogue shop rewards show what goods 礼 奖 库 有',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:一下)?(?:积分)?(?:兑换|可兑换|可换)?的?(?:商品|礼品|物品|奖品|超市商品)(?:列表|目录|清单|一览|库存|有哪些|都有哪些)`,
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:积分)?(?:兑换|超市|商城)(?:列表|目录|清单|物品|商品|表)(?:[ ,]*第?(?<page>\\d{1,2})页?)?`,
          `(?:查看?|看看?|打开|进入)?(?:积分超市|积分商城|积分商店|公益超市)`,
          `(?:查看?|看看?)(?:商品|礼品|奖品|库存)|商品|兑换商品|可兑换商品|可以兑换什么|积分能换什么|积分可以换什么|能换什么|能兑换什么|可以换什么`,
          `(?:show |see )?(?:me )?(?:the )?(?:catalog(?:ue)?|rewards?|shop|goods list|points shop)(?: list)?(?: (?:page )?(?<page2>\\d{1,2}))?`,
          `what can (?:i|we) (?:redeem|get|buy|exchange)(?: with (?:my |our )?points)?`,
        ],
        ({ page, page2 }) => ({ intent: compact({ page: Number(page ?? page2) || undefined }) }),
      ),
      command(
        'price',
        '* how',
        [
          `(?<query>.{1,14}?)(?:现在)?(?:一(?:袋|瓶|桶|个|盒|包|份|件|张|斤|提|次))?(?:要|需要|得|用)?(?:多少|几)(?:个)?(?:积分|分)(?:一?(?:袋|瓶|桶|个|盒|包|份|件|张|斤|提|次))?(?:能换|可以换|换|兑换)?(?:呢|啊)?`,
          `(?:换|兑换|兑)(?:一?(?:袋|瓶|桶|个|盒|包|份|件|张|斤|提|次)?)(?<query2>.{1,14}?)(?:要|需要|得|用)?(?:多少|几)(?:个)?(?:积分|分)(?:呢|啊)?`,
          `how many points (?:for|is|does|do) (?:a |an |one )?(?<query3>.{2,30}?)(?: cost| need)?`,
        ],
        ({ query, query2, query3 }, message) => {
          const words = query ?? query2 ?? query3;
          if (!words || !indexesOf(message.context.vocabulary).products.words.length) return undefined;
          const { products } = indexesOf(message.context.vocabulary);
          const found =
            findExact(words, products)[0] ?? (message.addressed ? findFuzzy(words, products) : undefined);
          if (!found || (!message.addressed && found.end - found.start < words.length - 1)) return undefined;
          return { intent: { query: words.slice(found.start, found.end), product: found.value } };
        },
        40,
        /分|point/,
      ),
      addressed(
        'asked',
        [
          `.{0,10}(?:能|可以|可)(?:用积分)?(?:换|兑|兑换|领)(?:到|点|些|取)?(?:什么|啥|哪些|东西|点什么).{0,8}`,
          `.{0,8}(?:超市|商城|积分店)(?:里)?(?:都)?(?:有|还有)(?:什么|啥|哪些|没有).{0,8}`,
          `.{0,6}(?:用|拿)?积分(?:换|兑|兑换)(?:点|些|个)?(?:东西|商品|礼品|奖品)`,
          `.{0,6}(?:有)?(?:什么|哪些|啥)(?:东西|商品|礼品|奖品)?(?:可以|能)(?:换|兑换|领)的?.{0,6}`,
          `(?<query>.{1,14}?)(?:还有|有没有|还剩|有|有货|还有货|剩多少|还有多少|库存)(?:吗|没有?|多少|货吗|库存)?`,
          `(?:is there|do you have|any) (?<query2>.{2,30}?)(?: left| in stock)?`,
        ],
        ({ query, query2 }, message) => {
          const words = query ?? query2;
          if (words === undefined) return { intent: {} };
          const { products } = indexesOf(message.context.vocabulary);
          const found = /\d/.test(words) ? undefined : findExact(words, products)[0];
          return found
            ? {
                intent: compact({
                  query: words.slice(found.start, found.end),
                  product: found.value,
                }),
              }
            : undefined;
        },
        3,
        /换|兑|领|超市|商城|店|有|剩|库存|stock|have|any|left/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看可兑换的商品', examples: ['兑换目录'] },
      en: { what: 'see what points buy', examples: ['catalog'] },
    },
  },
);
