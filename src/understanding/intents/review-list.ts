import { z } from 'zod';
import type { Draft, Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { freeWords } from '../free-words.ts';
import { type ListPart, listPart } from '../intent.ts';
import { holdsBack } from '../lexicon.ts';
import type { Message } from '../message.ts';
import { compact } from '../rules.ts';
import { type ReadVerdicts, readVerdicts } from '../verdicts.ts';

type OnList = { list?: number; record?: string; parts: ListPart[] };

/** 评议单 1050, 决议 1050, list 1050: leave no doubt. #1050 alone could be a card like any other. */
const named =
  /^(?:(?:会议)?(?:评议单|评审单|评议清单|决议|会议决议)|(?:review )?list|resolution)(?: ?(?:第|no\.? ?|#|编号|号)? ?(?<list>\d{3,7})(?!\d)(?:号)?)?[ ,:]*(?:会议)?(?:决议|决定)?[ ,:]*/;
const hashed =
  /^#(?<list>\d{3,7})(?!\d)(?:号)?[ ,:]*(?=全|所有|都|一律|除|统统|其余|其他|剩下|第|\d{1,3}(?!\d)|all|except|approve all|approve \d{1,3}(?!\d)|reject \d{1,3}(?!\d)|通过 ?\d{1,3}(?!\d)|驳回 ?\d{1,3}(?!\d))/;
const minutes =
  /(?:^|[\s,;。(、])(?:见|附|详见)?(?:会议|大会|居代会|村代会|村民代表会议?)?(?:纪要|会议记录|minutes)(?:编号|文号|号码|号|为|是|见|of)?[ :]*(?<record>[^,;。()]{1,60})\)?/;

const agreesInWords =
  /^(?:我)?(?:完全|都|全)?(?:一致)?(?:通过|同意|批准|赞成|没意见|无异议|没有意见|没有异议|approved?|agreed?)(?:了|的|吧)?$/;
const decides =
  /通过|同意|批准|驳回|不批|拒绝|退回|否决|改[为成]|全部|除|approve|reject|change|adjust|\ball\b|弃权|回避|避嫌|不表态|不投票|abstain|recus/;

/** The lines that parts name, put-off ones included: what 其余 leaves out. */
function partsOf({ parts, putOff }: ReadVerdicts): ListPart[] {
  const own = parts.flatMap(({ on }) => (on.kind === 'numbers' ? on.numbers : []));
  return parts.map(({ on, ...decided }): ListPart => {
    const but = on.kind === 'rest' ? [...own, ...putOff] : on.kind === 'all' ? [...on.except, ...putOff] : [];
    return {
      ...decided,
      lines:
        on.kind === 'numbers'
          ? { kind: 'lines', lines: on.numbers }
          : { kind: 'all', except: [...new Set(but)].sort((a, b) => a - b) },
    };
  });
}

function conclude(draft: { list?: number; record?: string }, parts: ListPart[]): Reading<OnList> {
  const whole = { ...draft, parts };
  return parts.some(({ verdict, reason }) => verdict === 'reject' && !reason)
    ? { ask: 'reason', draft: whole as Draft<OnList> }
    : { intent: whole };
}

/** What a message decides on a list, from `from` on; the minutes that it refers to may stand anywhere. */
function readList(message: Message, from: number, list: number | undefined): Reading<OnList> | undefined {
  const body = message.text.slice(from);
  const cited = minutes.exec(body);
  const record = cited?.groups?.record
    ? recordOf(message, from + cited.index + cited[0].lastIndexOf(cited.groups.record), cited.groups.record)
    : undefined;
  const draft = compact({ list, record });
  const read = cited
    ? bothSides(message, from, from + cited.index, from + cited.index + cited[0].length)
    : readVerdicts(message, 'lines', from);
  if (read && read.parts.length > 0) return conclude(draft, partsOf(read));
  if (agreesInWords.test(body.slice(0, cited?.index).trim()))
    return conclude(draft, [{ lines: { kind: 'all', except: [] }, verdict: 'approve' }]);
  return undefined;
}

function recordOf(message: Message, start: number, words: string): string {
  const end = start + words.length;
  return end >= message.text.length ? message.rest(start) : message.original(start, end);
}

/** The decisions before and after the words about the minutes. */
function bothSides(message: Message, from: number, to: number, again: number): ReadVerdicts | undefined {
  const none = { parts: [], putOff: [] };
  const before = message.text.slice(from, to).trim() === '' ? none : readVerdicts(message, 'lines', from, to);
  const blank = /^[\s,;。)]*$/.test(message.text.slice(again));
  const after = blank ? none : readVerdicts(message, 'lines', again);
  if (!before || !after) return undefined;
  return { parts: [...before.parts, ...after.parts], putOff: [...before.putOff, ...after.putOff] };
}

/** Several decisions on the lines of one numbered list, as a body or a meeting took them. */
export const reviewList = defineIntent(
  z.object({
    name: z.literal('review.list'),
    list: z.int().positive().optional(),
    /** The minutes that a resolution refers to, as written. */
    record: z.string().optional(),
    parts: z.array(listPart).min(1),
  }),
  {
    rules: [
      {
        name: 'card',
        // Before every command: on a list's card 全部通过 and 5改为10分 speak of its lines.
        rank: -10,
        longest: 2000,
        read(message) {
          const list = message.listCard;
          if (list === undefined) return undefined;
          const prefix = (named.exec(message.text) ?? hashed.exec(message.text))?.[0].length ?? 0;
          const read = readList(message, prefix, list);
          if (read)
            return message.decidesNothing ? { silent: 'decides on lists, but decides nothing' } : read;
          // Numbers of cards are no lines: they mean what they always mean.
          if (/(?<!\d)\d{4,7}(?!\d)/.test(message.text.slice(prefix))) return undefined;
          if (holdsBack.test(message.text) && !/\d/.test(message.text))
            return { silent: 'holds back a decision' };
          if (message.asks || message.decidesNothing || !decides.test(message.text)) return undefined;
          return { ask: 'parts', draft: { list } };
        },
      },
      {
        // Said to the bot without quoting the list: which one is meant, the handler may know.
        name: 'unnamed',
        opens: '除 0 第 把 将 通 同 驳 全 弃 回 all except approve reject'.split(' '),
        longest: 2000,
        read(message) {
          const { text, addressed } = message;
          if (!addressed || message.quoted.length > 0 || /#|\d{4}/.test(text)) return undefined;
          // 通过 12 alone could be any card; 第3项, 除3、7外 and several decisions speak of a list.
          const ofLines = /^除|第.{1,3}[项条行]|except/.test(text);
          if (!ofLines && !/\d.*[,;。\n ].*\d/s.test(text)) return undefined;
          const read = readVerdicts(message, 'lines');
          return read && read.parts.length > (ofLines ? 0 : 1) ? conclude({}, partsOf(read)) : undefined;
        },
      },
      {
        name: 'named',
        opens: '评 决 会 # list review resolution'.split(' '),
        longest: 2000,
        read(message) {
          const match = named.exec(message.text) ?? hashed.exec(message.text);
          const list = match?.groups?.list;
          if (!match || (!list && !message.addressed)) return undefined;
          return readList(message, match[0].length, list ? Number(list) : undefined);
        },
      },
    ],
    answer(pending, message) {
      const draft = pending.draft as { list?: number; record?: string; parts?: ListPart[] };
      if (pending.missing === 'parts') return readList(message, 0, draft.list);
      const reason = pending.missing === 'reason' ? freeWords(message) : undefined;
      if (reason === undefined || !draft.parts) return undefined;
      const parts = draft.parts.map((part) =>
        part.verdict === 'reject' && !part.reason ? { ...part, reason } : part,
      );
      return { intent: compact({ list: draft.list, record: draft.record, parts }) };
    },
    help: {
      roles: ['committee', 'admin'],
      zh: {
        what: '对评议单逐项表决（引用评议单回复）',
        examples: [
          '除3、7外通过，5改为10分',
          '1回避 亲戚，其余通过',
          '决议 1050 全部通过 会议纪要 2025-12号',
        ],
      },
      en: {
        what: 'decide on a review list (quote it)',
        examples: ['all approved except 3, 7', 'list 1050 approve all'],
      },
    },
  },
);
