import type { RoomPurpose } from '#src/community/schema.ts';
import type { Role } from '#src/understanding/intent.ts';
import type { Merged } from '../render.ts';
import type { Params } from './words.ts';
import { PURPOSES, ROLES } from './words.ts';

export const rosterReplies = {
  'registration.requested': (p: { number: number; address: string; name: string }) =>
    `收到 #${p.number}：${p.name}，${p.address}。网格员确认后就能用了。`,
  'registration.from-nickname': (p: { number: number; address: string; name: string }) =>
    `您还没登记。已按群昵称替您提交 #${p.number}：${p.address} ${p.name}，网格员确认后请再发一次。信息不对请发：登记 楼-单元-房号 姓名`,
  'registration.card': (p: { number: number; address: string; name: string; fromNickname: boolean }) =>
    `【登记 #${p.number}】${p.address} ${p.name}${p.fromNickname ? '（按群昵称）' : ''}\n引用本条回复：通过 / 驳回 原因`,
  'registration.already': (p: { address: string; name: string }) =>
    `您已登记为 ${p.address} ${p.name}。要改请联系社区管理员。`,
  'registration.waiting': (p: { number: number }) => `您的登记 #${p.number} 正在等网格员确认，请稍等。`,
  'registration.no-grid': (p: { address: string; buildings: string[] }) =>
    `${p.address} 不在本社区的楼栋里（${p.buildings.slice(0, 20).join('、')}）。请按“登记 3-2-501 张三”的格式再发一次。`,
  'registration.approved': (p: { address: string; name: string; grid: string }) =>
    `${p.name}，登记好了：${p.address}，${p.grid}。现在可以发“上报 志愿服务 2小时”或“查积分”。`,
  'registration.rejected': (p: { address: string; name: string; reason: string }) =>
    `${p.name}，您的登记（${p.address}）没有通过：${p.reason}。请核对后再发一次。`,
  'registration.settled': (p: {
    number: number;
    address: string;
    name: string;
    approved: boolean;
    by: string;
  }) => `登记 #${p.number} ${p.address} ${p.name} 已${p.approved ? '通过' : '驳回'}（${p.by}）。`,
  'registration.added': (p: { address: string; name: string; grid: string }) =>
    `已录入 ${p.address} ${p.name}（${p.grid}）。`,
  'person.unknown': (p: { who: string }) => `名册里没有找到“${p.who}”。请写明住址和姓名，例如：3-2-501 张三`,
  'person.not-yours': (_: object) => '只能办自家的事。别家的事请联系网格员。',
  'person.ambiguous': (p: { who: string; candidates: string[] }) =>
    `“${p.who}”有好几位：${p.candidates.join('、')}。请写明住址和姓名。`,
  'role.granted': (p: { name: string; role: Role; grid?: string; bodyName?: { zh: string; en: string } }) =>
    `已授权 ${p.name} 为${p.grid ?? ''}${p.bodyName ? `${p.bodyName.zh}成员` : ROLES[p.role]}。`,
  'role.already-held': (p: { name: string; role: Role }) => `${p.name} 本来就是${ROLES[p.role]}。`,
  'role.revoked': (p: { name: string; role: Role }) => `已撤销 ${p.name} 的${ROLES[p.role]}身份。`,
  'role.not-held': (p: { name: string; role: Role }) => `${p.name} 并不是${ROLES[p.role]}。`,
  'role.beyond-grid': (p: { grids: string[] }) =>
    `您只管理${p.grids.join('、')}，这件事要由全社区的管理员来办。`,
  'role.last-admin': (_: object) => '这是最后一位社区管理员，不能撤销。请先授权另一位。',
  'role.unknown-grid': (p: { grid: string; grids: string[] }) =>
    `没有“${p.grid}”这个网格，现有：${p.grids.join('、')}。`,
  'resident.rebound': (p: { name: string; address: string }) =>
    `已把 ${p.address} ${p.name} 换绑到新的微信号。`,
  'rebind.taken': (p: { name: string; address: string }) =>
    `那个微信号已经登记为 ${p.address} ${p.name}，不能再绑给别人。要先把 ${p.name} 换绑到他自己的新号。`,
  'rebind.needs-mention': (_: object) => '请在群里 @ 本人的新微信号，例如：换绑 3-2-501 张三 @新号',
  'admin.welcome': (p: { name: string; community: string }) =>
    `${p.name}，您已成为${p.community}的社区管理员。\n接下来：\n1. 把我拉进群，在群里发：绑定本群 居民群 网格名\n2. 评审群里发：绑定本群 评审群\n3. 授权：授权 @某人 评审委员`,
  'admin.wrong-code': (p: { triesLeft: number }) =>
    p.triesLeft > 0
      ? `管理员码不对，还可以试 ${p.triesLeft} 次。`
      : '管理员码已失效。请重启小积，日志里会打印新的。',
  'admin.not-open': (_: object) =>
    '现在没有可用的管理员码。已有社区管理员的，请他发：授权 @您 管理员；还没有的，重启小积会打印新码。',
  'admin.direct-only': (_: object) =>
    '管理员码请私聊发给我，不要发在群里。为安全起见，这个码已作废；重启小积会打印新的。',

  'room.bound': (p: {
    topic: string;
    purpose: RoomPurpose;
    grid?: string;
    community: string;
    proposals: number;
  }) =>
    [
      `本群已绑定为${p.community}${p.grid ?? ''}${PURPOSES[p.purpose]}。`,
      p.proposals > 0 ? `有 ${p.proposals} 位邻居可以按群昵称登记，已发到网格员群等待确认。` : '',
      p.purpose === 'residents'
        ? '大家可以发：上报 志愿服务 2小时、查积分、排行榜、帮助'
        : '发“帮助”看在这里能做什么。',
    ]
      .filter(Boolean)
      .join('\n'),
  'room.not-a-room': (_: object) => '请在要绑定的群里发这句话。',
};

export const mergedRoster = {
  'registration.requested': {
    title: (count) => `收到 ${count} 份登记，等网格员确认：`,
    line: (p) => `#${p.number} ${p.address} ${p.name}`,
  } as Merged<Params<typeof rosterReplies, 'registration.requested'>>,
  'registration.card': {
    title: (count) => `【登记 ${count} 份，等待确认】`,
    line: (p) => `#${p.number} ${p.address} ${p.name}${p.fromNickname ? '（按群昵称）' : ''}`,
    tail: (p) => `引用本条回复：通过 / 除了${p.number}都通过 / 驳回 ${p.number} 原因`,
  } as Merged<Params<typeof rosterReplies, 'registration.card'>>,
  'registration.settled': {
    title: (count) => `${count} 份登记已处理：`,
    line: (p) => `#${p.number} ${p.address} ${p.name} ${p.approved ? '通过' : '驳回'}（${p.by}）`,
  } as Merged<Params<typeof rosterReplies, 'registration.settled'>>,
  'registration.approved': {
    title: (count) => `${count} 位邻居登记好了，可以发“上报”“查积分”：`,
    line: (p) => `${p.address} ${p.name}`,
  } as Merged<Params<typeof rosterReplies, 'registration.approved'>>,
};
