import { readAmount } from './amounts.ts';
import type { Decision } from './intent.ts';
import { approveVerb, holdsBack, rejectVerb } from './lexicon.ts';
import type { Message } from './message.ts';
import { readNumeral } from './reading/numerals.ts';

/** Which numbers a message may decide on: the lines of one list (below 1000) or cards (from 1000). */
export type Numbering = 'lines' | 'cards';

/** One decision in a message, and what it is on; `rest` is whatever the message does not name elsewhere. */
export interface VerdictPart extends Omit<Decision, 'verdict'> {
  verdict: Decision['verdict'] | 'abstain' | 'recuse';
  on: { kind: 'numbers'; numbers: number[] } | { kind: 'all'; except: number[] } | { kind: 'rest' };
}

export interface ReadVerdicts {
  parts: VerdictPart[];
  /** Numbers that are put off: 2暂缓. */
  putOff: number[];
}

const han = '[一二三四五六七八九十]{1,3}';
const one: Record<Numbering, string> = {
  lines: `(?:(?:第|no\\.? ?|lines? ?|items? ?|#)?\\d{1,3}(?![\\d.:]| ?(?:个?小时|分|h(?![a-z])|min|次|points?|pts?|hours?|个|天|月|岁))(?:号|项|条|行|户)?|第${han}(?:号|项|条|行|户)?)`,
  cards: '(?:#|no\\.? ?|编号|单号|第)?\\d{4,7}(?![\\d.:])(?:号|那?条)?',
};

function list(numbering: Numbering): string {
  const each = one[numbering];
  const range = `${each}(?: ?(?:-|~|到|至|to) ?${each})?`;
  return `${range}(?:(?: ?(?:,|、|;|和|跟|与|及|还有|以及|&|and) ?| {1,2})${range}){0,60}`;
}

const approve = `(?:${approveVerb}|可以|没问题|属实|准予|approved?|passed|accept(?:ed)?|ok(?:ay)?)(?![a-z])`;
const reject = `(?:${rejectVerb}|rejected|打回去)(?![a-z])`;
const putOff =
  '(?:暂缓|缓议|缓一缓|待定|待议|再议|先不批|先不议|不议|搁置|下次再议|下次再说|先放着|留到下次|later|on hold)';
/** 第1行回避 亲戚, 1弃权: somebody stays away from some lines. */
const staysAway =
  '(?:我|本人|i )?(?:都|要|得|需要|选择|申请|主动)*(?:(?<abstain>弃权|不投票|不表态|不参与表决|不参加表决|abstain(?:ing|s)?)|(?<recuse>回避|避嫌|recuse(?:d| myself)?|recusing|stay out))(?:了|吧)?';
const to =
  '(?:时长|时间|工时|分数|积分|数量)?(?:应该?|只能|只|最多|给|先)?(?:改成|改为|改到|改|调整为|调整成|调整到|调成|调为|调到|修改为|修改成|变成|按照?|算作?|核定为?|核成|核减为|减为|减到|降为|降到|认定为?|记作?|应为|为|给|changed? to|adjust(?:ed)? to|make it|set to|reduced? to|only|to)[ :]*';
const everything =
  '(?:全部|全都|全体|所有的?|统统|一律|通通|都|全|均|all|everything)的?(?:申报|条目|项目?|lines?|items?)?(?:的|都|全|均|全部|予以|可以|are|is){0,3} ?';
const rest =
  '(?:(?:其余|其他|其它|剩下|剩余|余下|别|另外)的?(?:几?[项条]|各项)?的?(?:都|全部|全|均|一律|予以){0,3} ?|(?:the )?(?:rest|others) (?:are |is )?)';
const even =
  '(?:的申报|这几?[条项]|那几?[条项]|的)?[ ,:]*我?(?:都|全部|全|均|一律|予以|可以|先|应该?|are|is){0,3} ?';
const later = new RegExp(
  `^(?:(?:来)?(?:算|计|计算|认定|记|核|批|处理)| ?再?${approve}|吧|了|就行|即可|可以|为准){0,4}`,
);

type On = 'all' | 'rest' | 'numbers' | 'put-off' | 'put-off-rest';
type Shape = { expression: RegExp; on: On };

