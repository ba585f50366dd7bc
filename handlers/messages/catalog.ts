import { doneBy } from '#src/audit/done-by.ts';
import type { Community } from '#src/community/community.ts';
import type { MessageHandler, OpenHandler, Request } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { pagesThatFit } from '#src/replies/pages.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { catalogPages } from '#src/supermarket/catalog-pages.ts';
import type { Product } from '#src/supermarket/schema.ts';
import { merchantNamed, placeFor } from '#src/supermarket/settings.ts';
import { tellWaiting } from '#src/supermarket/tell.ts';
import { openingView, productView } from '#src/supermarket/view.ts';

/**
 * 兑换目录: what points buy, what this household can afford first, as text and as a picture. It tells what a household
 * has, so in a group it is answered in private. 大米多少分 is about one thing and tells nothing: said where asked.
 */
export const showCatalog: OpenHandler<'catalog.show', 'shelf' | 'purses'> = {
  intent: 'catalog.show',
  may: 'anyone',
  effect: 'reads',

  async handle(request, { shelf, purses }) {
    const { intent, sender, community, at } = request;
    const listed = await shelf.listed(community.id);
    if (listed.length === 0) return [reply('catalog.empty', {})];
    if (intent.query !== undefined) {
      const words = [intent.product, intent.query];
      const product = listed.find(({ name, aliases }) =>
        [name, ...aliases].some((one) => words.includes(one)),
      );
      if (!product) throw new Refusal('catalog.none', { query: plainText(intent.query, 20) });
      const picture = product.picture
        ? { attachment: { kind: 'evidence' as const, name: product.picture } }
        : {};
      return [reply('catalog.item', productView(product), picture)];
    }
    const { household, grid } = sender ?? {};
    const purse = household && grid ? await purses.of(community, { household, grid }, at) : undefined;
    const place = placeFor(community.supermarket, grid ?? '');
    const page = catalogPages(listed, {
      community: community.name,
      place: place.name,
      spendable: purse?.spendable,
      at,
    })(intent.page ?? 1);
    return privately(
      request,
      [reply('catalog.list', page.view, { attachment: { kind: 'picture', picture: page.picture } })],
      (person) => reply('catalog.sent-privately', { person }),
    );
  },
};

/** 上架 大米 5kg 20分 库存50, 改价 大米 25分: puts something on offer, or changes what is said of it. */
export const editCatalog: MessageHandler<'catalog.edit', 'shelf' | 'productWords' | 'wishes' | 'audit'> = {
  intent: 'catalog.edit',
  may: { storekeeper: 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, services) {
    const { shelf, productWords, audit } = services;
    const { product, productText, stock, merchant, limit, bestBefore, sponsor, name: _, ...said } = intent;
    const name = plainText(product ?? productText, 20);
    const known = await shelf.find(community.id, name);
    const points = said.points ?? known?.points;
    if (points === undefined) throw new Refusal('catalog.none', { query: name });
    const shop = merchant === undefined ? undefined : knownMerchant(community, merchant);
    const kind = said.kind ?? known?.kind ?? (shop ? ('coupon' as const) : ('goods' as const));
    const counted = stock !== undefined || (known ? known.counted : kind === 'goods');
    const { _id, free, reserved, ...facts } = known ?? {
      _id: '',
      free: 0,
      reserved: 0,
      aliases: [],
      unit: kind === 'goods' ? '件' : kind === 'service' ? '次' : '张',
    };
    const before: Partial<Product> & typeof facts = { ...facts };
    if (limit === 'none') delete before.limit;
    const put = await shelf.put({
      ...before,
      ...(limit === undefined || limit === 'none' ? {} : { limit }),
      ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
      ...(said.note === undefined ? {} : { note: plainText(said.note, 60) }),
      ...(shop === undefined ? {} : { merchant: shop }),
      ...(sponsor === undefined ? {} : { sponsor: plainText(sponsor, 20) }),
      community: community.id,
      name,
      kind,
      points,
      counted,
      listed: true,
      updatedAt: at,
    });
    const change = stock === undefined ? 0 : stock - free;
    const movement = { free: change, reserved: 0, reason: 'count' as const, memo: '上架', by: sender._id };
    const dated = bestBefore !== undefined && change > 0 ? { bestBefore } : {};
    const moved =
      change === 0
        ? put
        : await shelf.move(put, {
            ...movement,
            ...dated,
            _id: `list:${message.id}:${name}`,
            messageId: message.id,
            at,
          });
    if (moved === 'too-few') throw new Error(`${name}: its stock changed underneath a transaction`);
    await audit.record([
      doneBy({ community, sender, message, at }, 'catalog.edit', name, {
        points,
        ...(stock === undefined ? {} : { stock }),
      }),
    ]);
    return {
      replies: [
        reply(known?.listed ? 'catalog.changed' : 'catalog.listed', {
          ...productView(moved),
          isWithoutCost: moved.merchant !== undefined && !moved.cost,
        }),
        ...(change > 0 || !known?.listed ? await tellWaiting([moved], services) : []),
      ],
      afterCommit: () => productWords.refresh(),
    };
  },
};

/** 下架 大米: takes something off the list; who has a code for it still gets it. */
export const removeFromCatalog: MessageHandler<'catalog.remove', 'shelf' | 'audit'> = {
  intent: 'catalog.remove',
  may: { storekeeper: 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, { shelf, audit }) {
    const product = await shelf.find(community.id, intent.product);
    const name = plainText(intent.productText, 20);
    if (!product?.listed) throw new Refusal('catalog.none', { query: name });
    await shelf.unlist(product, at);
    await audit.record([doneBy({ community, sender, message, at }, 'catalog.remove', product.name)]);
    return [reply('catalog.removed', { name: product.name, reserved: product.reserved })];
  },
};

/** 兑换时间: when and where. */
export const showHours: OpenHandler<'supermarket.hours', never> = {
  intent: 'supermarket.hours',
  may: 'anyone',
  effect: 'reads',

  async handle({ community, sender, at }) {
    const { places } = community.supermarket;
    const own = sender?.grid ? [placeFor(community.supermarket, sender.grid)] : places;
    const views = own.map((place) => openingView(place, at));
    return pagesThatFit(views, 'supermarket.hours', (some) => ({ places: some }), 20).map((some) =>
      reply('supermarket.hours', { places: some }),
    );
  },
};

/** The merchant's own name. @throws Refusal when the community has none that is meant. */
export function knownMerchant({ supermarket }: Community, words: string): string {
  const found = merchantNamed(supermarket, words);
  if (found) return found.name;
  const merchants = supermarket.merchants.map(({ name }) => name);
  throw new Refusal('catalog.unknown-merchant', { merchant: plainText(words, 20), merchants });
}

/** Says something to its asker alone; in a group, a line says so. */
export function privately(
  {
    message,
    language,
    sender,
  }: Pick<Request, 'message' | 'language'> & { sender?: { name: string } | undefined },
  replies: Reply[],
  line: (person: string) => Reply,
): Reply[] {
  if (message.conversation.kind === 'direct') return replies;
  const to = {
    account: message.account,
    conversation: { kind: 'direct' as const, id: message.contactId },
    language,
  };
  return [
    line(plainText(sender?.name ?? message.senderName, 20)),
    ...replies.map((reply) => ({ ...reply, to })),
  ];
}
