import type { ActivityView, ActivityWhole } from '../activity-views.ts';
import { needs, shiftLines } from './activities.ts';
import { everybody, monthDay, when } from './words.ts';

/** What is said when an organiser changes or calls off what was published. */
export const activityChangesReplies = {
  'activity.nothing-changed': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”本来就是这样，没有改动。`,
  'activity.too-few': (p: { activity: ActivityView; job?: string | undefined; signedUp: number }) =>
    `“${p.activity.title}”${p.job ? `的${p.job}` : ''}已有 ${p.signedUp} 人报名，名额不能少于 ${p.signedUp}。要减人请先发：移除 ${p.activity.number} 姓名`,
  'activity.no-more-changes': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”已经结束或取消，不能再修改了。`,
  'activity.begun': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”已经开始，只能改时长、说明和计分，例如：修改活动 ${p.activity.number} 时长 3小时`,
  'activity.unknown-item': (p: { item: string; items: { zh: string; en: string }[] }) =>
    `细则里没有可以给活动计分的“${p.item}”，可选：${p.items.map(({ zh }) => zh).join('、')}；不计分请写“不计分”。`,
  'activity.which-job': (p: { activity: ActivityView }) =>
    [
      `“${p.activity.title}”分岗位，请说明改哪个：`,
      ...shiftLines(p.activity),
      `例如：修改活动 ${p.activity.number} ${p.activity.shifts?.[0]?.name ?? ''}改成8人`,
    ].join('\n'),
  'activity.no-such-job': (p: { activity: ActivityView; job: string }) =>
    `“${p.activity.title}”没有“${p.job}”这个岗位${p.activity.shifts ? `，现有：${p.activity.shifts.map(({ name }) => name).join('、')}` : ''}。要添加请发：修改活动 ${p.activity.number} 增加岗位 ${p.job}5人`,
  'activity.job-exists': (p: { activity: ActivityView; job: string }) =>
    `“${p.activity.title}”已经有“${p.job}”这个岗位了，请换一个名称。`,
  'activity.job-has-people': (p: { activity: ActivityView; job: string; names: string[] }) =>
    `“${p.activity.title}”的${p.job}已有人报名：${p.names.join('、')}，不能去掉。请先发：移除 ${p.activity.number} 姓名`,
  'activity.not-divisible': (p: { activity: ActivityView; people: number }) =>
    `“${p.activity.title}”已有 ${p.people} 人报名，还不知道他们各做什么，不能再分岗位。可以另发一个分岗位的活动。`,
  'activity.too-many-jobs': (p: { limit: number }) => `一个活动最多分 ${p.limit} 个岗位，请合并几个再发。`,
  'activity.unclear-change': (p: { activity: ActivityView; words: string; waits: boolean }) =>
    [
      p.words
        ? `没看懂“${p.words}”，“${p.activity.title}”还没有改。可以这样发：`
        : `要改“${p.activity.title}”的什么？可以这样发：`,
      `修改活动 ${p.activity.number} 改到周日下午3点`,
      `修改活动 ${p.activity.number} 地点 东门`,
      `修改活动 ${p.activity.number} 30人`,
      `修改活动 ${p.activity.number} 延长半小时`,
      ...(p.activity.shifts?.[0]
        ? [`修改活动 ${p.activity.number} ${p.activity.shifts[0].name}改成8人`]
        : []),
      `修改活动 ${p.activity.number} 备注 带手套`,
      ...(p.waits ? [`修改活动 ${p.activity.number} 明天早上8点发布`] : []),
    ].join('\n'),
  'activity.no-pause': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”不能暂停。改期请发：修改活动 ${p.activity.number} 改到周日下午3点；${p.activity.signedUp > 0 && !p.activity.shifts ? `不再收人请发：修改活动 ${p.activity.number} ${p.activity.signedUp}人；` : ''}不办了请发：取消活动 ${p.activity.number}`,
  'activity.no-other-repeat': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”多久办一次不能改，还没有改动。要办成系列请另外发布，例如：发布招募 ${p.activity.title} 每周六上午9点；这一场不办了请发：取消活动 ${p.activity.number}`,
  'activity.no-length': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”改不成这个时长，请直接写明，例如：修改活动 ${p.activity.number} 时长 2小时`,
  'activity.no-room-left': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”至少要发到一个群。不办了请发：取消活动 ${p.activity.number}`,
  'activity.posted-already': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”的招募已经发到群里了，不能再改发布时间。`,
  'activity.no-series': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”没有以后的场次。只改这一场请发：修改活动 ${p.activity.number} 要改的内容`,
  'activity.preview-change': (p: {
    before: ActivityWhole;
    after: ActivityWhole;
    people: number;
    /** Of a series: whether only this date changes, or those that are not published yet as well. */
    dates: 'this' | 'all' | undefined;
    /** Other dates of the series that are published and change, too. */
    others: ActivityWhole[];
  }) =>
    [
      `【还没有修改】${p.before.number}. ${p.before.title} 将改为：`,
      ...differences(p.before, p.after),
      ...difference('发到', p.before.rooms.join('、'), p.after.rooms.join('、')),
      ...difference('发布', p.before.at ?? '已发布', p.after.at ?? '已发布'),
      ...(p.others.length > 0
        ? [
            `已发布的${p.others.map((one) => ` ${one.number}（${monthDay(one.startsAt.split(' ')[0] ?? '')}）`).join('、')} 也这样改。`,
          ]
        : []),
      ...(p.dates === 'all' ? ['以后还没发布的各场也这样改。'] : []),
      ...(p.dates === 'this'
        ? [`只改这一场；以后各场都改请发：修改系列活动 ${p.before.number} 要改的内容`]
        : []),
      `${p.people > 0 ? `已报名的 ${p.people} 人会收到通知。` : ''}确认请回复“是”。`,
    ].join('\n'),
  'activity.changed': (p: {
    before: ActivityWhole;
    after: ActivityWhole;
    names: string[];
    waiting: string[];
  }) =>
    [
      `【活动有变】${p.before.number}. ${p.before.title}`,
      ...differences(p.before, p.after),
      ...(p.names.length + p.waiting.length > 0
        ? [`${listed(p.names, p.waiting)}。来不了请回复：不去 ${p.before.number}`]
        : []),
    ].join('\n'),
  'activity.preview-call-off': (p: {
    activity: ActivityView;
    people: number;
    dates: number;
    /** More dates would have followed; they do not. */
    series: boolean;
    /** What everybody is told. */
    reason?: string | undefined;
  }) =>
    `${
      p.series && p.dates === 0
        ? `确定停办“${p.activity.title}”这个系列吗？以后的场次不再发布。`
        : `确定取消${p.dates > 1 ? `从“${p.activity.title}”起的 ${p.dates} 场活动` : `“${p.activity.title}”（${when(p.activity)}）`}吗？${p.series ? '这个系列就此停办，以后的场次不再发布。' : ''}`
    }${p.people > 0 ? `已报名的 ${p.people} 人会收到通知。` : ''}${p.reason ? `原因写“${p.reason}”。` : ''}确定请回复“是”。`,
  'activity.one-at-a-time': (p: { number: number }) =>
    `活动要一个一个取消，都还没有取消。请先发：取消活动 ${p.number}`,
  'activity.leave-instead': (p: { activity: ActivityView }) =>
    `整个活动要由组织者来取消。您自己去不了，请发：不去 ${p.activity.number}`,
  'activity.call-off-done': (p: { activity: ActivityView; people: number; dates: number; series: boolean }) =>
    `${p.dates > 1 ? `已取消 ${p.dates} 场“${p.activity.title}”` : p.dates === 1 ? `已取消“${p.activity.title}”` : `“${p.activity.title}”系列已停办`}${p.series && p.dates > 0 ? '，系列停办' : ''}${p.people > 0 ? `，已通知 ${p.people} 人` : ''}。`,
  'activity.change-done': (p: { activity: ActivityView; people: number; dates: number }) =>
    `已修改“${p.activity.title}”${p.dates > 1 ? ` ${p.dates} 场` : ''}${p.people > 0 ? `，已通知 ${p.people} 人` : ''}。`,
  'activity.called-off': (p: { activity: ActivityView; reason?: string | undefined; names: string[] }) =>
    [
      `【活动取消】${p.activity.number}. ${p.activity.title}（${when(p.activity)}）不办了${p.reason ? `：${p.reason}` : '。'}`,
      ...(p.names.length > 0 ? [`请已报名的${everybody(p.names)}不用再来，给您添麻烦了。`] : []),
    ].join('\n'),
};

/** Who has a place, and who waits for one. */
function listed(names: string[], waiting: string[]): string {
  return [
    ...(names.length > 0 ? [`已报名：${everybody(names)}`] : []),
    ...(waiting.length > 0 ? [`候补：${everybody(waiting)}`] : []),
  ].join('；');
}

function differences(before: ActivityWhole, after: ActivityWhole): string[] {
  const isDivided = before.shifts !== undefined || after.shifts !== undefined;
  return [
    ...difference('标题', before.title, after.title),
    ...difference('时间', when(before), when(after)),
    ...difference('地点', before.place ?? '未定', after.place ?? '未定'),
    ...(isDivided
      ? difference('岗位', jobs(before), jobs(after))
      : difference('人数', people(before), people(after))),
    ...difference('要求', before.needs ? needs(before.needs) : '无', after.needs ? needs(after.needs) : '无'),
    ...difference('说明', before.note ?? '无', after.note ?? '无'),
    ...difference('计分', before.earns?.zh ?? '不计分', after.earns?.zh ?? '不计分'),
  ];
}

function difference(label: string, from: string, to: string): string[] {
  return from === to ? [] : [`${label}：${from} → ${to}`];
}

function jobs({ shifts }: ActivityView): string {
  if (!shifts) return '不分';
  return shifts.map(({ name, capacity }) => `${name}${capacity ? ` ${capacity} 人` : ' 不限'}`).join('、');
}

function people({ capacity }: ActivityView): string {
  return capacity ? `${capacity} 人` : '不限';
}
