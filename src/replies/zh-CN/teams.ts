import type { Period } from '#src/understanding/intent.ts';
import { hours, monthDay, PERIODS, WEEKDAYS } from './words.ts';

/** What is said of standing teams. */
export const teamsReplies = {
  'team.founded': (p: { team: string; captain: string; here: boolean }) =>
    `${p.team}已组建，队长${p.captain}。${p.here ? '召集消息发在本群。' : '在队群里再发一遍，召集消息就发到队群。'}队员请发：加入 ${p.team}`,
  'team.captain-changed': (p: { team: string; captain: string; here: boolean }) =>
    `${p.team}队长已换成${p.captain}，队员和排班照旧。${p.here ? '召集消息改发在本群。' : '召集消息发到哪里不变。'}`,
  'team.unknown': (p: { team: string }) => `没有“${p.team}”这支队伍。发“队伍列表”看有哪些队伍。`,
  'team.none': (_: object) => '还没有队伍。请社区管理员发：组建 巡逻队 队长 张三',
  'team.captain-only': (p: { team: string }) => `这件事由${p.team}队长或网格员来办。`,
  'team.asked-to-join': (p: { team: string; captain: string }) =>
    `已告诉${p.team}队长${p.captain}，队长同意后您就入队了。`,
  'team.wants-to-join': (p: { team: string; name: string }) =>
    `【入队申请】${p.name}想加入${p.team}。同意请回复“同意”（隔得久了请引用本条），或发：${p.team}添加 ${p.name}`,
  'team.captain-stays': (_: object) => '队长不能直接退出，请社区管理员先换队长，例如：任命 巡逻队 队长 李四',
  'team.members-changed': (p: { team: string; names: string[]; joined: boolean }) =>
    `${p.names.join('、')}已${p.joined ? '加入' : '退出'}${p.team}。`,
  'team.not-a-member': (p: { team: string; name: string }) =>
    `${p.name}不是${p.team}队员，没有排班。请先发：${p.team}添加 ${p.name}`,
  'team.planned': (p: { team: string; days: Duty[]; from: string }) =>
    [
      `${p.team}排班已记下（${monthDay(p.from)}起的一周），前一天晚上 7 点在队群提醒：`,
      ...p.days.map(dutyLine),
    ].join('\n'),
  'team.unclear-plan': (p: { team: string }) =>
    `没看懂${p.team}的排班，没有记下。请这样发：排班 ${p.team} 下周 周一 张三 李四 周二至周五 王五`,
  'team.orders': (p: { team: string }) =>
    `${p.team}不能在这里解散、合并或改名。可以发：${p.team}名单、${p.team}添加 姓名、${p.team}移除 姓名、${p.team}排班、队伍排行；换队长请社区管理员发：任命 ${p.team} 队长 姓名`,
  'team.call': (p: { team: string; text: string; by: string; names: string[] }) =>
    `【${p.team}集合】${p.text}（${p.by}）\n${p.names.join('、')}请收到后准时参加。`,
  'team.called': (p: { team: string; count: number }) => `已召集${p.team} ${p.count} 人。`,
  'team.duty': (p: { team: string; names: string[] }) =>
    `【${p.team}】明天值班：${p.names.join('、')}。来不了请和队长说一声。`,
  'team.list': (p: { teams: { name: string; members: number }[] }) =>
    [
      '本社区的队伍：',
      ...p.teams.map(({ name, members }) => `· ${name} ${members} 人`),
      '想入队请发：加入 队名',
    ].join('\n'),
  'team.show': (p: {
    team: string;
    captain: string;
    members: string[];
    rosters: { week: string; days: Duty[] }[];
  }) =>
    [
      `${p.team}：队长${p.captain}，${p.members.length} 人：${p.members.join('、')}`,
      ...p.rosters.flatMap(({ week, days }) => [
        `第 ${Number(week.slice(6))} 周排班：`,
        ...days.map(dutyLine),
      ]),
    ].join('\n'),
  'team.board': (p: { period: Period; rows: { name: string; members: number; minutes: number }[] }) =>
    [
      `${PERIODS[p.period]}队伍服务时长：`,
      ...p.rows.map(
        ({ name, members, minutes }, index) => `${index + 1}. ${name}（${members} 人）${hours(minutes)} 小时`,
      ),
    ].join('\n'),
};

interface Duty {
  weekday: number;
  names: string[];
}

function dutyLine({ weekday, names }: Duty): string {
  return `周${WEEKDAYS[weekday - 1]}：${names.join('、')}`;
}
