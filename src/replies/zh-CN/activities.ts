import type { Merged } from '../render.ts';
import type { ActivityView } from '../views.ts';
import type { Params } from './words.ts';
import { notice, places, when } from './words.ts';

export const activitiesReplies = {
  'activity.notice': (p: ActivityView) => notice('【招募】', p),
  'activity.reminder': (p: ActivityView) => notice('【还在招募】', p),
  'activity.published': (p: { activity: ActivityView; rooms: string[]; at?: string }) =>
    `活动 ${p.activity.number}“${p.activity.title}”${p.at ? `将于 ${p.at} 发到` : '已发到'}：${p.rooms.join('、')}。`,
  'activity.needs-start': (_: object) => '请写上开始时间，例如：发布招募 小广场清扫 周六上午9点 小广场 20人',
  'activity.in-past': (_: object) => '开始时间已经过了，请核对日期。',
  'activity.no-room': (_: object) => '还没有可以发布的居民群。请管理员先在居民群里发：绑定本群 居民群 网格名',
  'activity.unknown-room': (p: { room: string; rooms: string[] }) =>
    `没有“${p.room}”这个群，可选：${p.rooms.join('、')}。`,
  'activity.list': (p: { activities: ActivityView[] }) =>
    [
      '正在招募：',
      ...p.activities.map(
        (activity) => `${activity.number}. ${activity.title} ${when(activity)}${places(activity)}`,
      ),
      '报名请发：报名 编号',
    ].join('\n'),
  'activity.none': (_: object) => '现在没有正在招募的活动。有新活动会发到群里。',
  'activity.not-found': (_: object) => '没有找到这个活动。发“活动列表”看正在招募的，再发：报名 编号',
  'activity.which': (p: { activities: ActivityView[] }) =>
    `有好几个活动，请带上编号：\n${p.activities.map((activity) => `${activity.number}. ${activity.title} ${when(activity)}`).join('\n')}`,
  'activity.signed-up': (p: { activity: ActivityView; names: string[] }) =>
    `${p.names.join('、')}已报名“${p.activity.title}”（${when(p.activity)}）${places(p.activity)}。取消请发：取消报名 ${p.activity.number}`,
  'activity.party-too-large': (p: { limit: number }) => `一次最多报 ${p.limit} 人，请分几次报。`,
  'activity.already-signed-up': (p: { activity: ActivityView; names: string[] }) =>
    `${p.names.join('、')}已经报过“${p.activity.title}”了，${when(p.activity)}见。`,
  'activity.full': (p: { activity: ActivityView; left: number }) =>
    p.left > 0
      ? `“${p.activity.title}”只剩 ${p.left} 个名额，不够这么多人，没有报上。`
      : `“${p.activity.title}”已满 ${p.activity.capacity} 人，没有报上。有人退出可以再来报。`,
  'activity.closed': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”已报满 ${p.activity.capacity} 人，报名结束，谢谢大家！`,
  'activity.sign-up-cancelled': (p: { activity: ActivityView; names: string[] }) =>
    `${p.names.join('、')}已取消报名“${p.activity.title}”。`,
  'activity.not-signed-up': (p: { activity: ActivityView }) => `您没有报名“${p.activity.title}”。`,
  'activity.over': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”已经开始或结束，不能再报名或取消了。`,
};

export const mergedActivities = {
  'activity.signed-up': {
    title: (count) => `${count} 份报名已收到：`,
    line: (p) => `${p.activity.number}. ${p.activity.title}：${p.names.join('、')}${places(p.activity)}`,
  } as Merged<Params<typeof activitiesReplies, 'activity.signed-up'>>,
};
