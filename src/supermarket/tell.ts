import { tellHousehold } from '#src/community/tell-household.ts';
import type { Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, type ReplyKey, type ReplyParams, reply } from '#src/replies/reply.ts';
import type { Product, Redemption } from './schema.ts';
import { redemptionView } from './view.ts';

/** Tells everybody who keeps the store, in private. */
export async function tellStorekeepers<K extends ReplyKey>(
  community: string,
  [key, params]: [K, ReplyParams<K>],
  account: string,
  { roster }: Pick<Services, 'roster'>,
): Promise<Reply[]> {
  const keepers = await roster.holders(community, 'storekeeper');
  return [...new Set(keepers.flatMap(({ contactIds }) => contactIds))].map((id) =>
    reply(key, params, { to: { account, conversation: { kind: 'direct', id }, language: 'zh' } }),
  );
}

/** Tells everybody who keeps the store of what there is little left of. */
export async function tellLow(
  community: string,
  products: readonly Pick<Product, 'name' | 'unit' | 'free'>[],
  account: string,
  services: Pick<Services, 'roster'>,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const { name, unit, free } of products)
    replies.push(
      ...(await tellStorekeepers(
        community,
        ['stock.low', { name: plainText(name, 20), unit, left: free }],
        account,
        services,
      )),
    );
  return replies;
}

/** Tells those who waited for something, in the order in which they asked, as many as there are units now. */
export async function tellWaiting(
  products: Product[],
  { wishes }: Pick<Services, 'wishes'>,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const product of products) {
    if (!product.listed || !product.counted) continue;
    for (const { account, contactId, language } of await wishes.take(product))
      replies.push(
        reply(
          'redemption.back-in-stock',
          { name: plainText(product.name, 20), unit: product.unit, left: product.free },
          { to: { account, conversation: { kind: 'direct', id: contactId }, language } },
        ),
      );
  }
  return replies;
}

/** Tells whoever asked for it, and the household that it is for, what became of a redemption. */
export async function tellAbout<K extends ReplyKey>(
  redemption: Redemption,
  [key, params]: [K, ReplyParams<K>],
  services: Pick<Services, 'roster' | 'rooms'>,
  except: readonly string[] = [],
): Promise<Reply[]> {
  const { account, contactId, language, requester, resident } = redemption;
  const replies = await tellHousehold(redemption, [key, params], { account, except }, services);
  const isTold = replies.some(({ to }) => to?.conversation.id === contactId);
  if (requester !== resident && contactId && !isTold && !except.includes(requester))
    replies.push(
      reply(key, params, { to: { account, conversation: { kind: 'direct', id: contactId }, language } }),
    );
  return replies;
}

/** Tells the household what was called off to make up for points that were taken back, and who waits for the goods. */
export async function tellCalledOff(
  calledOff: readonly Redemption[],
  services: Pick<Services, 'roster' | 'rooms' | 'shelf' | 'wishes'>,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const redemption of calledOff)
    replies.push(
      ...(await tellAbout(redemption, ['redemption.called-off', redemptionView(redemption)], services)),
      ...(await tellWaiting(await productsOf(redemption, services), services)),
    );
  return replies;
}

/** The products of a redemption as they are now. */
export async function productsOf(
  { lines }: Redemption,
  { shelf }: Pick<Services, 'shelf'>,
): Promise<Product[]> {
  return shelf.byIds(lines.map(({ product }) => product));
}
