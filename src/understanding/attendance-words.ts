import { relativeOf } from './party-words.ts';
import { findDurations } from './reading/durations.ts';
import { looksLikeName } from './reading/people.ts';

export type MarkKind = 'present' | 'absent' | 'late' | 'left-early' | 'minutes';

/** One thing that is said of some people: 张三、李四迟到10分钟. */
export interface Mark {
  mark: MarkKind;
  /** As they stand in the folded words. */
  people: string[];
  minutes?: number;
}

/** What an organiser says of who was there. With `everybody`, `absent` are those who were not. */
export interface ReadMarks {
  everybody: boolean;
  absent: string[];
  marks: Mark[];
}

/** Lengths of time stand as one character while the words are read. */
const D = '[\\ue100-\\ue1ff]';
const lengthOnly = new RegExp(`^ ?${D} ?$`);

/** What may stand between a name and what is said of it: 刘洋也来了, 王芳家里有事没来. */
const between =
  '(?:也|都|全都?|又|还|已经?|刚刚?|才|今天|今早|上午|下午|早上|晚上|确实|一直|临时|有事|因故|因病|家里有事|请假|[俩仨]|[两二三四五]个?人|他们?|她们?|就|只| )*';
const onlySaid = {
  absent:
    '(?:没有?(?:能|法)?来(?:成|参加)?|没有?到(?:场|岗|位)?|未(?:能)?到(?:场|岗|位)?|未来|缺席|缺勤|旷工|不在(?:场|岗)?)了?',
  late: '(?:迟到|晚到|来[晚迟]|[晚迟](?=了?[\\ue100-\\ue1ff]))了?',
  left: '(?:早退|提前(?:走|离开|离场|回去?|撤)|先(?:走|离开|离场|回去)|早走)了?',
  present: '(?:到(?:场|位|岗|齐)?(?:了|啦)?|来(?:了|啦)|在(?:场|岗)|签到了?)',
} as const;
/** 全到了, 人都到齐了, 其他人都到了. */
export const everybodyCame =
  '(?:(?:其他|其余|剩下|剩余)的?(?:人|都|志愿者)*|别的?人|(?:所有)?人(?:员|都)?|大家|志愿者|全员|全体)?(?:今天)?' +
  '(?:(?:已经?)?(?:全都?|都|全部都?|全体|全员|所有人都?)(?:已经?)?(?:[到来](?:齐|场|位|岗)?|出勤|在(?:场|岗))|(?:已经?|都|全)*[到来]齐|全勤|满勤)(?:了|啦|的)*';
const allCame = new RegExp(`^${everybodyCame}`);
const except = '(?:除了?|除去|除开|就差|只差|还差|差|就少了?|只少了?|少了?)';
const exceptLast = '(?:除外|以外|之外|外)';

/** What stands first and says what the names after it are: 没来的有王芳, 来了张三. */
const leading: [MarkKind, RegExp][] = [
  ['absent', new RegExp(`^(?:${onlySaid.absent}|请假)(?:的?(?:人|志愿者)?(?:有|是)|的(?:人|志愿者)?)?[ :]*`)],
  ['late', /^(?:迟到|晚到|来晚)(?:了|的?(?:人)?(?:有|是)|的(?:人)?)?[ :]*/],
  ['left-early', /^(?:早退|提前走)(?:了|的?(?:人)?(?:有|是)|的(?:人)?)?[ :]*/],
  ['minutes', /^(?:登记)?(?:工时|服务时长|时长)[ :]*/],
  [
    'present',
    /^(?:多?来了|实到|名单签到|签到名单|签到|到场了?|到了|来的|到的|到场的)(?:的?(?:人)?(?:有|是)|人)?[ :]*/,
  ],
];
/** Worked, with a length after it: 只干了1小时. */
const worked =
  '(?:的?(?:工时|时长|服务时长)|(?:只|就|才|一共|总共|共|实际|大概|大约|也|都|各)*(?:算|按|记|干|做|服务|参加|参与|忙|待|呆|来))了?(?:一共|总共)?';
const trailing: [MarkKind, RegExp][] = [
  ['late', new RegExp(`^(?<people>.{2,}?)${between}${onlySaid.late} ?(?<length>${D})?(?:才到|才来)?$`)],
  [
    'left-early',
    new RegExp(
      `^(?<people>.{2,}?)${between}(?:${onlySaid.left} ?(?<length>${D})?|[提早]前?(?<ahead>${D})(?:就)?(?:走|离开|离场|回去|撤)了?)$`,
    ),
  ],
  ['absent', new RegExp(`^(?<people>.{2,}?)${between}(?:${onlySaid.absent}|请(?:了?[病事])?假了?)$`)],
  ['present', new RegExp(`^(?<people>.{2,}?)${between}${onlySaid.present}$`)],
  ['minutes', new RegExp(`^(?<people>.{2,}?)${between}${worked} ?(?<length>${D})(?:的?工时)?$`)],
];

