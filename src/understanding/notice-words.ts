import type { Message } from './message.ts';
import { LIST_MARKS } from './notice-labels.ts';

/** The words of a notice that say what it is, where, and what else there is to know. */
export interface NoticeWords {
  title?: string;
  place?: string;
  note?: string;
}

/** What every notice says and says nothing about this activity. */
const filler = new RegExp(
  `^(?:${[
    '到|至|from|on|to|for|and|volunteers|,',
    '[限招需要共现拟人于约]|需要|招募|时间|(?:活动|服务)?时长|开始|集合|集合时间|.{0,8}(?:定于|将于|拟于|计划于)|左右|结束',
    '[现拟还急]|计划|预计|紧急|通知|活动通知|大概|大约|名额有限|先到先得|报满即止|额满为止|特此通知|以上|不限|人数不限|不限人数|每|从|和|各|[特诚]|计分|积分|求助|好消息|紧急通知|所有人|全体人员|\\/[次天班场人]|出发|急|volunteers? needed!?|need|max|约需|(?:活动)?约需|预计|就行',
    '(?:紧急|社区)?(?:志愿服务|志愿者|义工|活动|人员)?招募(?:令|通知|启事|公告|活动)?(?:啦|了)?',
    '(?:现|拟|还|急|紧急)?(?:招募|招|征集|需要?)?(?:志愿者|义工)(?:啦|了)?',
    '(?:各位|亲爱的?|尊敬的?).{0,16}',
    '.{0,6}(?:居民|邻居|志愿者|朋友|网格员|业主)(?:们|朋友们?)?(?:大家好|[早你]?好)?|大家(?:早上|上午|下午|晚上)?好|干|做',
    '有意(?:向|愿)?(?:者|的).{0,16}|(?:请|欢迎|期待).{0,10}(?:报名|参加|参与|加入)',
    '(?:真诚)?感谢.{0,12}|谢谢.{0,8}',
    '.{0,6}(?:踊跃|积极).{0,4}(?:报名|参加|参与)|(?:快来)?报名(?:吧|啦)?',
  ].join('|')})$`,
);
const placeNoun =
  '(?:广场|网格|架空层|空地|前坪|步道|码头|出入口|楼前|[一二三四五六七八九十\\d]+楼|厅|馆|院|室|渠|门口|楼下|中心|活动室|公园|站|院子|大院|路口|大厅|礼堂|凉亭|操场|驿站|会议室|小区|花园|亭|桥头|东门|西门|南门|北门|大门|书屋|食堂|学校|小学|幼儿园|村口|祠堂|河边|村委会|居委会|社区|大厦|停车场|篮球场|健身区|敬老院|养老院|单元|\\d栋|\\d号楼)';
const endsAsPlace = new RegExp(`${placeNoun}$`);
/** What is done there: 清扫公园 is no place. */
const doing = /[扫清洁修护进巡宣讲诊慰问铲植种演]/;
/** Tells people what to do or bring. */
const advice =
  /^(?:请|自带|自备|带|穿|戴|注意|记得|为了?|可以?|提供|有.{0,6}提供|包(?=[吃午餐饭水])|管饭|统一)/;
const said = /^(?:在|于|喺|集合地?点?(?:为|是|在)?|地点(?:为|是|在)?)(?<where>.{2,20}?)(?:集合|举行|进行)?$/;
const saidEnglish = /^(?:at|in) (?<where>.{2,40})$/;
const held = '(?:开展|举行|举办|组织|进行|开设|搞|舉辦|举辦)';
/** 社区将在小广场开展清洁家园活动, 到小广场清扫. */
const sentences = [
  new RegExp(`^.{0,10}?(?:在|到|去|喺)(?<where>.{2,16}?)${held}(?<what>.{2,40})$`),
  new RegExp(`^.{0,16}?${held}(?<what>.{2,40})$`),
  new RegExp(`^在(?<what>.{0,10}?${placeNoun}(?!${placeNoun}).{2,16})$`),
];
/** Places that need no word before them: 活动室打扫, but 小区清扫 names none. */
const ownPlace =
  '(?:活动室|会议室|食堂|礼堂|大厅|凉亭|操场|书屋|篮球场|停车场|居委会|村委会|敬老院|养老院|河边|村口|祠堂|[东西南北大]门)';
