import type { ActivityDraftView, ActivityView, OwnPlaces } from '../activity-views.ts';
import type { Merged } from '../render.ts';
import type { Params } from './words.ts';
import { everybody, monthDay, places, when } from './words.ts';

export const activitiesReplies = {
  'activity.preview': (p: ActivityDraftView) =>
    [
      `【招募预览，还没有发布】${p.title}`,
      ...facts(p),
      ...(p.capacity ? [`人数：招 ${p.capacity} 人`] : []),
      ...(p.repeat ? [`重复：${repeats(p.repeat)}`] : []),
      `计分：${p.earns ? `${p.earns.zh}${p.worth > 0 ? `，全程参加得 ${p.worth} 分` : ''}` : '不计分，只记时长'}`,
      `发到：${p.rooms.join('、')}${p.at ? `（${p.at}）` : ''}`,
      '发布请回复“是”；不发请回复“取消”；要改就说，例如：地点改到东门，改成8人。',
    ].join('\n'),
  'activity.ask-minutes': (p: { title: string }) => `“${p.title}”要做多久？例如：2小时（还没定请回复“不限”）`,
  'activity.ask-place': (p: { title: string }) => `“${p.title}”在哪里集合？（没有固定地点请回复“不限”）`,
  'activity.ask-capacity': (p: { title: string }) =>
    `“${p.title}”招多少人？例如：20人（不限人数请回复“不限”）`,
  'activity.ask-rooms': (_: object) => '要发到哪些群？请发群名或网格名，例如：一网格（都发请回复“都发”）',
  'activity.ask-publish-at': (_: object) => '什么时候发出去？例如：周五早上8点（确认后就发请回复“马上”）',
  'activity.notice': (p: ActivityView) => notice('【招募】', p),
  'activity.reminder': (p: ActivityView & { daysLeft: number }) =>
    notice(`【还在招募，${daysLeft(p.daysLeft)}】`, p),
  'activity.published': (p: { activity: ActivityView; rooms: string[]; at?: string }) =>
    `活动 ${p.activity.number}“${p.activity.title}”${p.at ? `将于 ${p.at} 发到` : '已发到'}：${p.rooms.join('、')}。`,
  'activity.in-past': (_: object) => '开始时间已经过了，请核对日期。',
  'activity.no-room': (_: object) => '还没有可以发布的居民群。请管理员先在居民群里发：绑定本群 居民群 网格名',
  'activity.unknown-room': (p: { room: string; rooms: string[] }) =>
    `没有“${p.room}”这个群，可选：${p.rooms.join('、')}。`,
  'activity.list': (p: { activities: ActivityView[] }) =>
    [
      '正在招募：',
      ...p.activities.map(
        (activity) =>
          `${activity.number}. ${activity.title} ${when(activity)}${activity.place ? `，${activity.place}` : ''}${places(activity)}`,
      ),
      '报名请发：报名 编号',
    ].join('\n'),
  'activity.none-that-day': (p: { activities: ActivityView[] }) =>
    [
      '那天没有正在招募的活动。别的日子有：',
      ...p.activities.map(
        (activity) =>
          `${activity.number}. ${activity.title} ${when(activity)}${activity.place ? `，${activity.place}` : ''}`,
      ),
      '报名请发：报名 编号',
    ].join('\n'),
  'activity.shown': (p: { activity: ActivityView; mine: OwnPlaces }) =>
    [
      `${p.activity.number}. ${p.activity.title}${places(p.activity)}`,
      ...facts(p.activity),
      ...(left(p.activity) ? [`名额：${left(p.activity).slice(1)}`] : []),
      ownPlaces(p.mine),
      p.mine.names.length + p.mine.waiting.length > 0
        ? `取消请发：取消报名 ${p.activity.number}`
        : `报名请发：报名 ${p.activity.number}${exampleJob(p.activity)}`,
    ].join('\n'),
  'activity.mine': (p: { all: { activity: ActivityView; mine: OwnPlaces }[] }) =>
    [
      '您报名的活动：',
      ...p.all.map(
        ({ activity, mine }) =>
          `${activity.number}. ${activity.title} ${when(activity)}${activity.place ? `，${activity.place}` : ''}${activity.note ? `，${activity.note}` : ''}。${ownPlaces(mine)}`,
      ),
      '取消请发：取消报名 编号',
    ].join('\n'),
  'activity.mine-none': (_: object) => '您还没有报名活动。发“活动列表”看正在招募的。',
  'activity.digest': (p: { activities: ActivityView[] }) =>
    [
      '【本周招募汇总】',
      ...p.activities.map(
        (activity) =>
          `${activity.number}. ${activity.title} ${when(activity)}${activity.place ? `，${activity.place}` : ''}${left(activity)}`,
      ),
      '报名请发：报名 编号',
    ].join('\n'),
  'activity.none': (_: object) => '现在没有正在招募的活动。有新活动会发到群里。',
  'activity.not-found': (_: object) => '没有找到这个活动，请核对编号。发“活动列表”看正在招募的。',
  'activity.none-around': (p: { example: Example }) =>
    `不知道是哪个活动，请带上编号，例如：${EXAMPLES[p.example]}。发“活动列表”看编号。`,
  'activity.not-yours': (_: object) => '这个活动由组织者或网格员来办。别的网格的活动，请联系那边的网格员。',
  'activity.which': (p: { activities: ActivityView[] }) =>
    `有好几个活动，请带上编号：\n${p.activities.map((activity) => `${activity.number}. ${activity.title} ${when(activity)}`).join('\n')}`,
  'activity.which-shift': (p: { activity: ActivityView }) =>
    [
      `“${p.activity.title}”分几个岗位，请说明报哪个：`,
      ...shiftLines(p.activity),
      `例如：报名 ${p.activity.number} ${p.activity.shifts?.[0]?.name ?? ''}`,
    ].join('\n'),
  'activity.signed-up': (p: {
    activity: ActivityView;
    names: string[];
    shift?: string | undefined;
    /** Whoever signed them up is not on the list. */
    youToo?: boolean;
  }) =>
    `${p.names.join('、')}已报名“${p.activity.title}”${p.shift ? `·${p.shift}` : ''}（${when(p.activity)}）${places(p.activity)}。${needed(p.activity)}${p.youToo ? `您自己也去请再发：报名 ${p.activity.number}；` : ''}取消请发：取消报名 ${p.activity.number}`,
  'activity.waiting': (p: { activity: ActivityView; names: string[]; ahead: number }) =>
    `“${p.activity.title}”名额已满，${p.names.join('、')}排在候补${p.ahead === 0 ? '第一位' : `，前面还有 ${p.ahead} 人`}；有空位马上通知您。不等了请发：取消报名 ${p.activity.number}`,
  'activity.waiting-together': (p: {
    activity: ActivityView;
    names: string[];
    ahead: number;
    left: number;
    shift?: string | undefined;
  }) =>
    `“${p.activity.title}”${p.shift ? `的${p.shift}` : ''}只剩 ${p.left} 个名额，不够 ${p.names.length} 人一起来，已排候补${p.ahead === 0 ? '第一位' : `，前面还有 ${p.ahead} 人`}。想先去 ${p.left} 人：先发“取消报名 ${p.activity.number}”，再发“报名 ${p.activity.number}${p.shift ? ` ${p.shift}` : ''} ${p.left}人”`,
  'activity.promoted': (p: { activity: ActivityView; names: string[]; until: string }) =>
    `好消息：“${p.activity.title}”（${when(p.activity)}）有空位了，${p.names.join('、')}已从候补转为正式报名。去不了请在${moment(p.until)}前回复：不去 ${p.activity.number}`,
  'activity.place-passed': (p: { activity: ActivityView; names: string[] }) =>
    `“${p.activity.title}”给${p.names.join('、')}留的名额没有等到答复，已让给下一位。还想去请发：报名 ${p.activity.number}`,
  'activity.party-too-large': (p: { limit: number }) =>
    `一个人最多报 ${p.limit} 人（含自己）。人多请让他们自己报，或请网格员代报。`,
  'activity.how-many': (p: { activity: ActivityView; said: string; shift?: string | undefined }) =>
    `“${p.said}”是几个人？连您一共几位，请发：报名 ${p.activity.number}${p.shift ? ` ${p.shift}` : ''} 2人`,
  'activity.who': (p: { activity: ActivityView; said: string }) =>
    `不认识“${p.said}”，还没有报名。您自己去请发：报名 ${p.activity.number}；替人报请发：帮${p.said}报名 ${p.activity.number}`,
  'activity.more-already': (p: { activity: ActivityView; names: string[] }) =>
    `您这边已经报了 ${p.names.length} 人：${p.names.join('、')}。要减谁请发：取消报名 ${p.activity.number} ${p.names.at(-1) ?? ''}`,
  'activity.other-job': (p: { activity: ActivityView; job: string; wanted: string }) =>
    `您现在报的是${p.job}，要换请先发：取消报名 ${p.activity.number}，再发：报名 ${p.activity.number} ${p.wanted}`,
  'activity.other-job-full': (p: { activity: ActivityView; job: string; wanted: string }) =>
    `您现在报的是${p.job}，给您留着；${p.wanted}已经满了，换不了。`,
  'activity.too-many': (p: { activity: ActivityView; capacity: number; shift?: string | undefined }) =>
    `“${p.activity.title}”${p.shift ? `的${p.shift}` : ''}一共只招 ${p.capacity} 人，坐不下这么多，还没有报名。请少报几位${p.shift ? '或分开报别的岗位' : ''}，例如：报名 ${p.activity.number}${p.shift ? ` ${p.shift}` : ''} ${p.capacity}人`,
  'activity.already-signed-up': (p: { activity: ActivityView; names: string[] }) =>
    `${p.names.join('、')}已经报过“${p.activity.title}”了，${when({ ...p.activity, minutes: undefined })}见。`,
  'activity.already-waiting': (p: { activity: ActivityView; names: string[] }) =>
    `${p.names.join('、')}已经在“${p.activity.title}”的候补里了，有空位马上通知您。`,
  'activity.closed': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”已报满 ${p.activity.capacity} 人，谢谢大家！还想来的可以继续报名排候补。`,
  'activity.sign-up-cancelled': (p: { activity: ActivityView; names: string[] }) =>
    `${p.names.join('、')}已取消报名“${p.activity.title}”。`,
  'activity.signed-up-for-you': (p: {
    activity: ActivityView;
    by: string;
    shift?: string | undefined;
    waiting: boolean;
  }) =>
    `${p.by}帮您报名了“${p.activity.title}”${p.shift ? `·${p.shift}` : ''}（${when(p.activity)}${p.activity.place ? `，${p.activity.place}` : ''}）${p.waiting ? '，名额已满，先排候补' : ''}。去不了请回复：不去 ${p.activity.number}`,
  'activity.taken-off': (p: { activity: ActivityView; names: string[]; by: string }) =>
    `${p.by}已取消${p.names.join('、')}对“${p.activity.title}”（${when(p.activity)}）的报名。还想去请发：报名 ${p.activity.number}`,
  'activity.not-yours-to-cancel': (p: { activity: ActivityView; names: string[] }) =>
    `${p.names.join('、')}不是您报的名，没有取消。“${p.activity.title}”的报名只能由本人、帮忙报名的人或组织者取消。`,
  'activity.same-name': (p: { activity: ActivityView; name: string; count: number }) =>
    `“${p.activity.title}”的名单里有 ${p.count} 位${p.name}，分不清是哪一位，没有移除。请让本人发：取消报名 ${p.activity.number}`,
  'activity.not-signed-up': (p: { activity: ActivityView; others: string[] }) =>
    `您没有报名“${p.activity.title}”。${p.others[0] ? `帮别人报的请带上姓名，例如：取消报名 ${p.activity.number} ${p.others[0]}` : ''}`,
  'activity.over': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”已经开始或结束，不能再报名或取消了。`,
  'activity.called-off-already': (p: { activity: ActivityView }) => `“${p.activity.title}”已经取消了。`,
  'activity.paused': (p: { count: number; until: string }) =>
    `您最近有 ${p.count} 次报了名没有来，按细则到 ${monthDay(p.until)}之前不能报名。有特殊情况请联系网格员。`,
  'activity.team-only': (p: { activity: ActivityView; team: string }) =>
    `“${p.activity.title}”只招${p.team}队员。想入队请发：加入 ${p.team}`,
  'activity.roster': (p: {
    activity: ActivityView;
    people: { name: string; shift?: string | undefined; mark?: Mark | undefined }[];
    waiting: string[];
  }) =>
    [
      `${p.activity.number}. ${p.activity.title}（${when(p.activity)}）${places(p.activity).slice(1)}`,
      ...p.people.map(
        ({ name, shift, mark }, index) =>
          `${index + 1}. ${name}${shift ? ` ${shift}` : ''}${mark ? `（${MARKS[mark]}）` : ''}`,
      ),
      ...(p.waiting.length > 0 ? [`候补：${p.waiting.join('、')}`] : []),
    ].join('\n'),
  'activity.eve': (p: { activity: ActivityView; names: string[] }) =>
    `【明天的活动】${p.activity.title} ${when(p.activity)}${p.activity.place ? `，${p.activity.place}集合` : ''}。\n已报名：${everybody(p.names)}。${p.activity.note ? `\n请注意：${p.activity.note}。` : ''}\n临时来不了请回复：不去 ${p.activity.number}`,
  'activity.soon': (p: { activity: ActivityView; names: string[] }) =>
    `【马上开始】${p.activity.title} ${time(p.activity)}开始${p.activity.place ? `，${p.activity.place}集合` : ''}：${everybody(p.names)}。`,
  'activity.confirm-leaving': (p: { activity: ActivityView }) =>
    `接龙里没有您了。要取消报名“${p.activity.title}”吗？取消请回复“是”，不理会就还给您留着。`,
  'activity.confirm-removal': (p: { activity: ActivityView; names: string[]; by: string }) =>
    `${p.by}发的“${p.activity.title}”接龙里少了${p.names.join('、')}，可能是旧名单，先都保留。确实不来了请回复：移除 ${p.activity.number} ${p.names.join(' ')}`,
  'activity.removed': (p: { activity: ActivityView; names: string[] }) =>
    `已把${p.names.join('、')}移出“${p.activity.title}”的报名。`,
  'activity.not-on-list': (p: { activity: ActivityView; names: string[] }) =>
    `“${p.activity.title}”的名单里没有${p.names.join('、')}。发“报名名单 ${p.activity.number}”看名单。`,
};