/** Words that join what is said to what was said before: 但王芳没来, 还有赵敏迟到. */
const joining = /^(?:但是?|不过|只是|就是|可是|然后|另外|还有|还|其中|今天|就|只有|只|以及|和)+(?=..)/;
const thanks =
  /^(?:(?:非常)?(?:谢谢|感谢|多谢|辛苦)(?:了|你|您|大家|各位|你们|大伙|志愿者|们|啦)*.{0,4}|(?:大家|各位|志愿者们?)(?:都|今天)*(?:辛苦|真棒|好样的|加油)?了?|收到|好的?|加油|太好了|真棒|赞)$/;
const reason =
  /^(?:说|因为?)?(?:是|有)?(?:临时|家里|家中|他|她|孩子|老人|身体|单位|公司|突然)*(?:有事.{0,6}|有急事|请(?:了?[病事])?假.{0,4}|生病.{0,4}|病了|发烧.{0,4}|感冒.{0,4}|头[疼痛晕]|肚子[疼痛]|腰[疼痛]|腿[疼痛]|不舒服|住院.{0,2}|出差.{0,2}|加班|去医院.{0,4}|去?看病|事假|病假|接孩子|带孩子|上班.{0,2})了?$/;
/** Words that no name has in it: with them a stretch says something else. */
const noName =
  /[没未除]|迟到|早退|缺席|[到来]了|请假|提前|[我俺咱你您]|大家|他们|所有|其他|其余|谢谢|辛苦|感谢|成功|失败|完成|时间|地点|名单|任务|工作|活动|开始|结束|方式|系统|同步|记录|全部|单元|高温|安全|方便|应该|应急|平安|马上|周边|楼道|[是不]|^周[一二三四五六日末]|^.{0,2}(?:[上下中]午|早上|晚上)/;

/**
 * Reads who was there from folded words without the activity's number; undefined unless all of it is understood.
 * Unless `strict`, any short word may be a name; with `short`, a length beside one is how long they worked.
 */
export function readMarks(
  words: string,
  { strict, short }: { strict: boolean; short: boolean },
): ReadMarks | undefined {
  const lengths = findDurations(words).filter(({ value }) => !value.vague);
  if (lengths.length > 100) return undefined;
  let text = words;
  for (const [index, { start, end }] of [...lengths.entries()].reverse())
    text = text.slice(0, start) + String.fromCharCode(0xe100 + index) + text.slice(end);
  const minutesOf = (mark: string | undefined) =>
    mark === undefined ? undefined : lengths[mark.charCodeAt(0) - 0xe100]?.value.minutes;
  const read: ReadMarks = { everybody: false, absent: [], marks: [] };
  let heading: MarkKind | undefined;
  let carried: string[] = [];
  let excepts = false;
  /** Names after a comma, taken for what was said first: 缺席 王芳，张三 — unless 李四到了 follows. */
  let listed = false;
  const add = (mark: MarkKind, people: string[], length?: string) => {
    const minutes = minutesOf(length);
    if (mark === 'minutes' && minutes === undefined) return false;
    const last = read.marks.at(-1);
    if (last?.mark === mark && last.minutes === undefined && minutes === undefined)
      last.people.push(...people);
    else read.marks.push({ mark, people, ...(minutes === undefined ? {} : { minutes }) });
    return true;
  };

  for (const piece of piecesOf(text)) if (!readPiece(piece)) return undefined;
  if (carried.length > 0 || (excepts && !read.everybody)) return undefined;
  if (read.everybody) {
    read.absent.push(...read.marks.filter(({ mark }) => mark === 'absent').flatMap(({ people }) => people));
    read.marks = read.marks.filter(({ mark }) => mark !== 'absent');
  }
  return read.everybody || read.marks.length > 0 ? read : undefined;

  function readPiece(given: string): boolean {
    const piece = given.trim();
    if (piece === '' || thanks.test(piece)) return carried.length === 0;
    const isSaid = read.everybody || read.marks.length > 0;
    if (carried.length === 0 && isSaid && reason.test(piece)) return true;
    if (lengthOnly.test(piece)) {
      const last = read.marks.at(-1);
      if (!last || last.minutes !== undefined || (last.mark !== 'late' && last.mark !== 'left-early'))
        return false;
      last.minutes = minutesOf(piece.trim()) ?? 0;
      return last.minutes > 0;
    }
    const all = allCame.exec(piece)?.[0];
    if (all && carried.length === 0) {
      read.everybody = true;
      return readPiece(piece.slice(all.length));
    }
    const wasListed = listed;
    listed = false;
    if (readExcept(piece)) return true;
    if (readHeaded(piece) || readTrailing(piece)) return !wasListed;
    listed = heading !== undefined && read.marks.at(-1)?.mark === heading;
    return readNames(piece);
  }

  function readExcept(piece: string): boolean {
    const all = new RegExp(
      `^${except}[ :]*(?<people>.{2,}?)${exceptLast}?[ ]*(?<rest>[全都其别大所].*)$`,
    ).exec(piece);
    const came = all && allCame.exec(all.groups?.rest ?? '');
    const others = came && came[0] === all?.groups?.rest ? all : undefined;
    const said =
      others ??
      new RegExp(
        `^${except}[ :]*(?<people>.{2,}?)(?:${exceptLast}|${between}(?:${onlySaid.absent}|请(?:了?[病事])?假)?)?了?$`,
      ).exec(piece) ??
      new RegExp(`^(?<people>.{2,}?)${exceptLast}$`).exec(piece);
    const people = said && namesIn(said.groups?.people ?? '', strict);
    if (!people) return false;
    read.absent.push(...carried, ...people);
    carried = [];
    if (others) read.everybody = true;
    else excepts = true;
    return true;
  }

  function readHeaded(piece: string): boolean {
    if (carried.length > 0) return false;
    const from = joining.exec(piece)?.[0].length ?? 0;
    for (const [mark, shape] of leading) {
      const head = shape.exec(piece.slice(from))?.[0];
      if (head === undefined) continue;
      const rest = piece.slice(from + head.length);
      if (rest === '') {
        heading = mark;
        return true;
      }
      if (readTrailing(rest)) return true;
      const before = heading;
      heading = mark;
      if (readNames(rest)) return true;
      heading = before;
    }
    return false;
  }

  function readTrailing(piece: string): boolean {
    if (carried.length > 0) {
      const alone = trailing.find(([, shape]) => shape.test(`某某${piece}`));
      if (alone && !namesIn(piece, true)) {
        const { length, ahead } = alone[1].exec(`某某${piece}`)?.groups ?? {};
        const people = carried;
        carried = [];
        return add(alone[0], people, length ?? ahead);
      }
    }
    const joined = joining.exec(piece)?.[0].length ?? 0;
    for (const from of joined > 0 ? [joined, 0] : [0]) {
      for (const [mark, shape] of trailing) {
        const { people = '', length, ahead } = shape.exec(piece.slice(from))?.groups ?? {};
        const names = people === '' ? undefined : namesIn(people, strict);
        if (!names) continue;
        const all = [...carried, ...names];
        carried = [];
        return add(mark, all, length ?? ahead);
      }
      if (carried.length > 0) return false;
    }
    return false;
  }

  /** Names alone: what they are was said before, or comes after. Each may have its own length: 张三90分钟 陈静60分钟. */
  function readNames(piece: string): boolean {
    const each = piece.match(new RegExp(`[^\\ue100-\\ue1ff]+(?:${D})?`, 'g')) ?? [];
    for (const [index, part] of each.entries()) {
      const length = new RegExp(`${D}$`).exec(part)?.[0];
      const people = namesIn(length ? part.slice(0, -1) : part, strict);
      if (!people) return index > 0 && !length && heading !== undefined && reason.test(part.trim());
      if (heading === undefined && length === undefined && index === 0 && each.length === 1) {
        carried.push(...people);
        return true;
      }
      if (heading === undefined && (length === undefined || !short)) return false;
      const all = [...carried, ...people];
      carried = [];
      if (!add(heading ?? 'minutes', all, length)) return false;
    }
    return each.length > 0;
  }
}