/** 花园小区清洁家园 is two things. */
const placeFirst = new RegExp(
  `^(?<where>[\\u4e00-\\u9fff\\d]{1,8}?${placeNoun}+|${ownPlace})(?<what>[\\u4e00-\\u9fff]{2,})$`,
);
const bareNoun = /^(?:小区|花园|公园|广场|社区)/;

/** Sorts what is left of a notice, once time, number and the like are blanked, into title, place and note. */
export function readNoticeWords(
  message: Message,
  from: number,
  rest: string,
  known: NoticeWords,
): NoticeWords {
  const pieces = piecesOf(message, from, rest);
  const found: NoticeWords = { ...known };
  const notes: string[] = [];
  const left = pieces.filter((piece) => {
    if (found.title) return true;
    const told = sentenceOf(piece.folded);
    if (told) {
      found.title = piece.original(told.what);
      if (told.where) found.place ??= piece.original(told.where);
    }
    return !told;
  });
  // The first words are the title, unless they are only a place and the title stands behind it.
  const canBeTitle = ({ folded, isPinned }: Piece) =>
    !isPinned && placeOf(folded) === undefined && !advice.test(folded);
  const first = left.find((piece) => canBeTitle(piece) && !isPlace(piece.folded)) ?? left.find(canBeTitle);
  for (const piece of left) {
    const where = placeOf(piece.folded);
    if (where && !found.place) found.place = piece.original(where);
    else if (!found.title && piece === first) found.title = titleOf(piece.words);
    else if (
      !found.place &&
      (piece.isPinned || isPlace(piece.folded) || /[\u4e00-\u9fff]{2}集合$/.test(piece.folded)) &&
      piece.folded.length <= (piece.isPinned ? 30 : 16)
    )
      found.place = piece.words.replace(/集合$/, '');
    else notes.push(piece.words);
  }
  if (notes.length > 0) found.note = [known.note, notes.join(' ')].filter(Boolean).join('；');
  if (found.title && !found.place) splitTitle(found, found.title);
  return found;
}

/** The line above the first label when it is nothing but a name: 冬日送暖·敲门行动, 关于招募楼道清理志愿者的通知. */
export function headTitle(
  text: string,
  firstLabel: number | undefined,
): { start: number; end: number } | undefined {
  const [line = ''] = text.split('\n', 1);
  const title =
    /^(?:\s|[【[][^】\]]{1,8}[】\]])*(?:关于(?:招募|征集|开展|组织)?)?(?<title>[\u4e00-\u9fff·“”"《》]{2,20}?)(?:志愿者|志愿)?(?:的?(?:通知|公告|启事)|活动|招募)?[:!]?$/u.exec(
      line.trimEnd(),
    )?.groups?.title;
  const isNamed = /^关于.*的?(?:通知|公告|启事)$/.test(line.trim()) && text.length > line.length;
  const isAbove = firstLabel !== undefined && firstLabel >= line.length;
  if (!title || !(isNamed || isAbove) || filler.test(line.trim())) return undefined;
  if (filler.test(title) || /^(?:各位|亲爱|尊敬)|志愿者?$|招募|征集|通知|公告/.test(title)) return undefined;
  const start = text.indexOf(title);
  return { start, end: start + title.length };
}

interface Piece {
  folded: string;
  /** As it was written. */
  words: string;
  /** 📍 stands before it. */
  isPinned: boolean;
  /** As a part of it was written. */
  original(part: string): string;
}