/** What an organiser wanted to do without saying with which activity. */
export type Example = 'present' | 'absent' | 'close' | 'code' | 'remove';

const EXAMPLES: Record<Example, string> = {
  present: '签到 12 张三 李四',
  absent: '缺席 12 张三',
  close: '结束活动 12',
  code: '开始签到 12',
  remove: '移除 12 张三',
};

export type Mark = 'present' | 'left' | 'absent' | 'late' | 'left-early' | 'walk-in';

const MARKS: Record<Mark, string> = {
  present: '已签到',
  left: '已签退',
  absent: '缺席',
  late: '迟到',
  'left-early': '早退',
  'walk-in': '现场加入',
};

export const mergedActivities = {
  'activity.signed-up': {
    title: (count) => `${count} 份报名已收到：`,
    line: (p) =>
      `${p.activity.number}. ${p.activity.title}${p.shift ? `·${p.shift}` : ''}：${p.names.join('、')}${places(p.activity)}`,
    tail: (last) => `取消请发：取消报名 ${last.activity.number}`,
  } as Merged<Params<typeof activitiesReplies, 'activity.signed-up'>>,
  'activity.waiting': {
    title: (count) => `名额已满，${count} 份报名排进候补：`,
    line: (p) => `${p.activity.number}. ${p.activity.title}：${p.names.join('、')}，前面 ${p.ahead} 人`,
    tail: (last) => `有空位会通知。不等了请发：取消报名 ${last.activity.number}`,
  } as Merged<Params<typeof activitiesReplies, 'activity.waiting'>>,
  'activity.waiting-together': {
    title: (count) => `名额不够一起来，${count} 份报名排进候补：`,
    line: (p) =>
      `${p.activity.number}. ${p.activity.title}：${p.names.join('、')}，前面 ${p.ahead} 人，现在只剩 ${p.left} 个名额`,
    tail: ({ activity: { number }, left, shift }) =>
      `想先去几个人：先发“取消报名 ${number}”，再发“报名 ${number}${shift ? ` ${shift}` : ''} ${left}人”`,
  } as Merged<Params<typeof activitiesReplies, 'activity.waiting-together'>>,
  'activity.already-waiting': {
    title: (count) => `${count} 份报名已经在候补里，不用再报：`,
    line: (p) => `${p.activity.number}. ${p.activity.title}：${p.names.join('、')}`,
    tail: () => '有空位马上通知。',
  } as Merged<Params<typeof activitiesReplies, 'activity.already-waiting'>>,
  'activity.sign-up-cancelled': {
    title: (count) => `${count} 份取消报名：`,
    line: (p) => `${p.activity.number}. ${p.activity.title}：${p.names.join('、')}`,
  } as Merged<Params<typeof activitiesReplies, 'activity.sign-up-cancelled'>>,
  'activity.already-signed-up': {
    title: (count) => `${count} 份报名早已收到，不用再报：`,
    line: (p) => `${p.activity.number}. ${p.activity.title}：${p.names.join('、')}`,
  } as Merged<Params<typeof activitiesReplies, 'activity.already-signed-up'>>,
  'activity.over': {
    title: () => '这些活动已经开始或结束，不能再报名或取消了：',
    line: (p) => `${p.activity.number}. ${p.activity.title}`,
  } as Merged<Params<typeof activitiesReplies, 'activity.over'>>,
};

