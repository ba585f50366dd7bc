import { readEarns } from './earnings.ts';
import { readNeeds } from './needs.ts';
import { readNumeral, wholeNumeral } from './reading/numerals.ts';

/** A job or shift of an activity, and how many it takes. */
export interface JobRead {
  name: string;
  count?: number;
}

/** 登记2人、搬运 5人: jobs or shifts, and how many each takes. */
export function readJobs(words: string): JobRead[] {
  return findJobs(words).jobs;
}

/** The jobs that words begin with, and where they end: 早班5人、晚班5人，不计分 ends before the comma. */
export function findJobs(words: string): { jobs: JobRead[]; end: number } {
  const jobs: JobRead[] = [];
  const entries = entriesOf(words);
  const isCounted = entries.some(({ count }) => count !== undefined);
  const isListed = entries[1]?.before === '、';
  let end = 0;
  for (const [index, { name, count, before, end: entryEnd }] of entries.entries()) {
    const closely = before === '、' || entries[index + 1]?.before === '、';
    const joined = isCounted ? closely : index === 0 || !isListed || before === '、';
    if (!canBeJob(name, count) || (count === undefined && !joined)) break;
    jobs.push({ name, ...(count ? { count } : {}) });
    end = entryEnd;
  }
  return { jobs, end };
}

interface Entry extends JobRead {
  /** What parts it from the entry before. */
  before: '、' | ',' | '';
  end: number;
}

const between = /[、,;。 \ue000]+/g;
/** English names have blanks in them. */
const betweenEnglish =
  /\s*(?:[,;、\ue000]+|\band\b)[\s\ue000]*|(?<=[\u4e00-\u9fff]) +| +(?=[\u4e00-\u9fff])/g;
const people = '(?:个?人|名|位|people|persons|places)';
const aJob = new RegExp(`^(?<name>.*?)[ x×*]*(?:(?<many>${wholeNumeral}) ?${people}|(?<bare>\\d{1,4}))?$`);

function entriesOf(words: string): Entry[] {
  const entries: Entry[] = [];
  const add = (start: number, end: number, before: Entry['before']) => {
    const { name = '', many, bare } = aJob.exec(words.slice(start, end))?.groups ?? {};
    const count = readNumeral(many ?? bare ?? '');
    const last = entries.at(-1);
    // 登记 2人: the number belongs to the name before it.
    if (name === '' && last && last.count === undefined && count) Object.assign(last, { count, end });
    else entries.push({ name, ...(count ? { count } : {}), before, end });
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
  /^(?:请|自带|自备|带(?![队领班])|穿|戴|注意|记得|需|要|限|仅|只|凡|每|共(?!享)|总[共计]|合计|招(?![待呼])|名额|人数|提供|包[吃午餐饭]|管饭|统一|年龄|地点|集合|[在于]|下雨|雨天)|自带|自备|发布|推送|(?:计分|记分|积分)(?!员)|岁/;
/** What an entry without a number has no business with. */
const noBareJob = /\d ?(?:点|:|小时|分钟|号|日|月)|周[一二三四五六日末]|[今明后]天/;

function canBeJob(name: string, count: number | undefined): boolean {
  const longest = /[a-z]/.test(name) ? 40 : count === undefined ? 8 : 20;
  if (name === '' || name.length > longest || noJob.test(name)) return false;
  if (count === undefined && noBareJob.test(name)) return false;
  return readNeeds(name).needs === undefined && readEarns(name).earns === undefined;
}