const partOfDay = /^ *(?:早上|上午|中午|下午|晚上|今晚)(?=[来到去在])/;
/** “捡拾垃圾，美化家园” is one. */
const quoted = /["《][^"》\n\ue000]{2,30}["》]/g;

function piecesOf(message: Message, from: number, rest: string): Piece[] {
  const between = isLatin(rest) ? /[\ue000,;\n。|]+/g : /(?:[\ue000\s,，;；。!\n|@]|:(?!\d))+/g;
  const pieces: Piece[] = [];
  const add = (first: number, end: number) => {
    // 上午来居委会: the hour stood elsewhere.
    const start = first + (partOfDay.exec(rest.slice(first, end))?.[0].length ?? 0);
    const folded = bared(rest.slice(start, end), '');
    const words = bared(message.original(from + start, from + end), '到至的');
    const isPinned = /^\s*[📍📌🏠🏫]/u.test(rest.slice(start, end));
    if (words === '' || filler.test(folded)) return;
    pieces.push({
      folded,
      words,
      isPinned,
      original: (part) => {
        const at = from + rest.indexOf(part, start);
        return message.original(at, at + part.length);
      },
    });
  };
  const parted = rest.replace(quoted, (words) => words.replace(/[\s,;。!:]/g, '-'));
  let start = 0;
  for (const match of parted.matchAll(between)) {
    if (match.index > start) add(start, match.index);
    start = match.index + match[0].length;
  }
  if (start < rest.length) add(start, rest.length);
  return pieces;
}

/** Words without what lists, pictures and brackets put around them. */
function bared(words: string, more: string): string {
  return words
    .replace(LIST_MARKS, '')
    .replace(new RegExp(`^[-~(（)）、\\ufe0f${more}]+|(?:[-~(（、]|\\p{Extended_Pictographic})+$`, 'gu'), '')
    .replace(/^([^(（]*)[)）]+$/, '$1')
    .trim();
}

function isLatin(text: string): boolean {
  return (text.match(/[a-z]/g)?.length ?? 0) > 2 * (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0);
}

function sentenceOf(folded: string): { where?: string; what: string } | undefined {
  if (advice.test(folded) || /集合$/.test(folded)) return undefined;
  for (const sentence of sentences) {
    const { where, what } = sentence.exec(folded)?.groups ?? {};
    if (what && !isPlace(what))
      return { what: titleOf(what.replace(/^(?:一次|一场|一个|了)/, '')), ...(where ? { where } : {}) };
  }
  return undefined;
}

/** 《清洁家园》, 清洁家园志愿服务活动, 去清扫: what is left is the title. */
function titleOf(words: string): string {
  const quoted =
    /^[《"“「](?<title>[^》"”」]{4,30})[》"”」](?:环境整治|志愿服务|公益|主题|系列|便民|党员|志愿者)*(?:活动|行动)?$/.exec(
      words,
    )?.groups?.title;
  if (quoted) return quoted;
  const bare = unquoted(
    words
      .replace(/^volunteers? (?:needed|wanted)[:!,]? +/i, '')
      .replace(/^[【[]?[^】\]【[]{1,6}[】\]](?=.)/, ''),
  ).replace(/^(?:去|到|来|招募|征集)(?=[【[\u4e00-\u9fff]{2})|(?<=.{2})来?[啦咯喽]$/g, '');
  return unquoted(/^.{2,}?(?=(?:志愿服务|志愿者?|主题)?(?:活动|招募)$)/.exec(bare)?.[0] ?? bare);
}

function unquoted(words: string): string {
  // “爱在金秋”重阳游园会 keeps its own.
  if (/^[《"“「][^》"”」]+[》"”」]./.test(words)) return words;
  return words.replace(/^[《"“”「【[]+|[》"“”」】\]]+$/g, '');
}

function placeOf(folded: string): string | undefined {
  return (said.exec(folded) ?? saidEnglish.exec(folded))?.groups?.where;
}

function isPlace(folded: string): boolean {
  return endsAsPlace.test(folded.replace(/[)）]+$/, '')) && !doing.test(folded.replace(/活动室$/, ''));
}

/** 花园小区清洁家园: the place is taken off; of 小广场扫雪 the title is better whole. */
function splitTitle(found: NoticeWords, title: string): void {
  if (isPlace(title)) return;
  const { where, what } = placeFirst.exec(title)?.groups ?? {};
  if (!where || !what || bareNoun.test(what)) return;
  found.place = where;
  if (what.length >= 4) found.title = what;
}