function notice(label: string, p: ActivityView): string {
  return [
    `${label}${p.title}`,
    ...facts(p),
    ...(p.isOneOfSeries ? ['系列活动：每一场单独报名'] : []),
    ...(p.capacity && !p.shifts
      ? [`人数：招 ${p.capacity} 人，还有 ${Math.max(0, p.capacity - p.signedUp)} 个名额`]
      : []),
    `报名请回复：报名 ${p.number}${exampleJob(p)}`,
  ].join('\n');
}

function facts(p: ActivityView): string[] {
  return [
    `时间：${when(p)}`,
    ...(p.place ? [`地点：${p.place}`] : []),
    ...(p.shifts ? ['岗位：', ...shiftLines(p)] : []),
    ...(p.needs ? [`要求：${needs(p.needs)}`] : []),
    ...(p.note ? [`说明：${p.note}`] : []),
  ];
}

/** The job to name in an example of signing up: the first with a place that is free. */
function exampleJob({ shifts = [] }: ActivityView): string {
  const free = shifts.find(({ capacity, signedUp }) => capacity === undefined || signedUp < capacity);
  const job = free ?? shifts[0];
  return job ? ` ${job.name}` : '';
}

/** Jobs or shifts, a line each, with the places that are left. */
export function shiftLines({ shifts = [] }: ActivityView): string[] {
  return shifts.map(
    ({ name, capacity, signedUp }) =>
      `· ${name}${capacity ? `：${capacity} 人，${capacity > signedUp ? `还有 ${capacity - signedUp} 个名额` : '已满'}` : ''}`,
  );
}

