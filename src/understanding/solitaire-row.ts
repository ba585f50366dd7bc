import { z } from 'zod';
import { isPerson, isSelf, readGuessing, relativeIn } from './party.ts';
import { commonFamily } from './party-words.ts';
import { findAddresses } from './reading/addresses.ts';
import { fold } from './reading/fold.ts';
import { nameLength } from './reading/people.ts';
import { blank } from './reading/span.ts';

/** One row of a #接龙: its number, the words whole, and what they say about who and how many. */
export const solitaireRow = z.object({
  position: z.int().positive(),
  text: z.string(),
  /** Absent when the words name nobody. */
  name: z.string().optional(),
  address: z.string().optional(),
  /** All of them together. */
  count: z.int().positive().optional(),
  /** Who comes along, as written: 老伴, 她妈, 王芳. */
  companions: z.array(z.string()).optional(),
  /** Words that have the shape of a name: somebody only when the roster knows them. */
  perhaps: z.array(z.string()).optional(),
  /** Speaks of whoever wrote it: 我, 我妈, +1. */
  mine: z.literal(true).optional(),
  /** Says that somebody does not come (请假 老王, 张三❌), or does not know yet (待定). */
  absent: z.literal(true).optional(),
  unsure: z.literal(true).optional(),
  /** The heading that the row stands under, when the list has several: 擀皮：. */
  under: z.string().optional(),
});
export type SolitaireRow = z.infer<typeof solitaireRow>;