function shapesFor(numbering: Numbering): Shape[] {
  const numbers = `(?<numbers>${list(numbering)})`;
  const except = `(?:除了|除去|除开|除|except(?: for)?|but) ?(?<except>${list(numbering)})(?:以外|之外|外|除外)?`;
  const decides = `(?<reject>${reject})|(?:${approve}[ ,]*)?(?<adjust>${to})|(?<approve>${approve})`;
  const verdict = numbering === 'lines' ? `(?:${staysAway}|${decides})` : `(?:${decides})`;
  const shape = (on: On, source: string): Shape => ({ on, expression: new RegExp(source, 'y') });
  const forAll = [
    shape('all', `${except}[ ,]*(?:${rest}|${everything}){0,2}${verdict}`),
    shape('all', `(?:approve|pass|accept) (?:all|everything)(?:[ ,]*${except})?`),
    shape('all', `(?<reject>reject) (?:all|everything)(?:[ ,]*${except})?`),
    // all but 3, 7: what happens to the others goes without saying.
    shape('all', `(?:all|everything) ${except}(?: (?:are |is )?(?:(?<reject>${reject})|${approve}))?`),
    shape(
      'all',
      `${everything}${verdict}了?(?:[ ,]*(?:${except}|(?<except2>${list(numbering)})(?:除外|例外|不算)))?`,
    ),
    shape('rest', `${rest}${verdict}|(?:approve|pass|accept) the (?:rest|others)`),
    shape('put-off-rest', `${rest}${putOff}`),
  ];
  return [
    ...(numbering === 'lines'
      ? [...forAll, shape('numbers', `${staysAway}[ :,]*(?:from |on )?${numbers}`)]
      : []),
    shape('put-off', `${numbers}${even}${putOff}`),
    shape('numbers', `(?:把|将)?${numbers}${even}${verdict}`),
    shape('numbers', `(?:change|adjust|set|reduce|改|调整) ?${numbers} ?(?<adjust>${to})`),
    shape(
      'numbers',
      `(?:(?<reject>${reject})|(?<approve>${approve}))了?[ :,]*${numbers}(?! ?(?:${to}|${putOff}|(?:${reject}|${approve})(?! ?[#\\d第])))(?:的申报|了)?`,
    ),
    shape(
      'numbers',
      `${numbers}[ ,:]*(?<reason>[^\\d,;。\\s][^\\d,;。]{1,30}?)[ ,]*(?:所以|予以|先)?(?:(?<reject>${reject})${numbering === 'lines' ? `|${staysAway}` : ''})`,
    ),
  ];
}

const shapes: Record<Numbering, Shape[]> = { lines: shapesFor('lines'), cards: shapesFor('cards') };

/** Words between two decisions that mean nothing. */
const between =
  /(?:[\s,;。.、!:()]|并且|并|另外|然后|同时|还有|and(?![a-z])|了|吧|经(?:会议)?(?:讨论|研究|审议|表决)|(?:会议)?决定|大家一致){0,20}/y;
/** After an approval such words may be another decision; anything else is a remark. */
const unsafe = /\d|不|没|但|除|驳|改|先|等|未|无|少|多|错|reject|\bnot\b|\bbut\b|\bno\b|except/;
const doubt = /[?？]|吗$/;
/** A reason is no longer than this; the next decision is looked for within it. */
const longestReason = 160;
const mostParts = 60;

interface Hit {
  on: On;
  groups: Record<string, string | undefined>;
  start: number;
  end: number;
}

function hitAt(text: string, at: number, numbering: Numbering): Hit | undefined {
  for (const { expression, on } of shapes[numbering]) {
    expression.lastIndex = at;
    const match = expression.exec(text);
    if (match) return { on, groups: match.groups ?? {}, start: at, end: at + match[0].length };
  }
  return undefined;
}

