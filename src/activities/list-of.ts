import { pinyin } from 'pinyin-pro';
import { dayOf, findDays } from '#src/understanding/reading/days.ts';
import { fold } from '#src/understanding/reading/fold.ts';
import type { Activity } from './schema.ts';

/** What people make lists of that are not for coming to an activity, though its title may stand there. */
const otherMatter =
  /团购|拼[团单车]|代[购买]|订[购餐]|预[订售]|下单|购买|优惠|特价|套装|包邮|秒杀|送货|取货|收款|\d ?元|满意度|问卷|投票|聚餐|合影|照片|反馈|尺[码寸]|鞋码|(?<![穿着带备][^,。;]{0,4})马甲|领取(?=$|[ ,。!:]|名单|登记|统计|情况|接龙)/;
/** The same, said together with the title itself; elsewhere it may be what there is besides (管盒饭, 送毛巾). */
const besideTitle =
  /请假|缺席|退出|取消|不(?:能|想|会)?(?:去|来|参加)|[来去到]不[了成]|没有?(?:参加|来|去)|(?:参加|去|来|做)过|上(?:周|次|回|月)|昨天|往期|满意|评[价分选]|打分|意见|建议|感[想受]|心得|总结|回顾|比赛|竞赛|大赛|绘画|作文|征文|摄影|视频|(?<!(?:送|管|含|供|有|备|发|带|不)[^,。;]{0,4})(?:盒饭|午[饭餐]|晚[饭餐]|早[饭餐]|奶茶|礼品|奖品|奖状|证书|毛巾|物资|补贴)(?!自[理备])|(?<!带)领(?!队|导)|发票|捐[款赠]|(?<!免|不收|无)费/;
/** Days until which one can sign up. */
const deadline = /^ ?(?:\d{1,2}[点:]\d{0,2}分?)?(?:之前|以前|前|截止|为止|止)/;

/** What a list's title says of one activity: those that it may be, and whether a day in it says for sure which. */
export interface Called {
  candidates: Activity[];
  byDay: Activity | undefined;
  isDated: boolean;
}

/** The title of a list, for comparing: every copy has the same. */
export function headerKey(header: string): string {
  return fold(header).text.replace(/\s+/g, '').slice(0, 200);
}

/** The open activities that a #接龙 is for by its title, one for each of the activities' titles in it. */
export function listOf(open: readonly Activity[], header: string, now: Date): Called[] {
  const { text } = fold(header);
  const numbered = open.find(({ number }) =>
    new RegExp(`(?:活动|报名) *#?${number}(?!\\d| ?[点:：月日人个位名小])`).test(text),
  );
  if (numbered) return [{ candidates: [numbered], byDay: numbered, isDated: false }];
  const { titles, rest } = titlesIn(open, text);
  if (titles.length === 0 || otherMatter.test(rest)) return [];
  const clause = rest.split(/[\n,，。;；!！]/).filter((part) => part.includes(TITLE));
  if (clause.some((part) => besideTitle.test(part.replace(/[(（][^)）]*[)）]/g, '')))) return [];
  const days = findDays(text, now, 'future').filter(
    ({ start, end }) =>
      !deadline.test(text.slice(end)) && !/(?:截止|截至|于)[: 到]*$/.test(text.slice(0, start)),
  );
  // 周六, said on a Saturday, may be the next one.
  const meant = days.flatMap(({ value, start }) =>
    value === dayOf(now) && /^[周星礼]/.test(text.slice(start)) ? [value, value + 7] : [value],
  );
  return titles.map((title) => {
    const candidates = open.filter((activity) => activity.title === title);
    const byDay = candidates.find(({ startsAt }) => meant.includes(dayOf(startsAt)));
    return { candidates, byDay, isDated: days.length > 0 };
  });
}

const TITLE = '\ue001';

/** The titles in a text, the longest first where one is part of another, and the text without them. */
function titlesIn(open: readonly Activity[], text: string): { titles: string[]; rest: string } {
  const known = [...new Set(open.map(({ title }) => title))].sort((a, b) => b.length - a.length);
  const titles: string[] = [];
  let rest = text;
  for (const title of known) {
    const folded = fold(title).text;
    if (!rest.includes(folded)) continue;
    titles.push(title);
    rest = rest.replaceAll(folded, TITLE);
  }
  if (titles.length > 0) return { titles, rest };
  for (const title of known) {
    const sounding = misspelt(fold(title).text, text);
    if (sounding !== undefined) return { titles: [title], rest: text.replace(sounding, TITLE) };
  }
  return { titles: [], rest };
}

/** A title of four characters or more, one of them written as another that sounds the same: 清洁家圆. */
function misspelt(title: string, text: string): string | undefined {
  if (!/^\p{Script=Han}{4,12}$/u.test(title)) return undefined;
  for (let at = 0; at + title.length <= text.length; at++) {
    const said = text.slice(at, at + title.length);
    const wrong = [...said].filter((character, index) => character !== title[index]);
    if (wrong.length === 1 && sound(said) === sound(title)) return said;
  }
  return undefined;
}

const sound = (words: string) => [...words].map((one) => pinyin(one, { toneType: 'none' })).join(' ');
