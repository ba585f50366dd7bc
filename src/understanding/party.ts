import {
  alsoCome,
  comesAlone,
  commonFamily,
  couples,
  groupOf,
  grownAndSmall,
  joins,
  link,
  linkEnglish,
  nobody,
  pair,
  relative,
  relativeOf,
  several,
  titled,
  total,
  twoRelatives,
  twoTitled,
  vague,
  whereTheyLive,
  withSpouse,
} from './party-words.ts';
import { fold } from './reading/fold.ts';
import { readNumeral } from './reading/numerals.ts';
import { looksLikeName } from './reading/people.ts';

/** Who comes along, as the words after an activity say it. */
export interface Party {
  /** As written: 我, 我妈, 老李头. Without it the speaker comes, or whoever the words are about. */
  people?: string[];
  /** All of them together. */
  count?: number;
  /** So many more than are on the list already: 再加一个. */
  extra?: number;
  /** What is neither people nor a number of them, in order: a shift, a remark, perhaps a name of the roster. */
  left: string[];
  /** Words for a number of people that nobody can count: 全家, 几个朋友. */
  unclear?: string;
}

/** A party, and those of its people who have the shape of a name alone: 高血压 and 沈阳 have it, too. */
export interface Guessed extends Party {
  guessed: string[];
}

interface Piece {
  /** Folded. */
  text: string;
  written: string;
  /** What joins it to the piece before: 和, 带, +. Blanks and commas join nothing. */
  lead: string;
}

/** What one piece says: somebody, somebody if others in its list are, a number, or something else. */
type Said =
  | { kind: 'self' | 'person' | 'listed' | 'other'; more?: number; count?: number; name?: string }
  | { kind: 'number'; count?: number | undefined; more?: number; extra?: number }
  | { kind: 'unclear' };

/**
 * Reads who comes along: 我和我妈, 带一个孩子, 我家两口, +2, me and Li Ming. A word is somebody only when it is a
 * relative, has the shape of a name, or stands in a list with such a word; nothing else is made a guest of.
 */
export function readParty(words: string): Party {
  const { guessed: _, ...party } = readGuessing(words);
  return party;
}

/** The same, and who of them has to be known to the roster to be somebody. */
export function readGuessing(words: string): Guessed {
  const pieces = piecesOf(words);
  const said = pieces.map((_, index) => read(pieces, index));
  const isList = said.some(({ kind }) => kind === 'self' || kind === 'person');
  const people: string[] = [];
  const left: string[] = [];
  const guessed: string[] = [];
  let [count, more]: [number | undefined, number] = [undefined, 0];
  let extra = 0;
  let unclear: string | undefined;
  for (const [index, one] of said.entries()) {
    const { written, lead } = pieces[index] as Piece;
    if ('count' in one) count = one.count ?? count;
    if ('more' in one) more += one.more ?? 0;
    if ('extra' in one) extra += one.extra ?? 0;
    if (one.kind === 'person') count = one.count ?? count;
    if (one.kind === 'unclear') unclear = written;
    else if (one.kind === 'self') people.push(written.replace(/ ?[+＋].*$/, ''));
    else if (one.kind === 'person' || (one.kind === 'listed' && isList)) {
      // 带老伴, with my mother: they come with whoever speaks.
      if (people.length === 0 && bringsAlong(lead)) people.push('我');
      // 我们夫妻俩加孩子: besides those who were counted.
      if (count !== undefined && one.kind === 'person' && index > 0 && /^[再外另]?[加带]/.test(lead)) more++;
      const name = one.name ?? written;
      if (isGuess(pieces, index, name)) guessed.push(name);
      people.push(name);
    } else if (one.kind !== 'number') left.push(written);
  }
  // 我老伴也去: so does whoever says it.
  if (people.length === 1 && !isSelf(people[0] ?? '') && /也(?:要|想|会)?(?:去|来|参加)/.test(words))
    people.unshift('我');
  if (more > 0) count = (count ?? Math.max(1, people.length)) + more;
  return {
    ...(people.length > 0 ? { people: [...new Set(people)] } : {}),
    ...(count ? { count } : {}),
    ...(extra > 0 ? { extra } : {}),
    left: left.filter((word) => !particles.test(word)),
    // Three in a row are a list of names.
    guessed: guessed.length >= 3 ? [] : guessed,
    ...(unclear === undefined ? {} : { unclear }),
  };
}

const particles = /^(?:了|啦|吧|哦|啊|呀|呢|哈|哒|的|也|都|一起|一块儿?)+$/;
const plusSome = /^(?<who>.*?) ?\+ ?(?<n>\d{1,2}) ?(?:个?人|位|名|个)?$/;

