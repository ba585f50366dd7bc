import { readEarns } from './earnings.ts';
import { readNeeds } from './needs.ts';
import { LIST_MARKS } from './notice-labels.ts';
import { readNumeral, wholeNumeral } from './reading/numerals.ts';
import { blank, type Span } from './reading/span.ts';

const people = '(?:个?人|名|位|people|persons|places)';

/** A job or shift of an activity, and how many it takes. */
export interface JobRead {
  name: string;
  count?: number;
}

/** Jobs, and where each stands in the words. */
export interface JobsFound {
  jobs: JobRead[];
  spans: Span[];
}

/** 登记2人、搬运 5人: jobs or shifts, and how many each takes. */
export function readJobs(words: string): JobRead[] {
  return findJobs(words).jobs;
}

/** The jobs that words begin with: 早班5人、晚班5人，不计分 has two, and more to say. */
export function findJobs(words: string): JobsFound {
  const found: JobsFound = { jobs: [], spans: [] };
  const entries = entriesOf(words);
  const isCounted = entries.some(({ count }) => count !== undefined);
  const isListed = entries[1]?.before === '、';
  for (const [index, { name, count, before, start, end }] of entries.entries()) {
    const closely = before === '、' || entries[index + 1]?.before === '、';
    const joined = isCounted ? closely : index === 0 || !isListed || before === '、';
    if (!canBeJob(name, count) || (count === undefined && !joined)) break;
    found.jobs.push({ name: name.replace(/^其中/, ''), ...(count ? { count } : {}) });
    found.spans.push({ start, end });
  }
  return found;
}

/** 秩序维护岗(6人):负责现场秩序. */
const aDescribedJob = new RegExp(
  `^(?<job>[^\\s,;。:()]{2,12} ?(?:\\(${wholeNumeral} ?${people}\\)|${wholeNumeral} ?${people})) ?[:,-]`,
);

/** The jobs on the first lines of a text, a line each or several: 1.登记 2人. Those without a number need a mark. */
export function findJobLines(text: string): JobsFound {
  const found: JobsFound = { jobs: [], spans: [] };
  let next = 0;
  for (const line of text.split('\n')) {
    const mark = LIST_MARKS.exec(line)?.[0] ?? '';
    const start = next + mark.length;
    const words = line.slice(mark.length);
    next += line.length + 1;
    if (words.trim() === '' && found.jobs.length === 0) continue;
    const described = aDescribedJob.exec(words)?.groups;
    const { jobs, spans } = findJobs(described?.job ?? words);
    const isWhole = described !== undefined || /^[\s,;。\ue000]*$/.test(blank(withoutRemarks(words), spans));
    const isListed = mark !== '' || jobs.every(({ count }) => count !== undefined);
    if (jobs.length === 0 || !isWhole || !isListed) break;
    found.jobs.push(...jobs);
    found.spans.push({ start: start - mark.length, end: start });
    found.spans.push(...spans.map((span) => ({ start: start + span.start, end: start + span.end })));
  }
  return found;
}

const oneOfRun = `[\\u4e00-\\u9fff]{1,8}?[ :]?(?:${wholeNumeral} ?${people}|\\(${wholeNumeral} ?${people}\\))`;
const run = new RegExp(
  `(?<wants>(?:招募?|招收|征集|需要?|急需|缺|岗位|班次|分工)[ :]?)?(?<jobs>${oneOfRun}(?:[、,;和及 ]+${oneOfRun})+)`,
  'g',
);
/** 志愿者10名，党员5名 says who is wanted, not what for. */
const noJobButPeople =
  /[招需要缺限来共]|(?:志愿者|义工|居民|群众|党员|队员|人员|人手|名额|网格|小区|男|女|大人|小孩)$/;

