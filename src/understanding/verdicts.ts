import { readAmount } from './amounts.ts';
import type { Decision } from './intent.ts';
import { approveVerb, holdsBack, rejectVerb } from './lexicon.ts';
import type { Message } from './message.ts';
import { readNumeral } from './reading/numerals.ts';
import { compact } from './rules.ts';

/** Which numbers a message may decide on: the lines of one list (below 1000) or cards (from 1000). */
export type Numbering = 'lines' | 'cards';

/** One decision in a message, and what it is on. */
export interface VerdictPart extends Decision {
  on: { kind: 'numbers'; numbers: number[] } | { kind: 'all'; except: number[] } | { kind: 'rest' };
}

/** Every decision of a message; numbers that it puts off; whether the whole of it was understood. */
export interface ReadVerdicts {
  parts: VerdictPart[];
  putOff: number[];
}

const one: Record<Numbering, string> = {
  lines:
    '(?:(?:第|no\\.? ?|lines? ?|items? ?|#)?\\d{1,3}(?![\\d.:]|\\d| ?(?:个?小时|分|h(?![a-z])|min|次|points?|pts?|hours?|个(?!和)))(?:号|项|条|行|户)?|第[一二三四五六七八九十]{1,3}(?:号|项|条|行|户)?)',
  cards: '(?:(?:#|no\\.? ?|编号|单号|第)?\\d{4,7}(?![\\d.:])(?:号|那?条)?)',
};

function list(numbering: Numbering): string {
  const each = one[numbering];
  const range = `${each}(?: ?(?:-|~|到|至|to) ?${each})?`;
  return `${range}(?:(?: ?(?:,|、|;|和|跟|与|及|还有|以及|&|and) ?| {1,2})${range}){0,60}`;
}

const approve = `(?:${approveVerb}|可以|没问题|属实|准予|approved?|accept(?:ed)?|ok(?:ay)?)(?![a-z])`;
const reject = `(?:${rejectVerb}|rejected|打回去)(?![a-z])`;
const putOff =
  '(?:暂缓|缓议|缓一缓|待定|待议|再议|先不批|先不议|不议|搁置|下次再议|下次再说|先放着|留到下次|later|on hold)';
const to =
  '(?:时长|时间|工时|分数|积分|数量)?(?:应该?|只能|最多|给|先)?(?:改成|改为|改到|改|调整为|调整成|调整到|调成|调为|调到|修改为|修改成|变成|按照?|算作?|核定为?|核成|核减为|减为|减到|降为|降到|认定为?|记作?|应为|为|给|change(?:d)? to|adjust(?:ed)? to|make it|set to|reduce(?:d)? to|only|to)[ :]*';
const everything =
  '(?:全部|全都|全体|所有的?|统统|一律|通通|大家|都|全|均|all|everything)(?:的)?(?:申报|条目|项目?|lines?|items?)?(?:的)?(?:都|全|均|全部|予以|可以|are|is|) ?';
const rest =
  '(?:其余|其他|其它|剩下|剩余|余下|别|另外)的?(?:项|条|几项|几条|各项)?的?(?:都|全部|全|均|一律)*(?:予以)? ?|(?:the )?(?:rest|others) (?:are |is )?';
const outside = '(?:以外|之外|外|除外)?';
const even =
  '(?:的申报|这几?[条项]|那几?[条项]|的)?[ ,:]*(?:我)?(?:都|全部|全|均|一律|予以|可以|先|应该?|are|is)* ?';

interface Grammar {
  shapes: { expression: RegExp; on: 'all' | 'rest' | 'numbers' | 'put-off' }[];
}

function grammar(numbering: Numbering): Grammar {
  const numbers = `(?<numbers>${list(numbering)})`;
  const except = `(?:除了|除去|除开|除|except(?: for)?|but) ?(?<except>${list(numbering)})${outside}`;
  const verdict = `(?:(?<reject>${reject})|(?:${approve}[ ,]*)?(?<adjust>${to})|(?<approve>${approve}))`;
  const shape = (source: string, on: Grammar['shapes'][number]['on']) => ({
    expression: new RegExp(`(?:${source})`, 'y'),
    on,
  });
  const forAll: Grammar['shapes'] =
    numbering === 'lines'
      ? [
          shape(`${except}[ ,]*(?:${rest}|${everything})*${verdict}`, 'all'),
          shape(
            `(?:${everything})(?<v>)${verdict}(?:了)?(?:[ ,]*(?:${except}|(?<except2>${list(numbering)})(?:除外|例外|不算)))?`,
            'all',
          ),
          shape(`(?:approve|pass|accept) (?:all|everything)(?<approve>)(?:[ ,]*${except})?`, 'all'),
          shape(`(?<reject>reject) (?:all|everything)(?:[ ,]*${except})?`, 'all'),
          shape(`(?:${rest})${verdict}`, 'rest'),
          shape(`(?:approve|pass|accept) the (?:rest|others)(?<approve>)`, 'rest'),
        ]
      : [];
  return {
    shapes: [
      ...forAll,
      shape(`${numbers}${even}${putOff}`, 'put-off'),
      shape(`(?:把|将)?${numbers}${even}${verdict}`, 'numbers'),
      shape(`(?:change|adjust|set|reduce|改|调整) ?${numbers} ?(?<adjust>${to})`, 'numbers'),
      shape(
        `(?:(?<reject>${reject})|(?<approve>${approve}))(?:了)?[ :,]*${numbers}(?:的申报|了)?`,
        'numbers',
      ),
      shape(
        `${numbers}[ ,:]*(?<reason>[^\\d,;。\\s][^\\d,;。]{1,30}?)[ ,]*(?:所以|予以|先)?(?<reject>${reject})`,
        'numbers',
      ),
    ],
  };
}

