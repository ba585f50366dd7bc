/** What standing teams are called, as the source of an expression: 巡逻队, 清洁家园志愿队. */
export const teamName = '[\\u4e00-\\u9fff]{1,8}队(?![长员伍])';

const called = /(?:清洁家园|治安|平安|文明|环保|邻里|社区|夜间|义务)?[\u4e00-\u9fff]{2}队(?![长伍])/g;

/** The words without the names of teams: 巡逻队上周出勤 says nothing of 巡逻. Undefined when no team is named. */
export function withoutTeams(text: string): string | undefined {
  const left = text.replace(called, ' ');
  return left === text ? undefined : left;
}