/** Where the next decision begins: the words before it are what was said about the last one. */
function nextHit(text: string, from: number, numbering: Numbering): number | undefined {
  const limit = Math.min(text.length, from + longestReason);
  for (let at = from; at < limit; at++) {
    if (at > from && !/[\s,;。、!(]/.test(text[at - 1] ?? '')) continue;
    if (hitAt(text, at, numbering)) return at;
  }
  return limit === text.length ? limit : undefined;
}

/**
 * Reads a stretch of a message that holds nothing but decisions: 除3、7外通过，5改为10分 or 通过 1001，驳回 1002 没照片.
 * Undefined when some of its words are none: nothing is decided on half a sentence.
 */
export function readVerdicts(
  message: Message,
  numbering: Numbering,
  from = 0,
  to = message.text.length,
): ReadVerdicts | undefined {
  const text = message.text.slice(0, to);
  const read: ReadVerdicts = { parts: [], putOff: [] };
  for (let at = skip(text, from), i = 0; at < text.length; i++) {
    const hit = i < mostParts ? hitAt(text, at, numbering) : undefined;
    if (!hit) return undefined;
    if (hit.on === 'put-off' || hit.on === 'put-off-rest') {
      read.putOff.push(...readNumbers(hit.groups.numbers, numbering));
      at = skip(text, hit.end);
      continue;
    }
    const part = readPart(message, text, hit, numbering);
    if (!part) return undefined;
    read.parts.push(part.part);
    at = skip(text, part.end);
  }
  return read;
}

function skip(text: string, at: number): number {
  between.lastIndex = at;
  return at + (between.exec(text)?.[0].length ?? 0);
}

function readPart(
  message: Message,
  text: string,
  hit: Hit,
  numbering: Numbering,
): { part: VerdictPart; end: number } | undefined {
  const { groups } = hit;
  let { end } = hit;
  const decided: Omit<VerdictPart, 'on'> = { verdict: verdictIn(groups) };
  if (groups.adjust !== undefined) {
    const stated = readAmount(text.slice(end));
    if (!stated) return undefined;
    Object.assign(decided, { verdict: 'adjust' }, stated.amount);
    end += stated.end;
    end += later.exec(text.slice(end))?.[0].length ?? 0;
  }
  const next = nextHit(text, end, numbering);
  if (next === undefined) return undefined;
  const said = text.slice(end, next).replace(/^(?:了|吧|的)?[\s,;:。!(]*/, '');
  const agrees = decided.verdict === 'approve' || decided.verdict === 'adjust';
  if (doubt.test(said) || (agrees && holdsBack.test(said))) return undefined;
  if (decided.verdict === 'approve' && unsafe.test(said)) return undefined;
  const reasons = [
    said === '' ? '' : wordsAfter(message, next - said.length, next),
    groups.reason === undefined ? '' : wordsBefore(message, text, groups.reason, hit.start),
  ];
  const reason = reasons.filter((each) => each !== '').join(' ');
  if (reason !== '') decided.reason = reason;
  const on = meant(hit, numbering);
  return on && { part: { ...decided, on }, end: next };
}

function verdictIn({ reject, abstain, recuse }: Hit['groups']): VerdictPart['verdict'] {
  if (reject !== undefined) return 'reject';
  if (abstain !== undefined) return 'abstain';
  return recuse === undefined ? 'approve' : 'recuse';
}

const leadIn = /^(?:原因|理由|因为|由于|because|reason)[:： 是]*/i;

function wordsAfter(message: Message, from: number, to: number): string {
  const words = to >= message.text.length ? message.rest(from) : message.original(from, to);
  return words.replace(leadIn, '').replace(/[\s,，;；。]+$/, '');
}

function wordsBefore(message: Message, text: string, words: string, from: number): string {
  const at = text.indexOf(words, from);
  return message.original(at, at + words.length);
}

function meant({ on, groups }: Hit, numbering: Numbering): VerdictPart['on'] | undefined {
  if (on === 'rest') return { kind: 'rest' };
  if (on === 'all') return { kind: 'all', except: readNumbers(groups.except ?? groups.except2, numbering) };
  const numbers = readNumbers(groups.numbers, numbering);
  return numbers.length > 0 ? { kind: 'numbers', numbers } : undefined;
}

const mostNumbers = 500;

function readNumbers(text: string | undefined, numbering: Numbering): number[] {
  const plain = (text ?? '').replace(
    new RegExp(`第(${han})`, 'g'),
    (_, words: string) => `${readNumeral(words) ?? 0}`,
  );
  const numbers = new Set<number>();
  const expression = /(\d{1,7})(?:号|项|条|行|户)?(?: ?(?:-|~|到|至|to) ?(?:#|第|no\.? ?)?(\d{1,7}))?/g;
  for (const [, first = '', last = first] of plain.matchAll(expression)) {
    const from = Number(first);
    // 1025-27 means 1025 to 1027.
    const short = numbering === 'cards' && last.length < first.length;
    const to = short ? Number(first.slice(0, -last.length) + last) : Number(last);
    for (let n = Math.min(from, to); n <= Math.max(from, to) && numbers.size < mostNumbers; n++)
      numbers.add(n);
  }
  numbers.delete(0);
  return [...numbers];
}