const grammars: Record<Numbering, Grammar> = { lines: grammar('lines'), cards: grammar('cards') };

/** Words that may stand around parts and mean nothing. */
const between =
  /(?:[\s,;。.、!:()]|并且|并|另外|然后|同时|还有|and(?![a-z])|了|吧|经(?:会议)?(?:讨论|研究|审议|表决)|会议?(?:决定|同意)|大家一致)*/y;
/** After an approval, such words may be a remark; anything that could be another decision may not. */
const unsafe = /\d|不|没|但|除|驳|改|先|等|未|无|少|多|错|\?|吗|reject|not|but|no\b|except/;

function readNumbers(text: string, numbering: Numbering): number[] {
  const plain = text.replace(
    /第([一二三四五六七八九十]{1,3})/g,
    (_, words: string) => `${readNumeral(words)}`,
  );
  const numbers = new Set<number>();
  const expression = /(\d{1,7})(?:号|项|条|行|户|#)?(?: ?(?:-|~|到|至|to) ?#?(?:第|no\.? ?)?(\d{1,7}))?/g;
  for (const [, first, last] of plain.matchAll(expression)) {
    const from = Number(first);
    let to = last === undefined ? from : Number(last);
    // 1025-27 means 1025 to 1027.
    if (numbering === 'cards' && last && to < from && last.length < (first?.length ?? 0))
      to = Number((first ?? '').slice(0, -last.length) + last);
    for (let n = Math.min(from, to); n <= Math.max(from, to) && numbers.size < 500; n++) numbers.add(n);
  }
  numbers.delete(0);
  return [...numbers];
}

interface Hit {
  on: Grammar['shapes'][number]['on'];
  groups: Record<string, string | undefined>;
  end: number;
}

function partAt(text: string, at: number, { shapes }: Grammar): Hit | undefined {
  for (const { expression, on } of shapes) {
    expression.lastIndex = at;
    const match = expression.exec(text);
    if (match) return { on, groups: match.groups ?? {}, end: at + match[0].length };
  }
  return undefined;
}

/** Where the next part begins: the words before it are what was said about the last one. */
function nextPart(text: string, from: number, grammar: Grammar): number {
  for (let at = from; at < text.length; at++) {
    if (at > from && !/[\s,;。、!(]/.test(text[at - 1] ?? '')) continue;
    if (partAt(text, at, grammar)) return at;
  }
  return text.length;
}

const leadIn = /^[\s,:;。(]*(?:(?:原因|理由|因为|由于|because|reason)[ :是]*)?/;

/**
 * Reads a message that holds nothing but decisions, from `from` to `to`: 除3、7外通过，5改为10分 or
 * 通过 1001，驳回 1002 没照片. Undefined when some of its words are none: nothing is decided on half a sentence.
 */
export function readVerdicts(
  message: Message,
  numbering: Numbering,
  from = 0,
  to = message.text.length,
): ReadVerdicts | undefined {
  const text = message.text.slice(0, to);
  const shapes = grammars[numbering];
  const parts: VerdictPart[] = [];
  const putOff: number[] = [];
  let at = from;
  for (let i = 0; i < 60; i++) {
    between.lastIndex = at;
    at += between.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    const hit = partAt(text, at, shapes);
    if (!hit) return undefined;
    const { groups } = hit;
    const numbers = readNumbers(groups.numbers ?? '', numbering);
    let end = hit.end;
    if (hit.on === 'put-off') {
      putOff.push(...numbers);
      at = end;
      continue;
    }
    const decided: Decision = { verdict: 'approve' };
    if (groups.adjust !== undefined) {
      const amount = readAmount(text.slice(end));
      if (!amount) return undefined;
      Object.assign(decided, { verdict: 'adjust', ...amount.amount });
      end += amount.end;
      const after = new RegExp(
        `^(?:(?:来)?(?:算|计|计算|认定|记|核|批|处理)| ?(?:再)?${approve}|吧|了|就行|即可|可以|为准)*`,
      ).exec(text.slice(end));
      end += after?.[0].length ?? 0;
    } else if (groups.reject !== undefined) decided.verdict = 'reject';
    const next = nextPart(text, end, shapes);
    const said = text.slice(end, next);
    const lead = leadIn.exec(said)?.[0].length ?? 0;
    const words = next >= message.text.length ? message.rest(end + lead) : message.original(end + lead, next);
    const reason =
      groups.reason === undefined
        ? words
        : [
            message.original(
              text.indexOf(groups.reason, at),
              text.indexOf(groups.reason, at) + groups.reason.length,
            ),
            words,
          ]
            .filter((each) => each !== '')
            .join(' ');
    const bare = said.replace(/^[\s,;。!了吧的]+/, '');
    if (bare !== '' && decided.verdict !== 'reject' && unsafe.test(bare) && decided.verdict === 'approve')
      return undefined;
    if (bare !== '' && holdsBack.test(bare) && decided.verdict !== 'reject') return undefined;
    if (/[?？]|吗$/.test(bare)) return undefined;
    if (reason !== '' && (bare !== '' || groups.reason !== undefined)) decided.reason = reason;
    const on: VerdictPart['on'] =
      hit.on === 'numbers'
        ? { kind: 'numbers', numbers }
        : hit.on === 'rest'
          ? { kind: 'rest' }
          : { kind: 'all', except: readNumbers(groups.except ?? groups.except2 ?? '', numbering) };
    if (on.kind === 'numbers' && numbers.length === 0) return undefined;
    parts.push(compact({ ...decided, on }) as VerdictPart);
    at = next;
  }
  return parts.length > 0 || putOff.length > 0 ? { parts, putOff } : undefined;
}
