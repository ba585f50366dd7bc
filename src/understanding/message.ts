import type { Language, UnderstandingContext } from './context.ts';
import type { PersonRef } from './intent.ts';
import { type Folded, fold } from './reading/fold.ts';
import { readPersonAt } from './reading/people.ts';
import { numbersOnCard } from './reading/selections.ts';

/** Politeness before the matter itself: 小积，麻烦帮我 … It says nothing, so rules do not see it. */
const opener =
  /(?:@?小积(?:同学|机器人|助手|管家)?(?=[ ,:!。~、\n]|[查报上申兑你]|帮|我|请)|你好啊?|您好|大家好|各位好?|早上好|晚上好|亲|喂|请问一?下?|请(?![假教客])|麻烦(?:你|您|大家|老师)?|劳驾|拜托|帮(?:我|俺|忙|我们?家?)?一?下?(?![助扶你他她它])(?=[ ,查看报上申登撤取兑换问记填打导发])|(?:替|给)我(?![家们加扣妈爸爹娘老爱媳儿女孩孙公婆奶爷姐哥弟妹])|能不能帮我|可以帮我|我(?:想|要|来)要?|俺(?:想|要)|咱(?:想|要)|想(?:要|问)?一?下?|要(?![求是不])|那个|嗯+|呃+|额|哦|顺便|对了|(?:@?xiaoji|hi|hello|hey|dear|please|pls|kindly|can you|could you|can i|may i|i want to|i'd like to|i would like to|i wanna|let me|help me(?: to)?)(?![a-z'-]))[ ,:!。.~、\n]*/y;

/** Politeness and pictures after it. */
const closer =
  /(?:[ \n。.!~,;、^]+|(?<=.)(?:吧|啊|呀|哈+|哦|喔|噢|哟|啦|呗|咯|嘛|呢|哒|滴)|(?<=.)[,。! ]?(?:谢谢|多谢|谢了|感谢|辛苦)(?:啦|了|你|您|大家|小积|哈|各位|老师|啊)*|拜托了?|(?<=\S{2} ?)(?:thanks|thank you|thx|please|pls)(?: (?:a lot|so much|very much))?|(?<=.)\[[\u4e00-\u9fffa-z]{1,6}\]|(?<=.)(?:(?![⭐🌟])\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?)+)$/u;

/** Last characters that politeness can have. */
const mayClose =
  /[\s。.!~,;、^吧啊呀哈哦喔噢哟啦呗咯嘛呢哒滴谢感苦了你您家积各位师托\]suxethk\u2190-\u2bff\ud800-\udfff]/;

const asking =
  /[?？]|吗|怎么|如何|多少|几分(?!钟)|几点|何时|什么|为啥|能不能|可不可以|是不是|有没有|能否|可否|是否|咋|谁|哪(?!怕)|\b(?:how|what|when|why|who|where|which|is it|are there|does|do i)\b|没有?$/;

/** One message, folded and stripped, as the rules see it. Positions count folded characters of `text`. */
export class Message {
  readonly source: string;
  readonly context: UnderstandingContext;
  /** Folded, without politeness at either end. */
  text: string;
  readonly addressed: boolean;
  #folded: Folded;
  #offset: number;
  #asks: boolean | undefined;
  #card: number[] | undefined;

  constructor(
    source: string,
    context: UnderstandingContext,
    folded: Folded,
    from: number,
    to: number,
    named: boolean,
  ) {
    this.source = source;
    this.context = context;
    this.#folded = folded;
    this.#offset = from;
    this.text = folded.text.slice(from, to);
    this.addressed = context.addressed || named;
  }

