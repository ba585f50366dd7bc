import type { RoomPurpose } from '#src/community/schema.ts';
import type { Period, Role } from '#src/understanding/intent.ts';
import type { Merged } from './render.ts';
import type {
  ActivityView,
  BoardsView,
  ClaimView,
  DecidedView,
  HistoryLine,
  ItemView,
  PlaceView,
  ProposalView,
  StatusView,
} from './views.ts';

/** Everything that Xiaoji says, in Chinese. One sentence a key; `en.ts` is checked against it. */
export const zhCN = {
  // ---- general
  fault: (_: object) => '抱歉，小积这边出了点问题，这条没有办成。请稍后再发一次。',
  unknown: (_: object) => '没听明白您的意思。发“帮助”看看我能做什么。',
  'not-built': (_: object) => '听懂了，不过这项功能还在准备中，暂时请联系网格员办理。',
  'not-allowed': (p: { roles: Role[] }) =>
    `这件事要由${p.roles.map((role) => ROLES[role]).join('或')}来办，请联系他们。`,
  'not-registered': (_: object) => '您还没登记。请发“登记 楼-单元-房号 姓名”，例如：登记 3-2-501 张三',
  'not-resident': (_: object) => '您还没有登记住户。请发“登记 楼-单元-房号 姓名”，例如：登记 3-2-501 张三',
  'room-unbound': (_: object) => '本群还没有绑定社区。请社区管理员在群里发：绑定本群 居民群 网格名',
  'too-long': (p: { limit: number }) => `这条消息太长了，请控制在 ${p.limit} 字以内，分几条发。`,
  'confirm.nothing': (_: object) => '眼下没有需要您确认的事。发“帮助”看看我能做什么。',
  'confirm.declined': (_: object) => '好的，没有记录。',
  'model.unavailable': (_: object) =>
    '这句话我没听懂。请换个说法，例如：上报 志愿服务 2小时。发“帮助”看更多。',
  'model.proposal': (p: ProposalView) => `您是要${proposed(p)}吗？\n回复“是”确认，回复“不是”取消。`,

  // ---- questions for what is missing
  'ask.hours': (p: { item: string }) => `${p.item || '这次'}做了多久？直接回复时长就行，例如：2小时`,
  'ask.item': (p: { items: string[] }) => `请问做的是哪一项？例如：${p.items.slice(0, 6).join('、')}`,
  'ask.reason': (p: { numbers: number[] }) => `请说一下驳回 ${cards(p.numbers)} 的原因，直接回复即可。`,
  'ask.numbers': (_: object) => '请带上编号，例如：通过 1023',
  'ask.address': (_: object) => '请带上住址和姓名，例如：登记 3-2-501 张三',
  'ask.activity': (_: object) => '请带上活动编号，例如：报名 12。发“活动列表”看有哪些。',
  'ask.start': (_: object) => '活动什么时候开始？例如：周六上午9点',
  'ask.other': (p: { what: string; example: string }) =>
    `${p.what}：还差一点信息，请照这个格式发：${p.example}`,

  // ---- help
  help: (p: { name: string; roles: Role[]; lines: { what: string; example: string }[]; more: string[] }) =>
    [
      `${p.name ? `${p.name}，` : ''}您在这里可以这样说：`,
      ...p.lines.map(({ what, example }) => `· ${what}：${example}`),
      ...(p.more.length > 0 ? [`还可以：帮助 ${p.more.join(' / 帮助 ')}`] : []),
    ].join('\n'),

  // ---- reporting
  'claim.recorded': (p: ClaimView) =>
    `已记录 #${p.number}：${p.person}（${p.address}）${what(p)}，待评审，通过后 +${p.points} 分。`,
  'claim.card': (p: ClaimView) =>
    [
      `【待评审 #${p.number}】${p.person}（${p.address}）`,
      `${what(p)} → +${p.points} 分`,
      ...detail(p),
      `引用本条回复：通过 / 驳回 原因 / 改成${p.minutes ? '1.5小时' : '5分'}`,
    ].join('\n'),
  'claim.duplicate': (p: ClaimView) =>
    `${p.address} ${dayName(p)}已经报过同样的${p.item.zh}（#${p.number}，${p.person}）。确实是另一次吗？回复“确认”再记一条，回复“取消”不记。`,
  'claim.item-unknown': (p: { text: string; suggestions: string[] }) =>
    `细则里没有找到“${p.text}”。${p.suggestions.length > 0 ? `您是不是要报：${p.suggestions.join('、')}？` : ''}发“规则”可看全部条目。`,
  'claim.amount-out-of-range': (p: { maxHours: number; maxTimes: number }) =>
    `一次申报最多 ${p.maxHours} 小时、${p.maxTimes} 次，请核对后再报。`,
  'claim.worth-nothing': (_: object) => '时间太短，按细则折算不到 1 分，没有记录。',
  'claim.in-future': (p: { day: string }) => `${monthDay(p.day)}还没到呢，做完以后再来申报吧。`,
  'claim.too-old': (p: { days: number }) =>
    `只能申报最近 ${p.days} 天内的事，再早的请与社区核对，这里不补录。`,
  'claim.same-twice': (_: object) =>
    '这条消息里有两件一样的事。做了两回就写明次数或分两条发，例如：上报 志愿服务 4小时',
  'claim.too-many': (p: { limit: number }) => `一条消息最多申报 ${p.limit} 件事，请分几条发。`,
  'claim.status': (p: { claims: StatusView[] }) => p.claims.map(statusLine).join('\n'),
  'claim.none': (_: object) => '您还没有申报。要报就发：上报 志愿服务 2小时',
  'claim.not-found': (p: { numbers: number[] }) =>
    `没有找到您的 ${cards(p.numbers)}，请核对编号。发“我的申报”看最近几条。`,
  'claim.withdrawn': (p: ClaimView) => `已撤回 #${p.number}（${p.item.zh}）。`,
  'claim.not-withdrawable': (p: { number: number }) =>
    `#${p.number} 已经有结果，不能撤回了。有疑问请联系评审委员。`,
  'claim.evidence-added': (p: { number: number; person: string; pictures: number }) =>
    `已给 #${p.number} 附上照片，共 ${p.pictures} 张。`,
  'claim.evidence-card': (p: { number: number; person: string }) => `#${p.number} ${p.person} 的照片：`,
  'claim.evidence-refused': (p: { why: 'type' | 'size' | 'count' }) =>
    `照片没有收下：${{ type: '只收 JPG、PNG、GIF、WebP 图片', size: '每张不能超过 10 MB', count: '每条申报最多 9 张' }[p.why]}。`,
  'claim.result': (p: DecidedView & { balance: number }) =>
    p.verdict === 'rejected'
      ? `#${p.number} ${p.item.zh}没有通过：${p.reason}。（${p.by}）补充后可以重新申报。`
      : `#${p.number} ${p.item.zh}已通过${p.verdict === 'adjusted' ? `（改为${what(p)}）` : ''}：${p.person} +${p.points} 分，${p.address} 当前 ${p.balance} 分。`,

  // ---- review
  'review.decided': (p: DecidedView) =>
    p.verdict === 'rejected'
      ? `#${p.number} 已驳回（${p.by}）：${p.reason}`
      : `#${p.number} ${p.person} ${what(p)}已${p.verdict === 'adjusted' ? '调整并' : ''}通过（${p.by}），+${p.points} 分。`,
  'review.progress': (p: ClaimView & { by: string; have: number; need: number }) =>
    `#${p.number} ${p.by}已同意（${p.have}/${p.need}），还需 ${p.need - p.have} 位委员。`,
  'review.left-out': (p: {
    own: number[];
    decided: number[];
    missing: number[];
    said: number[];
    others: number[];
  }) =>
    [
      p.own.length > 0 ? `${cards(p.own)} 是您自家或您报的，请其他委员评审。` : '',
      p.decided.length > 0 ? `${cards(p.decided)} 已经有结果了。` : '',
      p.said.length > 0 ? `${cards(p.said)} 您已经同意过，等其他委员。` : '',
      p.missing.length > 0 ? `没有 ${cards(p.missing)} 这个编号。` : '',
      p.others.length > 0 ? `${cards(p.others)} 不归您评审。` : '',
      '发“待审”看等待的申报。',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.adjust-needs-amount': (p: { number: number; per: 'hour' | 'time' }) =>
    p.per === 'hour'
      ? `#${p.number} 按时长计分，请写明时长，例如：1023 改成1.5小时`
      : `#${p.number} 按次计分，请写明次数或分数，例如：1023 改成5分`,
  'review.adjust-too-much': (p: { number: number; most: number }) =>
    `#${p.number} 最多可以给 ${p.most} 分，请核对。`,
  'review.pending': (p: {
    claims: ClaimView[];
    registrations: { number: number; address: string; name: string }[];
    total: number;
  }) =>
    [
      `待评审 ${p.total} 条：`,
      ...p.claims.map(
        (claim) =>
          `#${claim.number} ${claim.person}（${claim.address}）${what(claim)} +${claim.points} 分${tail(claim)}`,
      ),
      ...p.registrations.map(({ number, address, name }) => `#${number} 登记：${address} ${name}`),
      p.claims.length + p.registrations.length < p.total ? '……先处理以上这些。' : '',
      '回复“通过 编号”“全部通过”或“驳回 编号 原因”。',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.nothing-waiting': (_: object) => '现在没有等待评审的申报。',
  'claim.reversed': (p: ClaimView & { by: string; reason: string; balance: number }) =>
    `#${p.number} 已冲正（${p.by}）：${p.person} ${p.item.zh} −${p.points} 分，${p.address} 当前 ${p.balance} 分。原因：${p.reason}`,
  'claim.already-reversed': (p: { numbers: number[] }) => `${cards(p.numbers)} 已经冲正过了。`,
  'claim.not-reversible': (p: { numbers: number[] }) =>
    `${cards(p.numbers)} 没有入账，不需要冲正。还在等评审的请用“驳回”。`,

  // ---- points
  'points.balance': (p: {
    address: string;
    balance: number;
    person: string;
    earned: number;
    waiting: { count: number; points: number };
  }) =>
    [
      `${p.address} 当前积分 ${p.balance} 分，其中${p.person}累计贡献 ${p.earned} 分。`,
      p.waiting.count > 0 ? `另有 ${p.waiting.count} 条待评审，通过后 +${p.waiting.points} 分。` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'points.history': (p: { address: string; balance: number; lines: HistoryLine[] }) =>
    [
      `${p.address} 最近 ${p.lines.length} 笔（当前 ${p.balance} 分）：`,
      ...p.lines.map(
        ({ day, points, memo, number }) => `${monthDay(day)} ${signed(points)} ${memo} #${number}`,
      ),
    ].join('\n'),
  'points.no-history': (p: { address: string }) =>
    `${p.address} 还没有积分记录。发“上报 志愿服务 2小时”就能开始攒分。`,
  'rules.list': (p: { community: string; version: string; items: ItemView[]; left: number }) =>
    [
      `${p.community}积分细则（${p.version} 版）：`,
      ...p.items.map((item) => `· ${item.name.zh}：${pays(item)}`),
      p.left > 0 ? `……还有 ${p.left} 项，发“规则 名称”查看。` : '发“规则 名称”看单项。',
    ].join('\n'),
  'rules.item': (p: { item: ItemView; example: string }) =>
    `${p.item.name.zh}：${pays(p.item)}。要报就发：${p.example}`,
  'rules.none': (p: { query: string; suggestions: string[] }) =>
    `细则里没有“${p.query}”。${p.suggestions.length > 0 ? `相近的有：${p.suggestions.join('、')}。` : ''}发“规则”看全部。`,

  // ---- leaderboard
  'leaderboard.show': (p: BoardsView) => boards(`${p.scope}${PERIODS[p.period]}积分榜`, p),
  'leaderboard.weekly': (p: BoardsView) =>
    `${boards(`${p.scope}上周积分榜`, p)}\n谢谢每一位！新的一周继续加油。`,
  'leaderboard.quiet-week': (p: { scope: string }) =>
    `${p.scope}上周还没有积分入账。做了好事记得发：上报 志愿服务 2小时`,
  'leaderboard.empty': (p: { scope: string; period: Period }) =>
    `${p.scope}${PERIODS[p.period]}还没有积分入账。`,
  'leaderboard.opt-out': (p: { on: boolean }) =>
    p.on ? '好的，以后排行榜不再出现您和您家。想恢复就发：恢复上榜' : '好的，您已恢复上榜。',

  // ---- roster
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
  'role.granted': (p: { name: string; role: Role; grid?: string }) =>
    `已授权 ${p.name} 为${p.grid ?? ''}${ROLES[p.role]}。`,
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

  // ---- rooms
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

  // ---- activities
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

/** What every language has to say: the same sentences, of the same parts. */
export type Replies = { [K in keyof typeof zhCN]: (params: Params<K>) => string };

type Params<K extends keyof typeof zhCN> = Parameters<(typeof zhCN)[K]>[0];

/** Acknowledgements that are gathered when a group is busy: one message that names everybody. */
export const mergedZhCN = {
  'claim.recorded': {
    title: (count) => `已记录 ${count} 条申报，待评审：`,
    line: (p) => `#${p.number} ${p.person} ${what(p)} +${p.points} 分`,
  } as Merged<Params<'claim.recorded'>>,
  'claim.card': {
    title: (count) => `【待评审 ${count} 条】`,
    line: (p) => `#${p.number} ${p.person}（${p.address}）${what(p)} +${p.points} 分${tail(p)}`,
    tail: (p) => `引用本条回复：通过 / 除了${p.number}都通过 / 驳回 ${p.number} 原因`,
  } as Merged<Params<'claim.card'>>,
  'claim.evidence-added': {
    title: () => '已附上照片：',
    line: (p) => `#${p.number} ${p.person} 共 ${p.pictures} 张`,
  } as Merged<Params<'claim.evidence-added'>>,
  'claim.result': {
    title: (count) => `${count} 条申报有结果了：`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${p.person} ${p.item.zh} 未通过：${p.reason}`
        : `#${p.number} ${p.person} ${what(p)} +${p.points} 分，${p.address} 当前 ${p.balance} 分`,
  } as Merged<Params<'claim.result'>>,
  'review.decided': {
    title: (count) => `${count} 条已处理：`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${p.person} 驳回（${p.by}）：${p.reason}`
        : `#${p.number} ${p.person} ${p.item.zh} 通过（${p.by}）+${p.points} 分`,
  } as Merged<Params<'review.decided'>>,
  'registration.requested': {
    title: (count) => `收到 ${count} 份登记，等网格员确认：`,
    line: (p) => `#${p.number} ${p.address} ${p.name}`,
  } as Merged<Params<'registration.requested'>>,
  'registration.card': {
    title: (count) => `【登记 ${count} 份，等待确认】`,
    line: (p) => `#${p.number} ${p.address} ${p.name}${p.fromNickname ? '（按群昵称）' : ''}`,
    tail: (p) => `引用本条回复：通过 / 除了${p.number}都通过 / 驳回 ${p.number} 原因`,
  } as Merged<Params<'registration.card'>>,
  'registration.settled': {
    title: (count) => `${count} 份登记已处理：`,
    line: (p) => `#${p.number} ${p.address} ${p.name} ${p.approved ? '通过' : '驳回'}（${p.by}）`,
  } as Merged<Params<'registration.settled'>>,
  'registration.approved': {
    title: (count) => `${count} 位邻居登记好了，可以发“上报”“查积分”：`,
    line: (p) => `${p.address} ${p.name}`,
  } as Merged<Params<'registration.approved'>>,
  'activity.signed-up': {
    title: (count) => `${count} 份报名已收到：`,
    line: (p) => `${p.activity.number}. ${p.activity.title}：${p.names.join('、')}${places(p.activity)}`,
  } as Merged<Params<'activity.signed-up'>>,
};

const ROLES: Record<Role, string> = {
  resident: '居民',
  committee: '评审委员',
  'grid-worker': '网格员',
  storekeeper: '超市管理员',
  admin: '社区管理员',
};

const PURPOSES: Record<RoomPurpose, string> = {
  residents: '居民群',
  committee: '评审群',
  'grid-workers': '网格员群',
};

const PERIODS: Record<Period, string> = {
  week: '本周',
  'last-week': '上周',
  month: '本月',
  'last-month': '上月',
  quarter: '本季度',
  year: '今年',
  total: '历来',
};

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

function what(p: ClaimView): string {
  return `${p.item.zh}${amount(p)}（${dayName(p)}）`;
}

function amount({ minutes, quantity }: ClaimView): string {
  if (minutes !== undefined) return ` ${duration(minutes)}`;
  return quantity !== undefined && quantity > 1 ? ` ${quantity} 次` : '';
}

/** 150 -> `2.5小时`; 50 -> `50分钟`; 100 -> `1小时40分钟`. */
export function duration(minutes: number): string {
  if (minutes % 30 === 0) return `${minutes / 60}小时`;
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours}小时` : ''}${minutes % 60}分钟`;
}

function detail(p: ClaimView): string[] {
  const parts = [
    p.note,
    p.pictures > 0 ? `照片 ${p.pictures} 张` : '',
    p.reporter ? `${p.reporter}代报` : '',
  ].filter(Boolean);
  return parts.length > 0 ? [parts.join(' · ')] : [];
}

function tail(p: ClaimView): string {
  const [line] = detail(p);
  return line ? `（${line}）` : '';
}

function dayName({ day, today }: { day: string; today: string }): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return ['今天', '昨天', '前天'][days] ?? monthDay(day);
}

function monthDay(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}

function statusLine(p: StatusView): string {
  const status = {
    waiting: '待评审',
    approved: `已通过，+${p.points} 分`,
    rejected: `未通过：${p.reason ?? ''}`,
    withdrawn: '已撤回',
    reversed: `已冲正：${p.reason ?? ''}`,
  }[p.status];
  return `#${p.number} ${p.person} ${what(p)}：${status}`;
}

function cards(numbers: number[]): string {
  return numbers.map((number) => `#${number}`).join('、');
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}

function pays({ per, points }: ItemView): string {
  return per === 'hour' ? `每小时 ${points} 分` : `每次 ${points} 分`;
}

function boards(title: string, { households, people }: BoardsView): string {
  return [
    title,
    ...(households ? [`家庭：${households.length === 0 ? '暂无' : ''}`, ...households.map(placeLine)] : []),
    ...(people ? [`个人：${people.length === 0 ? '暂无' : ''}`, ...people.map(placeLine)] : []),
  ].join('\n');
}

function placeLine({ rank, name, points }: PlaceView): string {
  const medal = ['🥇', '🥈', '🥉'][rank - 1] ?? `${rank}.`;
  return `${medal} ${name} ${points} 分`;
}

function when({ startsAt, weekday, minutes }: ActivityView): string {
  const [day = '', time = ''] = startsAt.split(' ');
  return `${monthDay(day)}（周${WEEKDAYS[weekday - 1]}）${time}${minutes ? `，${duration(minutes)}` : ''}`;
}

function places({ capacity, signedUp }: ActivityView): string {
  return capacity === undefined ? `，已报 ${signedUp} 人` : `，已报 ${signedUp}/${capacity} 人`;
}

function notice(label: string, p: ActivityView): string {
  return [
    `${label}${p.title}`,
    `时间：${when(p)}`,
    ...(p.place ? [`地点：${p.place}`] : []),
    ...(p.capacity ? [`人数：招 ${p.capacity} 人，还有 ${p.capacity - p.signedUp} 个名额`] : []),
    ...(p.note ? [`说明：${p.note}`] : []),
    `报名请回复：报名 ${p.number}`,
  ].join('\n');
}

function proposed({ intent, item, minutes, quantity, day, person, about }: ProposalView): string {
  const words = about ? `“${about}”` : '';
  switch (intent) {
    case 'claim.report': {
      const amount = minutes ? ` ${duration(minutes)}` : quantity && quantity > 1 ? ` ${quantity} 次` : '';
      const when = day ? `（${monthDay(day)}）` : '';
      return `${person ? `替${person}` : ''}申报：${item?.zh ?? ''}${amount}${when}`;
    }
    case 'claim.status':
      return about ? `查申报 #${about} 的进度` : '查您最近的申报';
    case 'points.check':
      return '查积分';
    case 'points.history':
      return '看积分明细';
    case 'leaderboard.show':
      return '看排行榜';
    case 'rules.show':
      return `查积分细则${words}`;
    case 'activity.list':
      return '看正在招募的活动';
    case 'activity.sign-up':
      return `报名${words}`;
    case 'activity.cancel-sign-up':
      return `取消报名${words}`;
    case 'catalog.show':
      return '看能兑换什么';
    case 'request.open':
      return `求助：${about ?? ''}`;
    default:
      return '看看我能做什么';
  }
}
