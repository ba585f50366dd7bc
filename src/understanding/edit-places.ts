import type { ActivityEdits } from './activity-edits.ts';
import { anyLabel, becomes, labels, to } from './edit-words.ts';
import { readJobs } from './jobs.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { readNumeral, wholeNumeral } from './reading/numerals.ts';

const jobWord = /(?:岗位|班次|分工|job|shift)s?/;
const addedJobs = new RegExp(
  `^(?:增加|新增|添加|增设|加|add|new)? ?(?:一?个)?${jobWord.source}[ :]*${to}(?<jobs>\\S.*)$`,
);
const droppedJob = new RegExp(
  `^(?:取消|去掉|删除|删掉|删|不要|不设|减掉|remove|drop) ?(?:${jobWord.source}[ :]*)?(?<job>\\S{1,20}?)(?:岗位?|班次|这个岗位)?$`,
);
const newPlaces = new RegExp(
  `^(?<job>[^\\d\\s,;:]{1,12}?|[^\\s,;]{1,20}? |[a-z][a-z -]{0,28}?[a-z] ?)(?:岗位?)?(?:的?(?:人数|名额))?[ :]*${to}(?:(?<count>${wholeNumeral}) ?(?:个?人|个|名|位|people|places)|(?<open>不限(?:人数|名额)?|no limit))$`,
);
const fewOrMore = new RegExp(
  `^(?<job>[^\\d\\s,;:]{1,12}?)?? ?(?:(?<more>再招|多招|加招|增加|增招|扩招|再加|加|多|再要)|(?<less>少招|减少|减|少))(?:招)? ?(?<count>${wholeNumeral}) ?(?:个?人|个?名额|个|名|位|places|people)$`,
);
const renamed =
  /^(?<job>[^\d\s,;:]{2,12}?)(?:岗位?|班次)?(?:改成|改为|改名为?|改叫|换成)(?<name>[^\d\s,;:]{2,12})$/;
/** 3号门迎宾改成8人: with the word for it, a job may have any name. */
const renumbered = new RegExp(
  `^(?<job>[^\\s,;:]{1,20}?)(?:岗位?)?(?:的?(?:人数|名额))?(?:${becomes}|改|设为|定为)[ :]*(?<count>${wholeNumeral}) ?(?:个?人|个|名|位)$`,
);
/** What stands before a number of people and is no job. */
const noJob = new RegExp(
  `^(?:(?:招募)?(?:总?人数|总?名额)|一?共|总共|招|限|约|大约|最多|只要|要|需要?|一|capacity|number|up|${becomes})? ?$`,
);
const noLimit = new RegExp(`^(?:人数|名额)? ?${to}(?:不限|不限人数|不限名额|不限制人数|no limit)了?$`);
const moreOrLess = new RegExp(
  `^(?:${labels.capacity})[ :]*(?:再|多|少)?(?:(?<more>加|增加|增|扩)|(?<less>减少|减|缩减|缩))(?:了)? ?(?<count>${wholeNumeral})(?:个?人|个?名额|个|名|位)?$`,
);
const number = new RegExp(`^(?:${labels.capacity})[ :]*${to}(?<count>${wholeNumeral})$`);

/** Jobs, and how many people: 30人, 再招5人, 登记3人、搬运5人, 增加岗位 清扫5人, 去掉登记. */
export function readPlaces(text: string): ActivityEdits | undefined {
  if (noLimit.test(text)) return { capacity: null };
  const capacity = readNumeral(number.exec(text)?.groups?.count ?? '');
  if (capacity) return { capacity };
  const by = moreOrLess.exec(text)?.groups;
  const change = readNumeral(by?.count ?? '');
  if (change) return { morePlaces: by?.less ? -change : change };
  const added = addedJobs.exec(text)?.groups?.jobs;
  if (added) return { jobs: readJobs(added).map((job) => ({ ...job, does: 'add' as const })) };
  const relative = fewOrMore.exec(text)?.groups;
  const many = readNumeral(relative?.count ?? '');
  if (relative && many) {
    const by = relative.less ? -many : many;
    return noJob.test(relative.job ?? '') ? { morePlaces: by } : { jobs: [{ name: relative.job ?? '', by }] };
  }
  const jobs = text.split('、').map(placesOfOne);
  if (jobs.every((job) => job !== undefined)) return { jobs };
  const { job, name } = renamed.exec(text)?.groups ?? {};
  if (job && name && !new RegExp(`^(?:${anyLabel}|计分|积分|记分)$`).test(job))
    return { jobs: [{ name: job, rename: name }] };
  const dropped = droppedJob.exec(text)?.groups?.job;
  return dropped && !/要求|限制|年龄|技能/.test(dropped)
    ? { jobs: [{ name: dropped, does: 'drop' }] }
    : undefined;
}

function placesOfOne(text: string): NonNullable<ActivityEdits['jobs']>[number] | undefined {
  const { job = '', count, open } = renumbered.exec(text)?.groups ?? newPlaces.exec(text)?.groups ?? {};
  if (noJob.test(job) || findClockTimes(job).length > 0) return undefined;
  // 三十人 is a number, and no job called 三.
  if (new RegExp(`^${wholeNumeral}$`).test(job)) return undefined;
  if (/[今明后]天|(?:周|星期|礼拜)[一二三四五六日天末]|[月号日]$/.test(job)) return undefined;
  const many = open ? null : readNumeral(count ?? '');
  return many === null || (many !== undefined && many > 0 && Number.isInteger(many))
    ? { name: job.trim(), count: many }
    : undefined;
}
