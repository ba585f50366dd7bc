import type { ScopedCap } from '#src/rulebook/rulebook.ts';
import type { Merged } from '../render.ts';
import type { ClaimView, DecidedView, StatusView } from '../views.ts';
import type { Params } from './words.ts';
import {
  capName,
  cards,
  cut,
  dayName,
  deed,
  detail,
  gain,
  monthDay,
  statusLine,
  stepName,
  tail,
  what,
  who,
  whoShort,
} from './words.ts';

export const claimsReplies = {
  'claim.recorded': (p: ClaimView) =>
    `已记录 #${p.number}：${deed(p)}，待评审，通过后 ${gain(p)}${cut(p)}。${p.needsPicture ? '这一项要附照片，请接着发照片。' : ''}`,
  'claim.credited': (p: ClaimView & { balance: number }) =>
    `已记录 #${p.number}：${deed(p)}，${gain(p)}${cut(p)}，${p.address} 当前 ${p.balance} 分。`,
  'claim.card': (p: ClaimView) =>
    [
      `【待评审 #${p.number}】${who(p)}`,
      `${what(p)} → ${gain(p)}${cut(p)}`,
      ...detail(p),
      ...(p.step ? [`环节：${stepName(p.step)}`] : []),
      `引用本条回复：通过 / 驳回 原因 / 改成${p.minutes ? '1.5小时' : '5分'}`,
    ].join('\n'),
  'claim.duplicate': (p: ClaimView) =>
    `${p.address} ${dayName(p)}已经报过同样的${p.item.zh}（#${p.number}，${p.person}）。确实是另一次吗？回复“确认”再记一条，回复“取消”不记。`,
  'claim.item-unknown': (p: { text: string; suggestions: string[] }) =>
    `细则里没有找到“${p.text}”。${p.suggestions.length > 0 ? `您是不是要报：${p.suggestions.join('、')}？` : ''}发“规则”可看全部条目。`,
  'claim.amount-out-of-range': (p: { maxHours: number; maxTimes: number }) =>
    `一次申报最多 ${p.maxHours} 小时、${p.maxTimes} 次，请核对后再报。`,
  'claim.no-rules': (p: { day: string }) => `${monthDay(p.day)}还没有生效的积分细则，不能申报那天的事。`,
  'claim.not-in-version': (p: { text: string; day: string; version: string }) =>
    `${monthDay(p.day)}适用的细则（${p.version} 版）里没有“${p.text}”，不能申报。发“规则”看现在的条目。`,
  'claim.not-reportable': (p: { item: { zh: string; en: string }; state: boolean }) =>
    p.state
      ? `“${p.item.zh}”不用申报，由社区检查后统一记分。`
      : `“${p.item.zh}”是扣分项，不能申报。要反映情况请联系网格员。`,
  'claim.choose': (p: { item: string; choices: { name: string; points: number }[] }) =>
    `${p.item}分几档：${p.choices.map(({ name, points }) => `${name} ${points} 分`).join('、')}。请写明哪一档，例如：上报 ${p.item} ${p.choices[0]?.name ?? ''}`,
  'claim.cap-reached': (p: { cap: ScopedCap }) =>
    `按细则，${p.cap.of ? `“${p.cap.of.zh}”` : '各项合计'}${capName(p.cap)}，已经记满了，没有记录。`,
  'claim.worth-nothing': (_: object) => '时间太短，按细则折算不到 1 分，没有记录。',
  'claim.in-future': (p: { day: string }) => `${monthDay(p.day)}还没到呢，做完以后再来申报吧。`,
  'claim.too-old': (p: { days: number }) =>
    `只能申报最近 ${p.days} 天内的事，再早的请与社区核对，这里不补录。`,
  'claim.whose': (p: { name: string }) =>
    `这是${p.name}做的吗？替${p.name}申报请发：代 ${p.name} 上报 志愿服务 2小时；活动里的工时请发：工时 12 ${p.name} 90分钟；是您自己做的，请以“上报”开头再发一遍。`,
  'claim.same-twice': (_: object) =>
    '这条消息里有两件一样的事。做了两回就写明次数或分两条发，例如：上报 志愿服务 4小时',
  'claim.too-many': (p: { limit: number }) => `一条消息最多申报 ${p.limit} 件事，请分几条发。`,
  'claim.status': (p: { claims: StatusView[] }) => p.claims.map(statusLine).join('\n'),
  'claim.none': (_: object) =>
    '您还没有申报。要报就发：上报 志愿服务 2小时。在活动里签到过的不用报，活动结束后统一申报。',
  'claim.not-found': (p: { numbers: number[] }) =>
    `没有找到您的 ${cards(p.numbers)}，请核对编号。发“我的申报”看最近几条。`,
  'claim.withdrawn': (p: ClaimView) => `已撤回 #${p.number}（${p.item.zh}）。`,
  'claim.not-withdrawable': (p: { number: number }) =>
    `#${p.number} 已经有结果，不能撤回了。有疑问请联系评审委员。`,
  'claim.evidence-added': (p: { number: number; person: string; pictures: number }) =>
    `已给 #${p.number} 附上照片，共 ${p.pictures} 张。`,
  'claim.evidence-card': (p: { number: number; person: string }) => `#${p.number} ${p.person} 的照片：`,
  'claim.no-pictures': (p: { numbers: number[] }) => `${cards(p.numbers)} 没有照片。`,
  'claim.pictures-later': (p: { numbers: number[] }) =>
    `照片多，先发这些。接着看请发：看图 ${p.numbers.join(' ')}`,
  'claim.evidence-refused': (p: { why: 'type' | 'size' | 'count' }) =>
    `照片没有收下：${{ type: '只收 JPG、PNG、GIF、WebP 图片', size: '每张不能超过 10 MB', count: '每条申报最多 9 张' }[p.why]}。`,
  'claim.result': (p: DecidedView & { balance: number }) =>
    p.verdict === 'rejected'
      ? `#${p.number} ${p.item.zh}没有通过：${p.reason}。（${p.by}）补充后可以重新申报。`
      : `#${p.number} ${p.item.zh}已通过${p.verdict === 'adjusted' ? `（改为${what(p)}）` : ''}：${whoShort(p)} ${gain(p)}，${p.address} 当前 ${p.balance} 分。`,
};

export const mergedClaims = {
  'claim.recorded': {
    title: (count) => `已记录 ${count} 条申报，待评审：`,
    line: (p) => `#${p.number} ${whoShort(p)} ${what(p)} ${gain(p)}`,
  } as Merged<Params<typeof claimsReplies, 'claim.recorded'>>,
  'claim.card': {
    title: (count) => `【待评审 ${count} 条】`,
    line: (p) => `#${p.number} ${deed(p)} ${gain(p)}${tail(p)}`,
    tail: (p) => `引用本条回复：通过 / 除了${p.number}都通过 / 驳回 ${p.number} 原因`,
  } as Merged<Params<typeof claimsReplies, 'claim.card'>>,
  'claim.evidence-added': {
    title: () => '已附上照片：',
    line: (p) => `#${p.number} ${p.person} 共 ${p.pictures} 张`,
  } as Merged<Params<typeof claimsReplies, 'claim.evidence-added'>>,
  'claim.result': {
    title: (count) => `${count} 条申报有结果了：`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${whoShort(p)} ${p.item.zh} 未通过：${p.reason}`
        : `#${p.number} ${whoShort(p)} ${what(p)} ${gain(p)}，${p.address} 当前 ${p.balance} 分`,
  } as Merged<Params<typeof claimsReplies, 'claim.result'>>,
};
