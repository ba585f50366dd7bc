import { dayOf, findDays } from '#src/understanding/reading/days.ts';
import { fold } from '#src/understanding/reading/fold.ts';
import type { Activity } from './schema.ts';

/** What people make lists of that are not for coming to an activity, though its title may stand there. */
const otherMatter =
  /团购|拼[团单车]|代[购买]|订[购餐]|预[订售]|下单|购买|优惠|特价|套装|包邮|秒杀|送货|取货|收款|\d ?元|满意度|问卷|投票|聚餐|合影|照片|反馈|尺[码寸]|鞋码|(?<![穿着带备][^,。;]{0,4})马甲|领取(?=$|[ ,。!:]|名单|登记|统计|情况|接龙)/;
/** Days until which one can sign up. */
const deadline = /^ ?(?:\d{1,2}[点:]\d{0,2}分?)?(?:之前|以前|前|截止|为止|止)/;

/** The title of a list, for comparing: every copy has the same. */
export function headerKey(header: string): string {
  return fold(header).text.replace(/\s+/g, '').slice(0, 200);
}

/** The open activities that a #接龙 may be for by its title, and whether a day in it says for sure which. */
export function listOf(
  open: readonly Activity[],
  header: string,
  now: Date,
): { candidates: Activity[]; byDay: Activity | undefined; isDated: boolean } {
  const { text } = fold(header);
  const numbered = open.find(({ number }) =>
    new RegExp(`(?:活动|报名) *#?${number}(?!\\d| ?[点:：月日人个位名小])`).test(text),
  );
  if (numbered) return { candidates: [numbered], byDay: numbered, isDated: false };
  const titled = open
    .filter(({ title }) => text.includes(fold(title).text))
    .sort((a, b) => b.title.length - a.title.length);
  const candidates = titled.filter(({ title }) => title === titled[0]?.title);
  // 团购分拣 is the title of one, and no group purchase.
  const beside = candidates[0] ? text.replace(fold(candidates[0].title).text, ' ') : text;
  if (otherMatter.test(beside)) return { candidates: [], byDay: undefined, isDated: false };
  const days = findDays(text, now, 'future').filter(
    ({ start, end }) =>
      !deadline.test(text.slice(end)) && !/(?:截止|截至|于)[: 到]*$/.test(text.slice(0, start)),
  );
  // 周六, said on a Saturday, may be the next one.
  const meant = days.flatMap(({ value, start }) =>
    value === dayOf(now) && /^[周星礼]/.test(text.slice(start)) ? [value, value + 7] : [value],
  );
  const byDay = candidates.find(({ startsAt }) => meant.includes(dayOf(startsAt)));
  return { candidates, byDay, isDated: days.length > 0 };
}