  /** The message from one line on, or without what stands before `from` (a position in this text). */
  from(from: number): Message {
    return Message.cut(this.source, this.context, this.#folded, this.#offset + from, this.addressed);
  }

  /** The same message with its first characters written otherwise; every position stays. */
  respelled(head: string): Message {
    const { source, context, addressed } = this;
    const respelled = new Message(source, context, this.#folded, this.#offset, this.#offset, addressed);
    respelled.text = head + this.text.slice(head.length);
    return respelled;
  }

  static read(source: string, context: UnderstandingContext): Message {
    return Message.cut(source, context, fold(source), 0, false);
  }

  private static cut(
    source: string,
    context: UnderstandingContext,
    folded: Folded,
    start: number,
    named: boolean,
  ): Message {
    const { text } = folded;
    let from = start;
    while (from < text.length && /[\s,。.!~:;、·\-*>]/.test(text[from] ?? '')) from++;
    let vocative = named;
    for (let i = 0; i < 6; i++) {
      opener.lastIndex = from;
      const match = opener.exec(text);
      if (!match || from + match[0].length >= text.length) break;
      if (/^@?(?:小积|xiaoji)/.test(match[0])) vocative = true;
      from += match[0].length;
    }
    let to = text.length;
    // Only the tail is looked at: a closer is short, and a message may be long.
    for (let i = 0; i < 8 && to > from && mayClose.test(text[to - 1] ?? ''); i++) {
      const tail = Math.max(from, to - 40);
      const match = closer.exec(text.slice(tail, to));
      if (!match || match[0] === '') break;
      to -= match[0].length;
    }
    return new Message(source, context, folded, from, to, vocative);
  }

  /** The original words between two positions, trimmed of blanks and commas. */
  original(start: number, end: number = this.text.length): string {
    return tidy(this.source.slice(this.place(start), this.place(end)));
  }

  /** The original words from a position to the very end, politeness and pictures included. */
  rest(start: number): string {
    return tidy(this.source.slice(this.place(start)));
  }

  /** Where a folded position lies in the original text. */
  place(position: number): number {
    const at = this.#folded.at[this.#offset + position];
    return at === undefined || this.#offset + position > this.#folded.text.length ? this.source.length : at;
  }

  /** A person at a position, not reaching beyond `end`; Latin names keep their capitals. */
  personAt(
    start: number,
    lenient = true,
    end = this.text.length,
  ): { person: PersonRef; end: number } | undefined {
    const read = readPersonAt(this.text.slice(0, end), start, this.context.mentions, lenient);
    if (read?.person.name && !read.person.contactId && /[a-z]/.test(read.person.name)) {
      const at = this.text.indexOf(read.person.name, start);
      if (at >= 0) read.person.name = this.original(at, at + read.person.name.length);
    }
    return read;
  }

  /** Whether it reads as a question. */
  get asks(): boolean {
    this.#asks ??= asking.test(this.text);
    return this.#asks;
  }

  /** Numbers on the bot's card that the message quotes. None on a list: words about that speak of its lines. */
  get card(): number[] {
    const quote = this.context.quote;
    this.#card ??= quote?.fromBot && this.listCard === undefined ? numbersOnCard(quote.text) : [];
    return this.#card;
  }

  /** Number of the bot's list (【评议单 #1050】) that the message quotes. */
  get listCard(): number | undefined {
    const { quote } = this.context;
    const number = quote?.fromBot
      ? /^[^\n#＃]{0,60}?(?:评议单|(?:review )?list) ?[#＃](\d{1,7})(?!\d|[、,])/i.exec(quote.text)?.[1]
      : undefined;
    return number === undefined ? undefined : Number(number);
  }

  /** Numbers on the quoted card, be it a card or a list. */
  get quoted(): number[] {
    const list = this.listCard;
    return list === undefined ? this.card : [list];
  }

  /** Whether the quoted card recruits for an activity. */
  get quotesActivity(): boolean {
    return (
      this.context.quote?.fromBot === true &&
      /招募|报名|报名|活动|sign[ -]?up|recruit/i.test(this.context.quote.text)
    );
  }

  /** Whether this is a room where cards wait: the committee's for claims, the grid workers' for registrations. */
  get inCommittee(): boolean {
    const { roomPurpose } = this.context;
    return roomPurpose === 'committee' || roomPurpose === 'grid-workers';
  }

  /** Whether the quoted card is about somebody's request. */
  get quotesRequest(): boolean {
    return (
      this.context.quote?.fromBot === true &&
      /诉求|求助|报修|点单|派单|接单|工单|request/i.test(this.context.quote.text)
    );
  }

  /** Whether the speaker is known to decide on claims, and the room is not known to be another one. */
  get decides(): boolean {
    const { roles, roomPurpose } = this.context;
    return roomPurpose === undefined && roles?.includes('committee') === true;
  }

  /** Whether the speaker is known to decide on nothing. */
  get decidesNothing(): boolean {
    const { roles } = this.context;
    return roles !== undefined && !roles.some((role) => role !== 'resident');
  }

  get language(): Language {
    return languageOf(this.source);
  }
}

/** The language to answer in. An "ok" is said by people who speak no English, too. */
export function languageOf(text: string): Language {
  if (/^\W*ok(?:ay)?\W*$/i.test(text)) return 'zh';
  // A collection code alone is in no language.
  if (/^\W*[a-z2-9]{4}-?[a-z2-9]{4}\W*$/i.test(text) && /[\d-]/.test(text)) return 'zh';
  return /[\u3400-\u9fff]/.test(text) || !/[A-Za-z]{2}/.test(text) ? 'zh' : 'en';
}

function tidy(words: string): string {
  return words.replace(/^[\s,，、:：;；。.]+|[\s,，、:：;；]+$/g, '');
}
