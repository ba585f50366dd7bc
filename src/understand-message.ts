import { dayOf, local } from '#src/calendar.ts';
import { type Community, rulebookNow, rulebookOn } from '#src/community/community.ts';
import type { Room } from '#src/community/schema.ts';
import type { Body, Item } from '#src/rulebook/schema.ts';
import type {
  PendingQuestion,
  Understanding,
  UnderstandingContext,
  Vocabulary,
  VocabularyBody,
  VocabularyItem,
} from '#src/understanding/context.ts';
import type { Role } from '#src/understanding/intent.ts';
import { understand } from '#src/understanding/understand.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';

export interface Circumstances {
  community: Community;
  room: Room | undefined;
  pending: PendingQuestion | undefined;
  /** What the sender holds, where that is known without asking the store. */
  roles?: Role[] | undefined;
  /** The community's words that change from day to day. */
  words?: PassingWords;
  now: Date;
}

/** What is on offer and open now. Each list has to stay the same object until something in it changes. */
export type PassingWords = Pick<Vocabulary, 'products' | 'activities'>;

/** Reads a message in its circumstances. Pure: nothing is looked up. */
export function understandMessage(message: IncomingMessage, circumstances: Circumstances): Understanding {
  return understand(message.text, contextOf(message, circumstances));
}

export function contextOf(
  message: IncomingMessage,
  { community, room, pending, roles, words, now }: Circumstances,
): UnderstandingContext {
  return {
    now,
    addressed: message.addressed !== null,
    direct: message.conversation.kind === 'direct',
    ...(roles ? { roles } : {}),
    ...(room ? { roomPurpose: room.purpose } : {}),
    ...(message.quote
      ? {
          quote: {
            text: message.quote.text,
            fromBot: message.quote.fromBot && looksLikeOwn(message.quote.text),
          },
        }
      : {}),
    mentions: message.mentions,
    ...(pending ? { pending } : {}),
    kind: message.kind === 'solitaire' ? 'solitaire' : 'text',
    vocabulary: vocabularyOf(community, now, words),
  };
}

const vocabularies = new WeakMap<Community, Map<string, Vocabulary>>();
const NO_WORDS: PassingWords = {};

/**
 * The community's own words: the items of the version in force now, and those of older versions by which a deed can
 * still be judged. Made once for each set of versions: what understanding computes from it is cached on the object.
 */
export function vocabularyOf(community: Community, now: Date, words = NO_WORDS): Vocabulary {
  const current = rulebookNow(community, now);
  const oldest = dayOf(local(now).minus({ days: current.reportWithinDays }).toJSDate());
  const today = dayOf(now);
  const versions = community.rulebooks.filter(
    (book) =>
      book === current || (book.from <= today && (rulebookOn(community, oldest)?.from ?? '') <= book.from),
  );
  const key = [current, ...versions].map(({ version }) => version).join('\n');
  const known = vocabularies.get(community) ?? new Map<string, Vocabulary>();
  vocabularies.set(community, known);
  let vocabulary = known.get(key);
  if (!vocabulary || vocabulary.products !== words.products || vocabulary.activities !== words.activities) {
    const items = new Map(versions.flatMap((book) => book.items.map((item) => [item.id, item])));
    vocabulary = {
      items: [...items.values()].map(itemWords),
      categories: current.categories.flatMap(({ name }) => [name.zh, name.en.toLowerCase()]),
      bodies: current.bodies.map(bodyWords),
      ...(words.products ? { products: words.products } : {}),
      ...(words.activities ? { activities: words.activities } : {}),
    };
    known.set(key, vocabulary);
  }
  return vocabulary;
}

function itemWords({ id, name, aliases, pays }: Item): VocabularyItem {
  return {
    id,
    name: name.zh,
    aliases: [...aliases, name.en],
    pays: pays.per,
    ...(pays.per === 'choice'
      ? { choices: pays.choices.map(({ id, name }) => ({ id, name: name.zh, aliases: shortNames(name) })) }
      : {}),
    ...(pays.per === 'unit' ? { unit: pays.unit.zh, unitAliases: [pays.unit.en] } : {}),
  };
}

/** 一级（独居失能） is called 一级. */
function shortNames({ zh, en }: { zh: string; en: string }): string[] {
  const [short = zh] = zh.split(/[（(]/);
  return short === zh || short.trim() === '' ? [en] : [short.trim(), en];
}

/** People call a body by part of its name: 村小组 for 村小组评分员, 两委 for 社区两委. */
function bodyWords({ id, name, role, appointed }: Body): VocabularyBody {
  const short = [
    name.zh.replace(/(?:评分员|评议员|评审员|成员)$/, ''),
    name.zh.replace(/^(?:社区|村)(?=.{2})/, ''),
  ];
  return {
    id,
    name: name.zh,
    aliases: [...short.filter((each) => each.length > 1), name.en],
    role,
    appointed,
  };
}

/**
 * Whether quoted words begin as something that the bot says. Gateways give the name of who was quoted, and anybody
 * can call themselves 小积; so a number in other words must not count as a card.
 */
function looksLikeOwn(text: string): boolean {
  return OWN.test(text);
}
const OWN =
  /^\s*(?:@\S+\s+(?:\S+\s+)?)?(?:【|\[|#\d|评议单 #|List #|已开评议单|Opened #|已记录|待评审|收到|登记|活动 \d|正在招募|好消息：“|Good news: a place|[^\n“"]{1,200}(?:已报名“|帮您报名了“| signed (?:you )?up for ")|“[^”\n]{1,40}”(?:名额已满|(?:的[^\n]{1,20})?只剩)|\d+ (?:条|份|waiting|reports?|to review)|To review|Recorded|Got #|Registration|Activity \d|Open now)/;