function read(pieces: readonly Piece[], index: number): Said {
  const { text, written, lead } = pieces[index] as Piece;
  const plus = plusSome.exec(text)?.groups;
  if (plus) {
    const more = Number(plus.n);
    const who = read([{ text: plus.who ?? '', written: written.replace(/ ?[+＋].*$/, ''), lead }], 0);
    if (plus.who === '') return { kind: 'number', more };
    if (who.kind === 'number' || /^\d{1,2}$/.test(plus.who ?? ''))
      return { kind: 'number', count: (who.kind === 'number' ? who.count : Number(plus.who)) ?? 1, more };
    if (who.kind === 'person') return { kind: 'person', more, name: written.replace(/ ?[+＋].*$/, '') };
    if (who.kind === 'self') return { kind: 'self', more };
  }
  if (isSelf(text)) return { kind: 'self' };
  const some = bringsAlong(lead) ? several.exec(text)?.groups : undefined;
  if (some) {
    const more = readNumeral(some.n ?? '') ?? smallEnglish[some.n ?? ''] ?? 1;
    if (more === 1 && some.kin) return { kind: 'person', name: some.kin };
    return { kind: 'number', ...(/^[再多]/.test(lead) ? { extra: more } : { more }) };
  }
  const all = countOf(text);
  if (all) return { kind: 'number', count: all };
  if (vague.test(text)) return { kind: 'unclear' };
  const couple = withSpouse.exec(text)?.groups?.who;
  if (couple !== undefined && isPerson(couple)) {
    // 我和王芳两口子 may be two or three.
    if (index > 0) return { kind: 'unclear' };
    return { kind: 'person', name: written.slice(0, couple.length), count: 2 };
  }
  if (isPerson(text)) return { kind: 'person' };
  // 我和我老伴两个人, 我和张三三人: the number is of them all.
  for (const { who = '', n = '' } of [
    /^(?<who>.{1,8})(?<n>[俩仨]人?|[\d一二两三四五六七八九十]{1,2}(?:个人|人|位|口))$/,
    /^(?<who>.{1,8}?)(?<n>[俩仨]人?|[\d一二两三四五六七八九十]{1,2}(?:个人|人|位|口))$/,
  ].map((shape) => shape.exec(text)?.groups ?? {})) {
    if (!isPerson(who)) continue;
    const all = countOf(n);
    return {
      kind: 'person',
      name: written.slice(0, written.length - n.length),
      ...(all ? { count: all } : {}),
    };
  }
  return { kind: isListed(pieces, index) ? 'listed' : 'other' };
}

/** 我, me: whoever speaks. */
export function isSelf(word: string): boolean {
  return /^(?:我(?:自己|本人)?|俺|本人|me|i|myself)$/i.test(word);
}

/** 和, 带, 加, +, with: not the signs of a list. */
function bringsAlong(lead: string): boolean {
  return lead !== '' && !/^[、,;&]$/.test(lead);
}

/** 3人, 我家两口, 两大一小: how many come. */
function countOf(text: string): number | undefined {
  if (pair.test(text)) return 2;
  const group = groupOf.exec(text)?.groups?.n;
  if (group) return readNumeral(group);
  const mixed = grownAndSmall.exec(text)?.groups;
  if (mixed) return sum(mixed.grown ?? mixed.grown2, mixed.small ?? mixed.small2);
  const all = total.exec(text)?.groups;
  const numeral = all?.n ?? all?.few ?? all?.several ?? all?.en;
  return numeral ? (readNumeral(numeral) ?? smallEnglish[numeral]) : undefined;
}

const sum = (...numerals: (string | undefined)[]) =>
  numerals.reduce((all, one) => all + (readNumeral(one ?? '') ?? 0), 0);

const smallEnglish: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6, both: 2 };

/** 我妈, 老伴, my mother: the relative's word, and whether the speaker says whose it is. */
export function relativeIn(word: string): { word: string; mine: boolean; english: boolean } | undefined {
  const { text } = fold(word);
  const { kin, kinEnglish } = relative.exec(text)?.groups ?? {};
  const said = kin ?? kinEnglish;
  return said === undefined
    ? undefined
    : { word: said, mine: /^(?:[我俺咱]|my|our)/.test(text), english: kin === undefined };
}

/** Whether a folded word can only be somebody: a relative, or the shape of a name that is no other word. */
export function isPerson(word: string): boolean {
  if (relative.test(word)) return true;
  const housed = whereTheyLive.exec(word)?.groups?.who;
  if (housed !== undefined) return titled.test(housed);
  const whose = relativeOf.exec(word)?.groups?.whose;
  if (whose !== undefined) return !/^[我俺咱你]/.test(whose);
  if (nobody.test(word)) return false;
  if (/^(?:[老小大阿][\u4e00-\u9fff]头|[老小][\u4e00-\u9fff])$/.test(word))
    return looksLikeName(word.slice(0, 2));
  return looksLikeName(word) && !/[我俺咱他她你带跟加]/.test(word) && /[\u4e00-\u9fff]/.test(word);
}