/** 招登记2人、搬运5人 in the middle of a notice: two jobs at least; `wants` tells whether it says that they are wanted. */
export function findJobRun(text: string): (JobsFound & { wants: boolean }) | undefined {
  for (const match of text.matchAll(run)) {
    const words = match.groups?.jobs ?? '';
    const wants = match.groups?.wants ?? '';
    const { jobs, spans } = findJobs(words);
    if (jobs.length < 2 || jobs.some(({ name, count }) => !count || noJobButPeople.test(name))) continue;
    const from = match.index + wants.length;
    return {
      jobs,
      spans: [
        { start: match.index, end: from },
        ...spans.map(({ start, end }) => ({ start: from + start, end: from + end })),
      ],
      wants: wants !== '',
    };
  }
  return undefined;
}

interface Entry extends JobRead {
  /** What parts it from the entry before. */
  before: '、' | ',' | '';
  start: number;
  end: number;
}

const between = /[、,;。 \ue000]+/g;
/** English names have blanks in them. */
const betweenEnglish =
  /\s*(?:[,;、\ue000]+|\band\b)[\s\ue000]*|(?<=[\u4e00-\u9fff]) +| +(?=[\u4e00-\u9fff])/g;
const aJob = new RegExp(
  `^(?<name>.*?)(?:[ x×*:]*(?:(?<many>${wholeNumeral}) ?${people}|(?<bare>\\d{1,4}))| ?\\((?<within>${wholeNumeral}) ?${people}?\\))?$`,
);
/** 测血压2名(需会量血压): what is said of a job. */
const remark = new RegExp(`\\((?!${wholeNumeral} ?${people}?\\))[^()]{0,40}\\)`, 'g');
/** 1.登记2人 2.搬运5人, where the first is numbered, too. */
const numbering = /(?<=^|[\s,;。、])\d{1,2}[.、)](?=\D)/g;

function withoutRemarks(words: string): string {
  const numbered = /^ *1[.、)](?!\d)/.test(words);
  const blanked = words.replace(remark, (all) => '\ue000'.repeat(all.length));
  return numbered ? blanked.replace(numbering, (all) => '\ue000'.repeat(all.length)) : blanked;
}

function entriesOf(said: string): Entry[] {
  const words = withoutRemarks(said);
  const entries: Entry[] = [];
  const add = (start: number, end: number, before: Entry['before']) => {
    const { name = '', many, bare, within } = aJob.exec(words.slice(start, end))?.groups ?? {};
    const count = readNumeral(many ?? within ?? bare ?? '');
    const last = entries.at(-1);
    // 登记 2人: the number belongs to the name before it.
    if (name === '' && last && last.count === undefined && count) Object.assign(last, { count, end });
    else entries.push({ name, ...(count ? { count } : {}), before, start, end });
  };
  let start = 0;
  let before: Entry['before'] = '';
  for (const match of words.matchAll(/[a-z]/.test(words) ? betweenEnglish : between)) {
    if (match.index > start) add(start, match.index, before);
    start = match.index + match[0].length;
    before = /、|and/.test(match[0]) ? '、' : ',';
  }
  if (start < words.length) add(start, words.length, before);
  return entries;
}

/** Tells people what to do or bring, when it is posted, or how many are wanted in all. */
const noJob =
  /^(?:无|暂无|不分|不限|若干)$|^(?:请|自带|自备|带(?![队领班])|穿|戴|注意|记得|需|要|限|仅|只|凡|每|共(?!享)|总[共计]|合计|招(?![待呼])|名额|人数|提供|包[吃午餐饭]|管饭|统一|年龄|地点|集合|[在于]|下雨|雨天)|自带|自备|发布|推送|(?:计分|记分|积分)(?!员)|岁/;
/** What an entry without a number has no business with. */
const noBareJob = /\d ?(?:点|:|小时|分钟|号|日|月)|周[一二三四五六日末]|[今明后]天/;

function canBeJob(name: string, count: number | undefined): boolean {
  const longest = /[a-z]/.test(name) ? 40 : count === undefined ? 8 : 20;
  if (name === '' || name.length > longest || noJob.test(name)) return false;
  if (count === undefined && noBareJob.test(name)) return false;
  return readNeeds(name).needs === undefined && readEarns(name).earns === undefined;
}
