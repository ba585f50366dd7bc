import type { Role } from '#src/understanding/intent.ts';
import type { IntentName } from '#src/understanding/intents/index.ts';
import type { ProposalView } from '../views.ts';
import { cards, proposed, ROLES } from './words.ts';

/** What a no to the bot's question leaves undone. */
const NOT_DONE: Partial<Record<IntentName, string>> = {
  'activity.create': '没有发布',
  'activity.edit': '没有修改',
  'activity.call-off': '活动没有取消；要取消请再发一遍，看过后回复“是”',
  'activity.sign-up': '没有报名',
  'activity.cancel-sign-up': '报名还给您留着',
};

export const generalReplies = {
  fault: (_: object) => '抱歉，小积这边出了点问题，这条没有办成。请稍后再发一次。',
  unknown: (_: object) => '没听明白您的意思。发“帮助”看看我能做什么。',
  'sent-privately': (_: object) => '已私信发给您。没收到的话，请先加小积为好友再发一次。',
  'not-built': (_: object) => '听懂了，不过这项功能还在准备中，暂时请联系网格员办理。',
  'not-allowed': (p: { roles: Role[] }) =>
    `这件事要由${p.roles.map((role) => ROLES[role]).join('或')}来办，请联系他们。`,
  'not-registered': (_: object) => '您还没登记。请发“登记 楼-单元-房号 姓名”，例如：登记 3-2-501 张三',
  'not-resident': (_: object) => '您还没有登记住户。请发“登记 楼-单元-房号 姓名”，例如：登记 3-2-501 张三',
  'room-unbound': (_: object) => '本群还没有绑定社区。请社区管理员在群里发：绑定本群 居民群 网格名',
  'too-long': (p: { limit: number }) => `这条消息太长了，请控制在 ${p.limit} 字以内，分几条发。`,
  'confirm.nothing': (_: object) => '眼下没有需要您确认的事。发“帮助”看看我能做什么。',
  'confirm.declined': (p: { intent: IntentName }) => `好的，${NOT_DONE[p.intent] ?? '没有记录'}。`,
  'model.unavailable': (_: object) =>
    '这句话我没听懂。请换个说法，例如：上报 志愿服务 2小时。发“帮助”看更多。',
  'model.proposal': (p: ProposalView) => `您是要${proposed(p)}吗？\n回复“是”确认，回复“不是”取消。`,

  'ask.hours': (p: { item: string }) => `${p.item || '这次'}做了多久？直接回复时长就行，例如：2小时`,
  'ask.item': (p: { items: string[] }) => `请问做的是哪一项？例如：${p.items.slice(0, 6).join('、')}`,
  'ask.reason': (p: { numbers: number[] }) => `请说一下驳回 ${cards(p.numbers)} 的原因，直接回复即可。`,
  'ask.reason-for-lines': (p: { lines: number[] }) =>
    `请说一下驳回${p.lines.length > 0 ? `第 ${p.lines.join('、')} 项` : ''}的原因，直接回复即可。`,
  'ask.lines': (_: object) => '请写明是第几项、怎么定，例如：除3、7外通过，5改为10分，3驳回 没有照片',
  'ask.level': (p: { item: string; levels: { name: string; points: number }[] }) =>
    `${p.item}是哪一档？${p.levels.map(({ name, points }) => `${name} ${points} 分`).join('、')}。直接回复档名就行，例如：${p.levels[0]?.name ?? ''}`,
  'ask.quantity': (p: { item: string; unit: string }) =>
    `${p.item}一共多少${p.unit}？直接回复数量就行，例如：3${p.unit}`,
  'ask.objection': (p: { numbers: number[] }) =>
    `请说一下${p.numbers.length > 0 ? `对 ${cards(p.numbers)} ` : ''}有异议的原因，直接回复即可，例如：那天他没有来`,
  'ask.points': (_: object) => '加减多少分？直接回复分数就行，例如：5分',
  'ask.households': (p: { item: string }) =>
    `${p.item ? `“${p.item}”` : '这次检查'}哪些户达标？只报达标的，例如：3-2-501、3-2-502，或：一网格全部达标，除了3-2-501`,
  'ask.stand-in': (_: object) => '由谁来代理？直接回复人名或 @他，例如：@周建国',
  'ask.until': (_: object) => '代理到哪一天？直接回复日期就行，例如：到12月7日',
  'ask.purpose': (_: object) => '这个群做什么用？请回复：居民群、评审群，或者网格员群',
  'ask.numbers': (_: object) => '请带上编号，例如：通过 1023',
  'ask.address': (_: object) => '请带上住址和姓名，例如：登记 3-2-501 张三',
  'ask.activity': (_: object) => '请带上活动编号，例如：报名 12。发“活动列表”看有哪些。',
  'ask.start': (_: object) => '活动什么时候开始？例如：周六上午9点',
  'ask.other': (p: { what: string; example: string }) =>
    `${p.what}：还差一点信息，请照这个格式发：${p.example}`,

  help: (p: { name: string; roles: Role[]; lines: { what: string; example: string }[]; more: string[] }) =>
    [
      `${p.name ? `${p.name}，` : ''}您在这里可以这样说：`,
      ...p.lines.map(({ what, example }) => `· ${what}：${example}`),
      ...(p.more.length > 0 ? [`还可以：帮助 ${p.more.join(' / 帮助 ')}`] : []),
    ].join('\n'),
};
