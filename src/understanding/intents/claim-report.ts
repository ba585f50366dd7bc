import { z } from 'zod';
import { readDeeds, readUnits } from '../deeds.ts';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { doerIn } from '../doer.ts';
import type { Deed, PersonRef } from '../intent.ts';
import { deed, personRef } from '../intent.ts';
import { looseReportVerb, reportVerb, reportVerbEnglish } from '../lexicon.ts';
import type { Message } from '../message.ts';
import { readNumeral } from '../reading/numerals.ts';
import { compact } from '../rules.ts';
import { withoutTeams } from '../teams.ts';
import { findExact, findFuzzy, indexesOf } from '../vocabulary.ts';

type Report = { onBehalfOf?: PersonRef; doer?: string; deeds: Deed[] };

const certainVerb = new RegExp(`^(?:我|俺)?(?:现在|今天|来)?${reportVerb}`);
const looseVerb = new RegExp(
  `^(?:${looseReportVerb}(?![名修警告酸失销答废刊社案价])|${reportVerbEnglish}(?![a-z]))`,
);
const behalf = new RegExp(
  `^(?:代替?|替|帮|帮忙给|给|为)(?<who>[^,。;；\\n]{1,30}?)[ ,]{0,2}(?<verb>${reportVerb}|${looseReportVerb}(?![名修警告酸失销答废]))`,
);
const behalfEnglish = /^(?:report|log|submit) (?:for|on behalf of) (?<who>[^,:]{2,40})(?:[,:]| (?=\d))/;
const behalfWithin = /^[ :,]*(?:代替?|替|for|on behalf of) ?/;
const verbLast = new RegExp(
  `[ ,。]{0,2}(?:帮我|麻烦|给我|请)?(?:${reportVerb}|(?:报|登记|记|记录)(?:一下|上|个))$`,
);

/** Work that people volunteer for: with these words, hours said to the bot are a report. */
const work =
  /扫|清|擦|捡|拾|巡|值班|值守|值勤|执勤|站岗|服务|照顾|照看|陪|帮|搬|劝|调解|宣传|志愿|义工|劳动|整理|浇|种|修|送|疏导|维持|消毒|登记|做饭|理发|教|辅导|协助|干活|干了|发传单|铲|拔草|除草|除雪|捐|守|看门|刷|贴|洗|志愿|volunteer|clean|swept|sweep|patrol|help|picked|plant|taught|teach|visit|carried|guard|duty/;
const done =
  /了|过|完|今天|昨天|前天|上午|下午|早上|刚才|刚刚|周|星期|号|日|做|参加|yesterday|today|this|last|\bi\b/;
const plans = /明天|后天|下周|打算|准备|计划|[想要](?:去|来|参加|报名)|将要|will|going to|tomorrow/;
/** That it was done, beside the title of an activity that is still to come. */
const wasDone = /昨天|前天|刚才|刚刚|上周|上次|(?:做|干|搞|参加|完成|结束)(?:了|过|完)|yesterday|\bdid\b/;
/** 取消清洁家园, 志愿服务推迟, 昨天没去志愿服务: nothing was done. */
const undone =
  /取消|[不停]办|不搞|推迟|延期|改期|改到|[没未]有?(?:去|来|参加|开展|搞)|[没未]有?[做干](?![完好到])|去不了|cancel|call(?:ed)? off|postpone|didn't|did not/;

/** What a report says from `from` on; `strict` when the bot was not addressed or the verb could mean other things. */
function readReport(
  message: Message,
  from: number,
  strict: boolean,
  certain: boolean,
  behalfOf?: PersonRef,
): Reading<Report> | undefined {
  if (message.asks) return undefined;
  let start = from;
  let onBehalfOf = behalfOf;
  const within = onBehalfOf ? null : behalfWithin.exec(message.text.slice(from));
  if (within) {
    const who = message.personAt(from + within[0].length, false);
    if (who) {
      onBehalfOf = who.person;
      start = who.end;
    }
  }
  const read = readDeeds(message, start);
  const draft = compact({ onBehalfOf, deeds: read.deeds });
  if (!certain && !read.timed && isForActivity(message)) return undefined;
  const body = message.text.slice(start);
  const empty = /^[\s:,。]*$/.test(body);
  if (empty) return certain ? { ask: 'item', draft: compact({ onBehalfOf, deeds: [] }) } : undefined;
  const apart = /^[ :,\n]/.test(body);
  if (!read.named && !read.timed) {
    return certain && !strict && !read.ahead ? { ask: 'item', draft } : undefined;
  }
  if (strict && !certain && !read.named && !apart) return undefined;
  if (read.missing) {
    const noted = read.deeds.some(({ note }) => note !== '');
    if (strict && (!certain || (noted && !apart))) return undefined;
    return { ask: read.missing, draft };
  }
  if (strict && !apart && !read.timed && read.deeds.some(({ note }) => (note?.length ?? 0) > 12))
    return undefined;
  return { intent: compact({ onBehalfOf, deeds: read.deeds as Deed[] }) };
}

