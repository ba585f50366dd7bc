import { z } from 'zod';
import { blank, type Found } from './reading/span.ts';

/** Whom an activity is for, as the notice says it. */
export const needs = z.object({
  minAge: z.int().min(1).max(100).optional(),
  maxAge: z.int().min(1).max(100).optional(),
  skill: z.string().optional(),
  team: z.string().optional(),
});
export type NeedsRead = z.infer<typeof needs>;

const ages =
  /(?:年龄|限)?[ :]*(?<from>\d{1,2}) ?(?:周?岁)?[-~到至](?<to>\d{1,2}) ?(?:周?岁|years old)|年龄[ :]*(?<from2>\d{1,2})[-~到至](?<to2>\d{1,2})/;
/** 服务60岁以上老人 and 60岁以上请勿参加 ask nobody to be of that age. */
const others = '(?<!服务|关爱|慰问|看望|帮助|照顾|探望|为|给|不满|未满)';
const notThem = '(?![^,;。\\n]{0,8}(?:请勿|勿|不宜|不要|不得|不能|谢绝|免|除外))';
const least = new RegExp(
  `${others}(?:年龄|年满|满|限)?[ :]*(?<![\\d满])(?<from>\\d{1,2}) ?周?岁(?:[(（]含[)）])?(?:及?以上|起)${notThem}|年满(?<from2>\\d{1,2}) ?周?岁`,
);
const most = new RegExp(
  `${others}(?:年龄|限)?[ :]*(?<![\\d满])(?<to>\\d{1,2}) ?周?岁(?:[(（]含[)）])?(?:及?以下|以内)${notThem}`,
);
const skills = /(?:需要?|要求?|得|须)(?:会|懂|有)(?<skill>[\u4e00-\u9fffa-z]{2,12})(?:的人|优先)?/;
const team = '[\\u4e00-\\u9fff]{1,8}?队';
/** 只要巡逻队的, 巡逻队专场. */
const teams = new RegExp(
  `(?:仅限于?|只限于?|限于?|仅|只)(?:要|招募?|收|给|面向|有)?(?<team>(?![要招收给面有])${team})(?:内部|队员|成员|的?人员?|的)?(?:能|可以?)?(?:参加|报名|来)?|(?<![\\d半刻整])(?<team2>(?![点时分])${team})(?:内部|(?:队员|成员|的)?(?:专场|专属|活动专场)|(?:队员|成员)(?:参加|报名))(?:活动)?`,
);

/** Reads 18-60岁, 需会急救, 仅限巡逻队 out of a notice; `text` is what is left. */
export function readNeeds(text: string): { text: string; needs?: NeedsRead } {
  const found: NeedsRead = {};
  const spans: Found<string>[] = [];
  const take = (expression: RegExp, read: (groups: Record<string, string | undefined>) => void) => {
    const match = expression.exec(text);
    if (!match?.groups) return;
    read(match.groups);
    spans.push({ value: match[0], start: match.index, end: match.index + match[0].length });
  };
  take(ages, ({ from2, to2, from = from2, to = to2 }) => {
    // 60-18岁 is 18 to 60.
    found.minAge = Math.min(Number(from), Number(to));
    found.maxAge = Math.max(Number(from), Number(to));
  });
  if (spans.length === 0) {
    take(least, ({ from2, from = from2 }) => {
      found.minAge = Number(from);
    });
    take(most, ({ to }) => {
      found.maxAge = Number(to);
    });
  }
  take(skills, ({ skill }) => {
    found.skill = skill;
  });
  take(teams, ({ team, team2 }) => {
    found.team = team ?? team2;
  });
  return spans.length === 0 ? { text } : { text: blank(text, spans), needs: found };
}