/** Joined by 、 or 和 to something before or after it, and not too long to be called so. */
function isListed(pieces: readonly Piece[], index: number): boolean {
  const { text, lead } = pieces[index] as Piece;
  const joined = joins.test(lead) || joins.test(pieces[index + 1]?.lead ?? '');
  return (
    joined &&
    !nobody.test(text) &&
    /^(?:[\u4e00-\u9fff·]{2,8}|[a-z][a-z'.-]+(?: [a-z][a-z'.-]+){0,2})$/.test(text)
  );
}

/**
 * Whether only the shape of a word says that it is somebody. Those in a list are somebody (我和沈阳), and so are
 * relatives, 李奶奶 and 老王; what is brought along may be a thing (带毛巾), unless it has a name such as 王小明.
 */
function isGuess(pieces: readonly Piece[], index: number, name: string): boolean {
  const { lead = '' } = pieces[index] ?? {};
  const { text } = fold(name);
  if (/[a-z+]/.test(text) || relative.test(text) || relativeOf.test(text) || titled.test(text)) return false;
  if (whereTheyLive.test(text)) return false;
  if (joins.test(lead) || joins.test(pieces[index + 1]?.lead ?? '')) return false;
  return lead === '' || !new RegExp(`^${commonFamily}..$`).test(text);
}

function piecesOf(words: string): Piece[] {
  const { text: folded, at } = fold(words);
  const text = folded
    .replace(/➕/g, '+')
    .replace(alsoCome, (said) => ' '.repeat(said.length))
    // 就我和孩子: nobody else.
    .replace(/(?<![\u4e00-\u9fff])(?:就是?|只有?|仅)(?=[我俺])/g, (said) => ' '.repeat(said.length));
  const pieces: Piece[] = [];
  const push = (start: number, end: number, lead: string) => {
    const inside = text.slice(start, end);
    const from = start + (inside.length - inside.trimStart().length);
    const to = start + inside.trimEnd().length;
    const written = words.slice(at[from] ?? 0, at[to] ?? words.length);
    if (to > from) pieces.push(...apart({ text: text.slice(from, to), written, lead }));
  };
  const isLatin = /[a-z]{2}/.test(text) && !/[\u4e00-\u9fff]/.test(text);
  const chunk = isLatin ? /[^;。!~()]+/g : /[^\s,;。!~:()]+(?: ?\+ ?\d+)?/g;
  for (const match of text.matchAll(chunk)) {
    const end = match.index + match[0].length;
    // 我不带孩子: what is said of not bringing somebody names nobody.
    const alone = comesAlone.exec(match[0]);
    const until = alone ? match.index + alone.index : end;
    if (!isLatin && !alone && isWhole(match[0])) push(match.index, end, '');
    else split(text.slice(0, until), match.index, isLatin ? linkEnglish : link, push);
    if (alone) push(until, end, '');
  }
  return pieces;
}

/** 我弟弟妹妹, 王姐刘姐, 爸妈: two people who are written as one word. */
function apart(piece: Piece): Piece[] {
  const { text, lead } = piece;
  const both =
    twoTitled.exec(text)?.groups ?? (relative.test(text) ? undefined : twoRelatives.exec(text)?.groups);
  const parents = couples[text.replace(/^(?:[我俺咱](?:们?家)?的?)/, '')];
  const mine = both?.mine ?? (/^[我俺咱]/.test(text) ? '我' : '');
  const [first, second] = both ? [both.first, both.second] : (parents ?? []);
  if (!first || !second) return [piece];
  return [
    { text: mine + first, written: mine + first, lead },
    { text: mine + second, written: mine + second, lead: '和' },
  ];
}

/** Whether joining words in it are part of it: 加油, 张和平, 和平家园. */
function isWhole(chunk: string): boolean {
  return nobody.test(chunk) || (isPerson(chunk) && !/^.{2}[和跟与同]/.test(chunk));
}

function split(
  text: string,
  from: number,
  by: RegExp,
  push: (start: number, end: number, lead: string) => void,
): void {
  let [start, lead] = [from, ''];
  for (;;) {
    const next = by.exec(text.slice(start));
    if (!next) break;
    push(start, start + next.index, lead);
    lead = next[0].trim();
    start += next.index + next[0].length;
  }
  push(start, text.length, lead);
}