/** Words about an activity that is open, which say neither hours nor that it is done: who comes, or doesn't. */
function isForActivity({ text, context }: Message): boolean {
  const { activities } = indexesOf(context.vocabulary);
  return (
    !wasDone.test(text) &&
    findExact(text, activities).some(({ start, end }) => !/^\d+$/.test(text.slice(start, end)))
  );
}

function personIn(message: Message, words: string): PersonRef | undefined {
  const start = message.text.indexOf(words);
  const read = message.personAt(start, true, start + words.length);
  if (read && read.end >= start + words.trimEnd().length) return read.person;
  const plain = words.replace(/[\s的家]+$/, '').trim();
  return /^[\u4e00-\u9fff·]{2,6}$|^[a-z][a-z .'-]{1,30}$/.test(plain)
    ? { name: message.original(start, start + words.length) }
    : undefined;
}

const lengthHint = /[时钟刻天点午:]|\dh|hour|hr|min|half/;

/** Whether it is worth reading as a deed: some length of time is told, or an item is named, if mistyped. */
function mayTell(message: Message): boolean {
  const { text } = message;
  if (lengthHint.test(text) && (work.test(text) || text.length <= 40)) return true;
  const { items } = indexesOf(message.context.vocabulary);
  return findExact(text, items).length > 0 || (text.length <= 16 && findFuzzy(text, items) !== undefined);
}

/** What is still missing from a draft, or the finished report. */
function settle(
  draft: { onBehalfOf?: PersonRef; doer?: string; deeds: Partial<Deed>[] },
  message: Message,
): Reading<Report> {
  const { pays, choices } = indexesOf(message.context.vocabulary);
  for (const deed of draft.deeds) {
    const paid = deed.item ? pays.get(deed.item) : undefined;
    const missing = !deed.item
      ? 'item'
      : paid === 'hour' && !deed.minutes
        ? 'minutes'
        : paid === 'unit' && !deed.quantity
          ? 'quantity'
          : deed.item && choices.has(deed.item) && !deed.choice
            ? 'choice'
            : undefined;
    if (missing) return { ask: missing, draft };
  }
  if (draft.deeds.length === 0) return { ask: 'item', draft };
  return {
    intent: compact({
      onBehalfOf: draft.onBehalfOf,
      doer: draft.doer,
      deeds: draft.deeds as Deed[],
    }),
  };
}

function levelsOf({ item }: Partial<Deed>, message: Message) {
  return message.context.vocabulary.items.find(({ id }) => id === item)?.choices;
}

/** The level that an answer names: 大件, 是大件, 第二个, 2. */
function readLevel(deed: Partial<Deed>, message: Message): string | undefined {
  const { text } = message;
  if (message.asks || text.length > (message.addressed ? 40 : 12)) return undefined;
  const index = indexesOf(message.context.vocabulary).choices.get(deed.item ?? '');
  const [named] = index ? findExact(text, index) : [];
  const found = named ?? (index && findFuzzy(text, index));
  if (found) return found.value;
  const nth = /^(?:第|选)?([一二三四五六七八九\d]{1,2})(?:个|档|级|种|项)?$/.exec(text)?.[1];
  return nth ? levelsOf(deed, message)?.[(readNumeral(nth) ?? 0) - 1]?.id : undefined;
}

/** Somebody reports what they, or a neighbour, have done. */
export const claimReport = defineIntent(
  z.object({
    name: z.literal('claim.report'),
    onBehalfOf: personRef.optional(),
    /** A word in front that would be somebody else's name if the roster has it: 张三打扫楼道2小时. */
    doer: z.string().optional(),
    deeds: z.array(deed).min(1),
  }),
  {
    rules: [
      {
        name: 'behalf',
        opens: ['代', '替', '帮', '给', '为', 'report', 'log', 'submit'],
        longest: 600,
        read(message) {
          const match = behalf.exec(message.text) ?? behalfEnglish.exec(message.text);
          const who = match?.groups?.who;
          if (!match || !who) return undefined;
          const person = personIn(message, who);
          const certain = match.groups?.verb === undefined || certainVerb.test(match.groups.verb);
          return person && readReport(message, match[0].length, !message.addressed, certain, person);
        },
      },
      {
        name: 'verb',
        opens: ['我', '俺', '今', '上', '申', '补', '填', '报', '提', '记', '登', '打', '汇', '录'],
        longest: 600,
        read(message) {
          const certain = certainVerb.exec(message.text);
          const match = certain ?? looseVerb.exec(message.text);
          return match
            ? readReport(message, match[0].length, !message.addressed, certain !== null)
            : undefined;
        },
      },
      {
        name: 'verb-en',
        opens: ['report', 'log', 'submit', 'record', 'add', 'claim', 'reporting', 'logging'],
        longest: 600,
        read(message) {
          const match = looseVerb.exec(message.text);
          if (!match) return undefined;
          return readReport(message, match[0].length, !message.addressed, /^(?:report|log)/.test(match[0]));
        },
      },
      {
        name: 'verb-last',
        rank: 6,
        longest: 600,
        read(message) {
          const match = verbLast.exec(message.text);
          if (!match || message.asks) return undefined;
          const read = readDeeds(message, 0, match.index);
          if (!read.named && !read.timed) return undefined;
          if (!read.timed && isForActivity(message)) return undefined;
          return settle({ deeds: read.deeds as Deed[] }, message);
        },
      },
      {
        name: 'told',
        rank: 8,
        longest: 600,
        read(message) {
          const { text } = message;
          // 我想去 before the matter is politeness to the other rules, and a wish all the same.
          if (message.asks || plans.test(message.source) || undone.test(text) || !mayTell(message))
            return undefined;
          const read = readDeeds(message);
          if (read.ahead || (!read.timed && isForActivity(message))) return undefined;
          const known = read.named || (read.timed && work.test(text));
          // 巡逻队上周出勤 is about the team: beside its name no work is told of.
          const beside = read.timed ? undefined : withoutTeams(text);
          if (beside !== undefined && !work.test(beside) && !/参加|跟着?|随/.test(beside)) return undefined;
          if (!known || (!read.timed && !done.test(text) && text.length > 8)) return undefined;
          const behalfOf = behalfWithin.exec(text) && message.personAt(1, false);
          const onBehalfOf = behalfOf?.person;
          const doer = onBehalfOf ? undefined : doerIn(text);
          return settle(compact({ onBehalfOf, doer, deeds: read.deeds as Deed[] }), message);
        },
      },
    ],
    answer(pending, message) {
      const draft = structuredClone(pending.draft) as {
        onBehalfOf?: PersonRef;
        doer?: string;
        deeds?: Partial<Deed>[];
      };
      const deeds = draft.deeds ?? [];
      const read = readDeeds(message);
      const [answer] = read.deeds;
      if (!answer) return undefined;
      const { text } = message;
      const bare = /^(\d{1,3}(?:\.\d)?)$/.exec(text)?.[1];
      const known = { ...draft, deeds };
      const incomplete = deeds.find((deed) => {
        const pays = message.context.vocabulary.items.find(({ id }) => id === deed.item)?.pays;
        if (pending.missing === 'item') return !deed.item;
        if (pending.missing === 'choice')
          return deed.item !== undefined && levelsOf(deed, message) && !deed.choice;
        return pending.missing === 'minutes'
          ? pays === 'hour' && !deed.minutes
          : pays === 'unit' && !deed.quantity;
      });
      if (pending.missing === 'minutes' && incomplete) {
        // A bare number answers "how long?": up to 12 it is hours.
        const minutes =
          answer.minutes ?? (bare ? Math.round(Number(bare) * (Number(bare) <= 12 ? 60 : 1)) : undefined);
        if (!minutes || (answer.note ?? '').length > (message.addressed ? 40 : 6)) return undefined;
        incomplete.minutes = minutes;
        if (answer.date) incomplete.date = answer.date;
        return settle(known, message);
      }
      if (pending.missing === 'quantity' && incomplete) {
        const quantity = readUnits(incomplete.item ?? '', text, message) ?? (bare ? Number(bare) : undefined);
        if (!quantity || !Number.isInteger(quantity) || text.length > 16) return undefined;
        incomplete.quantity = quantity;
        return settle(known, message);
      }
      if (pending.missing === 'choice' && incomplete) {
        const choice = readLevel(incomplete, message);
        if (!choice) return undefined;
        incomplete.choice = choice;
        return settle(known, message);
      }
      if (pending.missing === 'item') {
        if (!answer.item || (!message.addressed && text.length > 24)) return undefined;
        if (!incomplete) return settle({ ...known, deeds: read.deeds as Deed[] }, message);
        Object.assign(incomplete, compact({ item: answer.item, itemText: answer.itemText }));
        if (answer.minutes && !incomplete.minutes) incomplete.minutes = answer.minutes;
        if (answer.quantity && !incomplete.quantity) incomplete.quantity = answer.quantity;
        if (answer.choice) incomplete.choice = answer.choice;
        if (answer.date && !incomplete.date) incomplete.date = answer.date;
        if (answer.note && !incomplete.note) incomplete.note = answer.note;
        return settle(known, message);
      }
      return undefined;
    },

    help: {
      roles: ['resident'],
      zh: {
        what: '申报志愿服务或好事',
        examples: ['上报 志愿服务 2小时 昨天 清扫楼道', '代 3-1-101 李奶奶 上报 垃圾分类'],
      },
      en: {
        what: 'report hours or a deed',
        examples: ['report 2 volunteer hours yesterday, swept the stairs'],
      },
    },
  },
);