/** Whom an activity is for, in a few words. */
export function needs({ minAge, maxAge, skill, team }: NonNullable<ActivityView['needs']>): string {
  const age = minAge && maxAge ? `${minAge}–${maxAge} 岁` : minAge ? `${minAge} 岁以上` : `${maxAge} 岁以下`;
  return [
    ...(minAge || maxAge ? [age] : []),
    ...(skill ? [`会${skill}`] : []),
    ...(team ? [`${team}队员`] : []),
  ].join('，');
}

function needed({ needs: all }: ActivityView): string {
  return all && (all.minAge || all.maxAge || all.skill) ? `要求${needs(all)}，不合适请取消。` : '';
}

function left({ capacity, signedUp }: ActivityView): string {
  if (capacity === undefined) return '';
  return capacity > signedUp ? `，还有 ${capacity - signedUp} 个名额` : '，已满，可候补';
}

function ownPlaces({ names, waiting, ahead, shift }: OwnPlaces): string {
  if (names.length + waiting.length === 0) return '您还没有报名。';
  return [
    ...(names.length > 0 ? [`已报名：${names.join('、')}${shift ? `（${shift}）` : ''}`] : []),
    ...(waiting.length > 0
      ? [`候补：${waiting.join('、')}，${ahead === 0 ? '排第一位' : `前面还有 ${ahead} 人`}`]
      : []),
  ].join('；');
}

function daysLeft(days: number): string {
  return days <= 0 ? '就在今天' : days === 1 ? '就在明天' : `还有 ${days} 天`;
}

/** `11月15日 09:00`, of `2025-11-15 09:00`. */
function moment(at: string): string {
  const [day = '', clock = ''] = at.split(' ');
  return `${monthDay(day)} ${clock} `;
}

function time({ startsAt }: ActivityView): string {
  return startsAt.split(' ')[1] ?? '';
}

function repeats({ every, step, weekdays, nth, times }: NonNullable<ActivityDraftView['repeat']>): string {
  const ofMonth = nth === -1 ? '每月最后一个同一星期' : nth ? `每月第 ${nth} 个同一星期` : '每月同一天';
  const ofWeek = weekdays
    ? `每周${weekdays.map((day) => '一二三四五六日'[day - 1]).join('、')}`
    : step
      ? `每 ${step} 周一次`
      : '每周一次';
  const how = { day: '每天一次', week: ofWeek, month: ofMonth }[every];
  return times ? `${how}，共 ${times} 次` : how;
}