const crossedOut = /~~.+~~|[✖✗✘❌❎🚫⛔]|(?:^|[\u4e00-\u9fff ])[x×] ?$/u;
const decoration =
  /\[[\u4e00-\u9fff]{1,4}\]|\[[a-z]{2,10}\]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|\u20e3|[*★☆♥♡~^"“”]/giu;
/** What ends the words 不去, 取消 when they are said of the row's person. */
const end = '(?=$|[\\s,.。;!)]|抱歉|谢谢|不好意思|对不起)';
const kin =
  '老公|老婆|老伴|爱人|媳妇|孩子|小孩|宝宝|娃|妈|爸|爷爷|奶奶|儿子|女儿|孙子|孙女|家人|家属|朋友|他|她';
const absence = new RegExp(
  `^(?:请假|不去|不来|来不了|去不了|不参加|退出|取消|没空)|(?<!(?:${kin})(?:今天|临时|有事)?)(?:请假|不去了?|不来了?|[来去]不[了成]了?|不参加了?|不报了?|退出了?|取消了?|缺席|放弃|没空)${end}`,
);
/** 张三?; a question in a remark (可以带孩子吗?) leaves no doubt that they come. */
const asked = /^[^\s,(]{2,6}[ (]?\?[ )]*$/;
const doubt = new RegExp(
  `(?<!人数|时间|几点)(?:待定|未定|没定|再定)|看情况|再看|再说|(?:有空|有时间)(?:就|才|再|的话)|(?:可能|也许|或许|大概|说不定|尽量|争取|不一定|不确定|没想好)(?:会|能|要|可以)*(?:去|来|参加|不|吧|${end})|\\b(?:maybe|perhaps|not sure|tbd)\\b`,
);
/** 王芳代李奶奶, 赵敏(替周建国报): the one comes whom it was written for. */
const onBehalf =
  /^(?<by>我|[\u4e00-\u9fff·]{2,4}?)?[ (]*(?:代替?|替|帮忙?|为|给)(?<who>[\u4e00-\u9fff·]{2,6}?)(?:报名?|填|登记|接龙|写)?\)?$/;
/** 李奶奶(王芳代报): who wrote it does not come. */
const writtenBy = /[ (]+[\u4e00-\u9fff·]{2,4}?(?:代报?|代填|替报|帮忙?报|代接龙)名?\)?$/;
/** What nobody is called, though it stands in a numbered list: 不要带宠物. */
const noName = /^(?:不|请|穿|自?带|自备|要|需|必须|勿|禁|注意|准备|携带|统一|按时|听从|免费)/;
const howMany = /^(?:[\d一二两俩三四五六七八九十]{1,2}(?:个?人|位|口|名)?)$/;
const joining = '和|跟|与|同|加|携|带|领|、|\\+';

/**
 * What one row says: 3-2-501 张三 2人 带工具. Who stands there first is who it is about; the rest is read as the words
 * beside a sign-up are. Of what can't be read, nothing is made a guest.
 */
export function readRow(position: number, text: string): SolitaireRow {
  const row: SolitaireRow = { position, text };
  const whole = fold(text).text.toLowerCase();
  if (crossedOut.test(whole)) row.absent = true;
  // Names keep their capitals; what is written stays as long as what is read.
  const written = text
    .replace(decoration, (found) => ' '.repeat(found.length))
    .replace(/ [x×] ?$/i, ' ')
    .replace(/[✖✗✘×]/g, (sign, at: number) => (/^ ?\d/.test(text.slice(at + 1)) ? sign : ' '));
  const folded = fold(written);
  const [address] = findAddresses(folded.text);
  if (address) row.address = address.value;
  let words = (address ? blank(folded.text, [address]) : folded.text).replace(/\ue000/g, ' ');
  if (absence.test(words.trim())) row.absent = true;
  else if (doubt.test(words) || asked.test(words.trim())) row.unsure = true;
  if (row.absent || row.unsure)
    for (const said of [absence, doubt])
      words = words.replace(new RegExp(said, 'g'), (found) => ' '.repeat(found.length));
  words = words.replace(writtenBy, (found) => ' '.repeat(found.length));
  words = words.replace(/[x×*] ?(\d{1,2})(?!\d)/g, (found, n: string) =>
    `+${Number(n) - 1}`.padEnd(found.length),
  );

  const start = words.search(/[^\s,、:;。()\-—/]/);
  if (start < 0) return row;
  const said = words.slice(start).trimEnd();
  const writtenAt = (from: number, length: number) =>
    written.slice(folded.at[start + from] ?? 0, folded.at[start + from + length] ?? written.length).trim();

  const other = onBehalf.exec(said)?.groups;
  if (other?.who && relativeIn(other.who) && /^我?$/.test(other.by ?? ''))
    return { ...row, name: other.who, mine: true };
  if (other?.who && (isPerson(other.who) || relativeIn(other.who)))
    return { ...row, name: relativeIn(other.who) ? `${other.by}的${other.who}` : other.who };
  if (/^(?:我|俺|咱|本人|(?:me|i|myself)(?![a-z])|\+ ?\d{1,2}$)/.test(said) || relativeIn(said))
    return { ...row, ...ownRow(said) };
  const length = headLength(said);
  if (length === 0) return row.address ? { ...row, ...alongWith(` ${said}`) } : row;
  row.name = writtenAt(0, length);
  if (!row.absent) Object.assign(row, alongWith(said.slice(length)));
  return row;
}

/** 我, 我和我妈, 老伴, +1: whoever wrote it, or their relatives. */
function ownRow(said: string): Partial<SolitaireRow> {
  if (said.startsWith('+')) return { name: '我', mine: true };
  const { people = [], count, guessed } = readGuessing(said);
  const [name = '我', ...others] = people.filter((one) => !guessed.includes(one));
  return {
    name: isSelf(name) ? '我' : name,
    mine: true,
    ...(count ? { count } : {}),
    ...(others.length > 0 ? { companions: others } : {}),
    ...(guessed.length > 0 ? { perhaps: guessed } : {}),
  };
}

/** How much of some words is who they begin with: 王芳 of 王芳和她妈, 老王 of 老王老李; 0 when that is nobody. */
function headLength(said: string): number {
  if (/^[a-z]/.test(said)) {
    const latin = /^.*?(?=\b(?:and|with|plus|bring|bringing)\b|$)/.exec(said)?.[0] ?? said;
    const name = nameLength(latin.trim(), true);
    if (name > 0) return name;
  }
  const chunk = /^[^\s,:;。!?()+\-—/&]+/.exec(said)?.[0] ?? '';
  if (chunk === '' || noName.test(chunk) || howMany.test(chunk)) return 0;
  const joined = new RegExp(`^([\\u4e00-\\u9fff·]{2,6}?)(${joining})(.+)$`).exec(chunk);
  const [, first = '', sign = '', second = ''] = joined ?? [];
  if (first !== '' && (isPerson(first) || kinOf(first))) {
    const brings = /[带领携、+]/.test(sign);
    if (
      brings ||
      relativeIn(second) ||
      isPerson(second) ||
      readGuessing(`我和${second}`).people?.length === 2
    )
      return first.length;
  }
  if (isPerson(chunk)) return chunk.length;
  if (new RegExp(`^(?:[老小]${commonFamily}){2,5}$`).test(chunk)) return 2;
  const name = nameLength(chunk) || (/^([\u4e00-\u9fff·]{2,4})(?=\d)/.exec(chunk)?.[0].length ?? 0);
  // 刘姐夫妻俩, 张三2人; but 芳芳妈 and 用户8823 are what somebody is called.
  if (name > 0 && name < chunk.length && !kinOf(chunk)) {
    const rest = chunk.slice(name);
    const { people = [], count, left } = readGuessing(`我 ${rest}`);
    if (count || people.length > 1 || /^(?:\d+$|[拿带])/.test(rest) || isPerson(chunk.slice(0, name)))
      return left.length === 0 || isPerson(chunk.slice(0, name)) ? name : chunk.length;
  }
  return /[\p{L}\d]/u.test(chunk) && chunk.length <= 12 ? chunk.length : 0;
}

/** 张三老伴, 王芳家老二: whose they are. What an elder is politely called (王秀英阿姨) is no kin of theirs. */
export function kinOf(word: string): { whose: string; kin: string } | undefined {
  for (let at = 2; at <= 4 && at < word.length; at++) {
    const kin = word.slice(at).replace(/^(?:家的?|的)/, '');
    const found = relativeIn(kin);
    if (!found || found.mine || found.english) continue;
    return /^(?:阿姨|叔叔?|奶奶?|爷爷?|伯伯|婆婆|姑娘|先生|太太|哥哥?|姐姐?|嫂子?)$/.test(kin)
      ? undefined
      : { whose: word.slice(0, at), kin };
  }
  return undefined;
}

/** What stands after a row's name: 带老伴, 一家三口, or a bare 2. Things that are brought are nobody. */
function alongWith(words: string): Partial<SolitaireRow> {
  const alone = words.replace(/^[\s,:;()\-—]+|[\s)]+$/g, '');
  if (/^\d{1,2}$/.test(alone)) return Number(alone) > 0 ? { count: Number(alone) } : {};
  const rest = words
    .replace(/[/／]|\+(?! ?\d)/g, '、')
    .replace(withSomebody, '')
    // 张三、王小明(邻居): who the other is, and nobody else.
    .replace(new RegExp(`(?<=[\\u4e00-\\u9fff])\\((?:${kin}|邻居|同事|同学)\\)`, 'g'), '')
    .replace(/^(?=[\u4e00-\u9fff\d])(?![和跟与同加携带领])/, ' ');
  const { people = [], count, guessed, left } = readGuessing(`我${rest}`);
  const sure = people.filter((name) => !isSelf(name) && !guessed.includes(name) && !/\d/.test(name));
  // +2 带孩子: the child is one of the two.
  const plus = /\+ ?(\d{1,2})(?!\d)/.exec(words)?.[1];
  const all = plus === undefined ? count : Number(plus) + 1;
  const called = sure.filter((name) => relativeIn(name) || isPerson(name) || kinOf(name) || name.length <= 4);
  const perhaps = [...guessed, ...left].filter((word) => /^[\u4e00-\u9fff·]{2,6}$/.test(word));
  // 李秀英 is hardly any other word.
  const names = perhaps.filter((word) => guessed.includes(word) && fullName.test(word));
  const others = perhaps.filter((word) => !names.includes(word));
  return {
    ...(all ? { count: all } : {}),
    ...(called.length + names.length > 0 ? { companions: [...called, ...names] } : {}),
    ...(others.length > 0 ? { perhaps: others } : {}),
  };
}

/** What stands between a name and 和老伴, 、李四, 带孩子; 和平家园 is joined to nobody. */
const withSomebody = new RegExp(
  `^[\\s,(]+(?=[带领携加、]|[和跟与同](?:[她他我]|老|小|${kin}|${commonFamily}))`,
);

const fullName =
  /^[王李张刘陈杨赵吴徐孙朱胡郭郑谢罗梁唐韩冯邓曹彭肖董袁潘蒋蔡杜魏吕丁姚卢姜崔钟谭汪贾][\u4e00-\u9fff]{2}$/;
