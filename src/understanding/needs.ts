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

const ages = /(?:年龄|限)?[ :]*(?<from>\d{1,2})[-~到至](?<to>\d{1,2}) ?(?:周?岁|years old)/;
const least = /(?:年龄|年满|满|限)?[ :]*(?<from>\d{1,2}) ?周?岁(?:及?以上|起)/;
const most = /(?:年龄|限)?[ :]*(?<to>\d{1,2}) ?周?岁(?:及?以下|以内)/;
const skills = /(?:需要?|要求?|得|须)(?:会|懂|有)(?<skill>[\u4e00-\u9fffa-z]{2,12})(?:的人|优先)?/;
const teams =
  /(?:仅限?|只限?|限)(?<team>[\u4e00-\u9fff]{1,8}?队)(?:队员|成员|的人)?(?:参加|报名)?|(?<team2>[\u4e00-\u9fff]{1,8}?队)(?:队员|成员)(?:参加|专场)/;

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
  take(ages, ({ from, to }) => {
    found.minAge = Number(from);
    found.maxAge = Number(to);
  });
  if (spans.length === 0) {
    take(least, ({ from }) => {
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
