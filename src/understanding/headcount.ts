import { readNumeral, wholeNumeral } from './reading/numerals.ts';

const whom = '(?:志愿者|义工|居民|党员|队员|人手|人员|[男女]同志|[男女]士|[男女]生|小伙子|帮手)';
/** What says that people are wanted. */
const wants =
  '(?:招募|招收|招|征集|征招|限额|限招|限|需要|需|要|缺|差|来|名额|共|至少|不少于|不超过)(?:大约|约|大概)?';
const many = `(?:${wholeNumeral} ?[-~到至] ?)?(?<many>${wholeNumeral}) ?(?:多|来|余)?(?:个?人|个?名额|名|位|组(?:家庭|亲子(?:家庭)?)|户(?:家庭)?|个(?=${whom}))(?!次)`;
/** 每组5人, 男5人 is a part of them. */
const aPart = '(?<!每[组口岗队栋点个楼家户人][^\\s,;。0-9]{0,1})(?<![男女])';
const headcount = new RegExp(
  `${aPart}(?:(?:计划|预计|[现拟还另共急])?${wants})?(?:的?${whom})?[ :]?(?:大约|约|大概)?${many}(?:左右|以内|以上)?${whom}?(?:左右|以内|参加)?|(?<many2>\\d{1,4}) ?(?:people|persons|volunteers|places|spots|ppl|pax)`,
);
const bare = new RegExp(`(?:${wholeNumeral} ?[-~到至] ?)?(${wholeNumeral})`);

/** What says that a message without 发布 is a recruitment: how many are wanted. */
export const wanted = new RegExp(
  `(?:招募?|招收|征集|名额|限招|限额|需要?|需求|要|缺|差|来|至少|不少于|不超过)(?:大约|约)?${whom}? ?[:]?${wholeNumeral} ?(?:多|来|余)?(?:个?人|名|位|个${whom})|招募? ?\\d|${wholeNumeral} ?个?名额|\\b(?:need(?:ed)?|want(?:ed)?|looking for|max)\\b[^.]{0,80}?\\d ?(?:people|volunteers|ppl)|\\d (?:people|volunteers|ppl) (?:needed|wanted)|volunteers? (?:needed|wanted)|${whom} ?${wholeNumeral} ?(?:个?人|名|位)|(?:岗位|班次|分工) ?[:]? ?[^\\s,;、]{1,12}? ?${wholeNumeral} ?(?:个?人|名|位)`,
);
/** A number of people, wanted or not. */
export const counted = new RegExp(
  `${wholeNumeral} ?(?:个?人|个名额|名|位|组家庭)(?![次均])|\\d ?(?:people|persons|volunteers|ppl)`,
);

/** How many people words ask for, and where they stand; the most of 10到20人. */
export function findHeadcount(text: string): { count: number; start: number; end: number } | undefined {
  const match = headcount.exec(text);
  const count = asCount(match?.groups?.many ?? match?.groups?.many2);
  return match && count ? { count, start: match.index, end: match.index + match[0].length } : undefined;
}

/** How many people the value of a label is: 20, 20人左右, 10到20人. */
export function readHeadcount(words: string): number | undefined {
  return findBareHeadcount(words)?.count;
}

/** The same, and where it stands. */
export function findBareHeadcount(words: string): ReturnType<typeof findHeadcount> {
  const found = findHeadcount(words);
  if (found) return found;
  const match = bare.exec(words);
  const count = asCount(match?.[1]);
  return match && count ? { count, start: match.index, end: match.index + match[0].length } : undefined;
}

/** 五六个人, 三四十人, 十五六人: about so many. */
const about = /^(?<ten>十)?[一二两三四五六七八](?<most>[二三四五六七八九])(?<tens>十)?$/;

function asCount(written: string | undefined): number | undefined {
  const { ten, most, tens } = about.exec(written ?? '')?.groups ?? {};
  const value = most
    ? (readNumeral(most) ?? 0) * (tens ? 10 : 1) + (ten ? 10 : 0)
    : written
      ? readNumeral(written)
      : undefined;
  return value !== undefined && Number.isInteger(value) && value > 0 && value < 100_000 ? value : undefined;
}