/** Clauses: a word for what somebody was ends one, whether a comma follows or not. */
function piecesOf(text: string): string[] {
  return text
    .replace(
      /(没有?来的?|没到|未到|缺席|[到来]了|迟到|早退)(?:[ 、]+(?![\ue100-\ue1ff])|(?=除|就差|只差))/g,
      '$1,',
    )
    .replace(/(?<=[^ ,]) +(?=(?:没来|缺席|未到|没到|迟到|早退|到场|请假)的?:|除了?(?!夕)|就差|只差)/g, ',')
    .split(/[,;。!~…\n]+/);
}

/** Names, one after the other; after the first there may be why. Undefined when any other word is among them. */
function namesIn(words: string, strict: boolean): string[] | undefined {
  const called = (word: string) => looksLikeName(word) || (!strict && /^[\u4e00-\u9fff·]{2,4}$/.test(word));
  const isName = (word: string) => !noName.test(word) && called(broughtBy(word) ?? word);
  const names: string[] = [];
  for (const word of words
    .trim()
    .split(/[\s、&]+/)
    .flatMap((one) => (looksLikeName(one) ? [one] : one.split(/[和跟及与]/)))
    .flatMap(apart)) {
    if (word === '') continue;
    if (names.length > 0 && reason.test(word)) continue;
    if (!isName(word)) return undefined;
    names.push(word);
  }
  return names.length > 0 && names.length <= 100 ? names : undefined;
}

/** Whose guest somebody is, as lists call guests: 王芳的老伴, 周建国+1. */
function broughtBy(word: string): string | undefined {
  return relativeOf.exec(word)?.groups?.whose ?? /^(.{2,4})\+\d{1,2}$/.exec(word)?.[1];
}

/** 张三赵敏, written without anything between. */
function apart(word: string): string[] {
  const halves = [word.slice(0, 2), word.slice(2)];
  return word.length === 4 && !looksLikeName(word) && halves.every(looksLikeName) ? halves : [word];
}
