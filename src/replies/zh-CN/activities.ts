import type { Outcome } from '#src/activities/outcome.ts';
import type { Provenance } from '#src/activities/schema.ts';
import type { Period } from '#src/understanding/intent.ts';
import type { ActivityDraftView, ActivityView, ActivityWhole } from '../activity-views.ts';
import type { Merged } from '../render.ts';
import type { ClaimView } from '../views.ts';
import type { Params } from './words.ts';
import { cards, duration, monthDay, PERIODS, places, WEEKDAYS, what, when } from './words.ts';

export const activitiesReplies = {
  'activity.preview': (p: ActivityDraftView) =>
    [
      `【招募预览，还没有发布】${p.title}`,
      ...facts(p),
      ...(p.capacity ? [`人数：招 ${p.capacity} 人`] : []),
      ...(p.repeat ? [`重复：${repeats(p.repeat)}`] : []),
      `计分：${p.earns?.zh ?? '不计分，只记时长'}`,
      `发到：${p.rooms.join('、')}${p.at ? `（${p.at}）` : ''}`,
      '发布请回复“是”；不发请回复“取消”，要改请重新发一遍。',
    ].join('\n'),
  'activity.ask-minutes': (p: { title: string }) => `“${p.title}”要做多久？例如：2小时（还没定请回复“不限”）`,
  'activity.ask-place': (p: { title: string }) => `“${p.title}”在哪里集合？（没有固定地点请回复“不限”）`,
  'activity.ask-capacity': (p: { title: string }) =>
    `“${p.title}”招多少人？例如：20人（不限人数请回复“不限”）`,
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
        (activity) => `${activity.number}. ${activity.title} ${when(activity)}${places(activity)}`,
      ),
      '报名请发：报名 编号',
    ].join('\n'),
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
  'activity.not-found': (_: object) => '没有找到这个活动。发“活动列表”看正在招募的，再发：报名 编号',
  'activity.not-yours': (_: object) => '这个活动由别的网格组织，请联系它的组织者。',
  'activity.which': (p: { activities: ActivityView[] }) =>
    `有好几个活动，请带上编号：\n${p.activities.map((activity) => `${activity.number}. ${activity.title} ${when(activity)}`).join('\n')}`,
  'activity.which-shift': (p: { activity: ActivityView }) =>
    [
      `“${p.activity.title}”分几个岗位，请说明报哪个：`,
      ...shiftLines(p.activity),
      `例如：报名 ${p.activity.number} ${p.activity.shifts?.[0]?.name ?? ''}`,
    ].join('\n'),
  'activity.signed-up': (p: { activity: ActivityView; names: string[]; shift?: string | undefined }) =>
    `${p.names.join('、')}已报名“${p.activity.title}”${p.shift ? `·${p.shift}` : ''}（${when(p.activity)}）${places(p.activity)}。${needed(p.activity)}取消请发：取消报名 ${p.activity.number}`,
  'activity.waiting': (p: { activity: ActivityView; names: string[]; ahead: number }) =>
    `“${p.activity.title}”名额已满，${p.names.join('、')}排在候补${p.ahead === 0 ? '第一位' : `，前面还有 ${p.ahead} 人`}；有空位马上通知您。不等了请发：取消报名 ${p.activity.number}`,
  'activity.waiting-together': (p: {
    activity: ActivityView;
    names: string[];
    ahead: number;
    left: number;
  }) =>
    `“${p.activity.title}”只剩 ${p.left} 个名额，不够 ${p.names.length} 人一起来，已排候补${p.ahead === 0 ? '第一位' : `，前面还有 ${p.ahead} 人`}。想先去 ${p.left} 人：先发“取消报名 ${p.activity.number}”，再发“报名 ${p.activity.number} ${p.left}人”`,
  'activity.promoted': (p: { activity: ActivityView; names: string[]; until: string }) =>
    `好消息：“${p.activity.title}”（${when(p.activity)}）有空位了，${p.names.join('、')}已从候补转为正式报名。去不了请在${moment(p.until)}前回复：不去 ${p.activity.number}`,
  'activity.place-passed': (p: { activity: ActivityView; names: string[] }) =>
    `“${p.activity.title}”给${p.names.join('、')}留的名额没有等到答复，已让给下一位。还想去请发：报名 ${p.activity.number}`,
  'activity.party-too-large': (p: { limit: number }) =>
    `一个人最多报 ${p.limit} 人（含自己）。人多请让他们自己报，或请网格员代报。`,
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
  'activity.job-has-people': (p: { activity: ActivityView; job: string; names: string[] }) =>
    `“${p.activity.title}”的${p.job}已有人报名：${p.names.join('、')}，不能去掉。请先发：移除 ${p.activity.number} 姓名`,
  'activity.not-divisible': (p: { activity: ActivityView; people: number }) =>
    `“${p.activity.title}”已有 ${p.people} 人报名，还不知道他们各做什么，不能再分岗位。可以另发一个分岗位的活动。`,
  'activity.too-many-jobs': (p: { limit: number }) => `一个活动最多分 ${p.limit} 个岗位，请合并几个再发。`,
  'activity.preview-change': (p: { before: ActivityWhole; after: ActivityWhole; people: number }) =>
    [
      `【还没有修改】${p.before.number}. ${p.before.title} 将改为：`,
      ...differences(p.before, p.after),
      ...difference('发到', p.before.rooms.join('、'), p.after.rooms.join('、')),
      `${p.people > 0 ? `已报名的 ${p.people} 人会收到通知。` : ''}确认请回复“是”。`,
    ].join('\n'),
  'activity.changed': (p: { before: ActivityWhole; after: ActivityWhole; names: string[] }) =>
    [
      `【活动有变】${p.before.number}. ${p.before.title}`,
      ...differences(p.before, p.after),
      ...(p.names.length > 0 ? [`已报名：${everybody(p.names)}。来不了请回复：不去 ${p.before.number}`] : []),
    ].join('\n'),
  'activity.preview-call-off': (p: {
    activity: ActivityView;
    people: number;
    dates: number;
    /** More dates would have followed; they do not. */
    series: boolean;
  }) =>
    `${
      p.series && p.dates === 0
        ? `确定停办“${p.activity.title}”这个系列吗？以后的场次不再发布。`
        : `确定取消${p.dates > 1 ? `从“${p.activity.title}”起的 ${p.dates} 场活动` : `“${p.activity.title}”（${when(p.activity)}）`}吗？${p.series ? '这个系列就此停办，以后的场次不再发布。' : ''}`
    }${p.people > 0 ? `已报名的 ${p.people} 人会收到通知。` : ''}确定请回复“是”。`,
  'activity.call-off-done': (p: { activity: ActivityView; people: number; dates: number; series: boolean }) =>
    `${p.dates > 1 ? `已取消 ${p.dates} 场“${p.activity.title}”` : p.dates === 1 ? `已取消“${p.activity.title}”` : `“${p.activity.title}”系列已停办`}${p.series && p.dates > 0 ? '，系列停办' : ''}${p.people > 0 ? `，已通知 ${p.people} 人` : ''}。`,
  'activity.change-done': (p: { activity: ActivityView; people: number }) =>
    `已修改“${p.activity.title}”${p.people > 0 ? `，已通知 ${p.people} 人` : ''}。`,
  'activity.called-off': (p: { activity: ActivityView; reason?: string | undefined; names: string[] }) =>
    [
      `【活动取消】${p.activity.number}. ${p.activity.title}（${when(p.activity)}）不办了${p.reason ? `：${p.reason}` : '。'}`,
      ...(p.names.length > 0 ? [`请已报名的${everybody(p.names)}不用再来，给您添麻烦了。`] : []),
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
  'activity.code': (p: { activity: ActivityView; code: string; from: string; until: string }) =>
    `“${p.activity.title}”今天的签到码：${spaced(p.code)}（${p.from}–${p.until} 有效）。请在现场口头告诉大家，不要发到群里。大家发：签到 ${p.code}。人少也可以直接报名单：签到 张三 李四，或 全到 ${p.activity.number} 除了王五`,
  'activity.code-sent': (_: object) => '签到码已私信发给您，请在现场口头告诉大家。',
  'activity.too-early': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”还没开始（${when(p.activity)}），到时候再办。`,
  'activity.no-code-open': (_: object) =>
    '现在没有可以签到的活动。请等组织者在现场公布签到码，再发：签到 六位数字',
  'activity.needs-code': (_: object) => '请发现场公布的签到码，例如：签到 123456',
  'activity.code-privately': (_: object) =>
    '签到码请不要发在群里，在群里不算。请在这里私信我，例如：签到 123456',
  'activity.marked-absent': (p: { activity: ActivityView; name: string }) =>
    `${p.name}在“${p.activity.title}”的名单上登记为缺席，签到码改不了。您到了的话，请找现场的组织者改。`,
  'activity.has-attendance': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”已经登记了到场，不能取消。请核对后发：结束活动 ${p.activity.number}`,
  'activity.wrong-code': (p: { triesLeft: number }) =>
    p.triesLeft > 0
      ? `签到码不对，还可以试 ${p.triesLeft} 次。请向现场的组织者核对。`
      : '签到码错得太多了，今天不能再用签到码。请找现场的组织者登记。',
  'activity.checked-in': (p: { activity: ActivityView; name: string; at: string; walkIn: boolean }) =>
    `${p.name}已签到“${p.activity.title}”（${p.at}${p.walkIn ? '，现场加入' : ''}）。走的时候请发：签退`,
  'activity.already-checked-in': (p: { activity: ActivityView; name: string }) =>
    `${p.name}已经签到过“${p.activity.title}”了。走的时候请发：签退`,
  'activity.checked-out': (p: { activity: ActivityView; name: string; minutes: number }) =>
    `${p.name}已签退“${p.activity.title}”，服务 ${duration(p.minutes)}，活动结束后统一申报。辛苦了！`,
  'activity.not-checked-in': (_: object) => '您还没有签到，或者活动已经结束。漏签请找组织者登记。',
  'activity.unknown-people': (p: { names: string[] }) =>
    `没认出${p.names.join('、')}（没有这个人，或有重名），这次都没有登记。请核对姓名后重新发一遍。`,
  'activity.marked': (p: {
    activity: ActivityView;
    mark: 'present' | 'absent' | 'late' | 'left-early' | 'minutes';
    names: string[];
    everybody: boolean;
    present: number;
  }) => {
    const who = p.everybody
      ? p.names.length > 0
        ? `除${p.names.join('、')}外全部到场`
        : '全部到场'
      : `${p.names.join('、')}${{ present: '到场', absent: '缺席', late: '迟到', 'left-early': '早退', minutes: '的时长' }[p.mark]}`;
    return `已登记“${p.activity.title}”：${who}，现在到场 ${p.present} 人。都齐了请发：结束活动 ${p.activity.number}`;
  },
  'activity.nobody-came': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”还没有登记谁到了。请先发：全到 ${p.activity.number}，或 签到 ${p.activity.number} 张三 李四`,
  'activity.needs-minutes': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”没有写时长，算不出工时。请先发：修改活动 ${p.activity.number} 时长 2小时`,
  'activity.closed-already': (p: { activity: ActivityView }) => `“${p.activity.title}”已经结束过了。`,
  'activity.to-close': (p: { activity: ActivityView; present: number; signedUp: number }) =>
    `“${p.activity.title}”应该结束了：报名 ${p.signedUp} 人，登记到场 ${p.present} 人。核对后请发：结束活动 ${p.activity.number}${p.present === 0 ? `（先发：全到 ${p.activity.number} 除了某某）` : ''}`,
  'activity.settled': (p: {
    activity: ActivityView;
    came: number;
    absent: string[];
    waiting: { claims: number[]; points: number };
    credited: { claims: number[]; points: number };
    /** Whether the activity earns anything. */
    paid: boolean;
    uncounted: string[];
    toMerge: string[];
  }) =>
    [
      `活动 ${p.activity.number}“${p.activity.title}”已结束，到场 ${p.came} 人。`,
      ...(p.waiting.claims.length > 0
        ? [
            `已为 ${p.waiting.claims.length} 人申报 ${p.waiting.points} 分（${range(p.waiting.claims)}），等待评审。`,
          ]
        : []),
      ...(p.credited.claims.length > 0
        ? [`已为 ${p.credited.claims.length} 人记 ${p.credited.points} 分（${range(p.credited.claims)}）。`]
        : []),
      ...(p.absent.length > 0 ? [`报了名没来：${p.absent.join('、')}`] : []),
      ...(p.toMerge.length > 0 ? [`已自己报过、正在问本人是否同一次：${p.toMerge.join('、')}`] : []),
      ...(p.paid ? [] : ['这个活动不计分，到场和时长已经记下。']),
      ...(p.paid && p.uncounted.length > 0
        ? [`记了到场、不计分（未登记住户、时长为零、已到上限，或没有别人能评审）：${p.uncounted.join('、')}`]
        : []),
    ].join('\n'),
  'activity.batch-card': (p: { activity: ActivityView; lines: BatchLine[] }) =>
    [
      `【待评审】活动 ${p.activity.number}“${p.activity.title}”到场工时 ${p.lines.length} 份，共 ${p.lines.reduce((sum, { points }) => sum + points, 0)} 分`,
      ...p.lines.map(
        (line) =>
          `#${line.number} ${line.address} ${line.name} ${duration(line.minutes)} +${line.points}（${PROVENANCE[line.provenance]}${line.also ? `，当天另有${cards(line.also)}` : ''}）`,
      ),
      `全部同意请引用本条回复：通过；个别不同意：驳回 编号 原因`,
    ].join('\n'),
  'activity.photo': (p: { activity: ActivityView }) =>
    `活动 ${p.activity.number}“${p.activity.title}”现场照片`,
  'activity.merge-offer': (p: { activity: ActivityView; reports: ClaimView[] }) =>
    `您自己报过 ${reported(p.reports)}，和“${p.activity.title}”的到场是同一次吗？同一次请回复：合并 ${p.reports[0]?.number}；是另一次请回复：保留 ${p.reports[0]?.number}。没答复前到场工时先不申报。`,
  'activity.merge-unanswered': (p: { activity: ActivityView; name: string; reports: ClaimView[] }) =>
    `${p.name}参加了“${p.activity.title}”，同一天还自己报过 ${reported(p.reports)}，是不是同一次还没有答复。请您核实后回复：合并 ${p.reports[0]?.number}（同一次）或 保留 ${p.reports[0]?.number}（另一次）。`,
  'activity.nothing-to-merge': (p: { number: number }) => `#${p.number} 没有等您确认合并的活动工时。`,
  'activity.merged': (p: MergeView & { withdrawn: number[] }) =>
    `已合并：${withdrawn(p.withdrawn)}按“${p.activity.title}”的到场记录${outcomeOfMerge(p)}`,
  'activity.kept-both': (p: MergeView & { kept: number[] }) =>
    `${cards(p.kept)} 保留；“${p.activity.title}”的到场另外${outcomeOfMerge(p)}`,
  'activity.merged-with-credit': (p: { activity: ActivityView; numbers: number[]; withdrawn: number[] }) =>
    `已合并：${withdrawn(p.withdrawn)}“${p.activity.title}”的工时已经由 ${cards(p.numbers)} 记过分，不再重复申报。`,
  'activity.not-counted': (p: { activity: ActivityView; withdrawn: number[] }) =>
    `${withdrawn(p.withdrawn)}“${p.activity.title}”的到场已记，但按细则没有可以再记的分。`,
  'activity.thanks': (p: { activity: ActivityView; names: string[] }) =>
    `【活动 ${p.activity.number} 圆满结束】感谢${everybody(p.names)}（${p.names.length} 人）参加“${p.activity.title}”！觉得怎么样？请来过的邻居引用本条回复：满意、一般 或 不满意`,
  'activity.rated': (p: { activity: ActivityView; rating: 'good' | 'fair' | 'poor' }) =>
    `谢谢您对“${p.activity.title}”的评价：${RATINGS[p.rating]}。`,
  'activity.rate-later': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”还没有结束，结束后再请您评价。`,
  'activity.not-there': (_: object) => '没有查到您参加过的活动。参加过的邻居才能评价。',
  'activity.summary': (p: { activity: ActivityView; outcome: Outcome }) =>
    [
      `【活动总结】${p.activity.number}. ${p.activity.title}（${when(p.activity)}${p.activity.place ? `，${p.activity.place}` : ''}）`,
      ...outcome(p.outcome),
    ].join('\n'),
  'activity.more-photos': (p: { number: number }) => `现场照片 ${p.number}`,
  'activity.month-summary': (p: { period: Period; held: number; outcome: Outcome }) =>
    [`【${PERIODS[p.period]}活动总结】共 ${p.held} 场`, ...outcome(p.outcome)].join('\n'),
  'activity.no-summary': (p: { period: Period }) => `${PERIODS[p.period]}还没有办过活动。`,
  'team.founded': (p: { team: string; captain: string; here: boolean }) =>
    `${p.team}已组建，队长${p.captain}。${p.here ? '召集消息发在本群。' : '在队群里再发一遍，召集消息就发到队群。'}队员请发：加入 ${p.team}`,
  'team.unknown': (p: { team: string }) => `没有“${p.team}”这支队伍。发“队伍列表”看有哪些队伍。`,
  'team.none': (_: object) => '还没有队伍。请社区管理员发：组建 巡逻队 队长 张三',
  'team.captain-only': (p: { team: string }) => `这件事由${p.team}队长或网格员来办。`,
  'team.asked-to-join': (p: { team: string; captain: string }) =>
    `已告诉${p.team}队长${p.captain}，队长同意后您就入队了。`,
  'team.wants-to-join': (p: { team: string; name: string }) =>
    `${p.name}想加入${p.team}。同意请回复：${p.team}添加 ${p.name}`,
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

/** One line of the card with which a body decides on an activity's hours. */
export interface BatchLine {
  number: number;
  name: string;
  address: string;
  minutes: number;
  points: number;
  provenance: Provenance;
  /** Other claims of this person's hours that day. */
  also?: number[];
}

interface MergeView {
  activity: ActivityView;
  claim: number;
  points: number;
  credited: boolean;
}

function outcomeOfMerge({ claim, points, credited }: MergeView): string {
  return credited ? `已记 ${points} 分（#${claim}）。` : `申报 #${claim}，${points} 分，等待评审。`;
}

function withdrawn(numbers: number[]): string {
  return numbers.length > 0 ? `${cards(numbers)} 撤回，` : '';
}

/** `#1023 志愿服务 2小时、#1024 …`. */
function reported(reports: ClaimView[]): string {
  return reports.map((report) => `#${report.number} ${what(report)}`).join('、');
}

const PROVENANCE: Record<Provenance, string> = {
  'checked-in': '本人签到',
  'organiser-list': '组织者名单',
  'self-reported': '本人申报',
};

const RATINGS = { good: '满意', fair: '一般', poor: '不满意' };

function outcome(p: Outcome): string[] {
  const { good, fair, poor } = p.ratings;
  const rated = good + fair + poor;
  return [
    `报名 ${p.signedUp} 人，到场 ${p.came} 人${p.rate === undefined ? '' : `（报名到场率 ${p.rate}%）`}`,
    `服务 ${hours(p.minutes)} 小时，${p.households} 户参加，${p.firstTimers} 人第一次来`,
    ...(rated > 0
      ? [
          `评价 ${rated} 份：满意 ${good}，一般 ${fair}，不满意 ${poor}（满意率 ${Math.round((100 * good) / rated)}%）`,
        ]
      : []),
  ];
}

function hours(minutes: number): number {
  return Math.round(minutes / 6) / 10;
}

function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** #1030–#1043, or one by one when they do not follow each other. */
function range(numbers: number[]): string {
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
  if (numbers.length > 2 && last - first === numbers.length - 1) return `#${first}–#${last}`;
  return cards(numbers.slice(0, 10)) + (numbers.length > 10 ? ' 等' : '');
}

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
    tail: ({ activity: { number }, left }) =>
      `想先去几个人：先发“取消报名 ${number}”，再发“报名 ${number} ${left}人”`,
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
  'activity.checked-in': {
    title: (count) => `${count} 人已签到：`,
    line: (p) => `${p.activity.title}：${p.name}（${p.at}${p.walkIn ? '，现场加入' : ''}）`,
    tail: () => '走的时候请发：签退',
  } as Merged<Params<typeof activitiesReplies, 'activity.checked-in'>>,
  'activity.already-checked-in': {
    title: (count) => `${count} 人早已签到：`,
    line: (p) => `${p.activity.title}：${p.name}`,
    tail: () => '走的时候请发：签退',
  } as Merged<Params<typeof activitiesReplies, 'activity.already-checked-in'>>,
  'activity.checked-out': {
    title: (count) => `${count} 人已签退，辛苦了！`,
    line: (p) => `${p.activity.title}：${p.name}，服务 ${duration(p.minutes)}`,
    tail: () => '活动结束后统一申报。',
  } as Merged<Params<typeof activitiesReplies, 'activity.checked-out'>>,
  'activity.wrong-code': {
    title: (count) => `${count} 次签到码不对，请向现场的组织者核对。`,
    line: (p) => (p.triesLeft > 0 ? `有人还可以试 ${p.triesLeft} 次` : '错得太多的，请找组织者登记'),
  } as Merged<Params<typeof activitiesReplies, 'activity.wrong-code'>>,
};

/** All names, while they fit into one message. */
function everybody(names: string[]): string {
  const shown = names.slice(0, 150).join('、');
  return names.length > 150 ? `${shown}等共 ${names.length} 人` : shown;
}

function notice(label: string, p: ActivityView): string {
  return [
    `${label}${p.title}`,
    ...facts(p),
    ...(p.capacity && !p.shifts
      ? [`人数：招 ${p.capacity} 人，还有 ${Math.max(0, p.capacity - p.signedUp)} 个名额`]
      : []),
    `报名请回复：报名 ${p.number}${p.shifts?.[0] ? ` ${p.shifts[0].name}` : ''}`,
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

function shiftLines({ shifts = [] }: ActivityView): string[] {
  return shifts.map(
    ({ name, capacity, signedUp }) =>
      `· ${name}${capacity ? `：${capacity} 人，还有 ${Math.max(0, capacity - signedUp)} 个名额` : ''}`,
  );
}

function needs({ minAge, maxAge, skill, team }: NonNullable<ActivityView['needs']>): string {
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

function repeats({ every, nth, times }: NonNullable<ActivityDraftView['repeat']>): string {
  const how = every === 'week' ? '每周一次' : nth ? `每月第 ${nth} 个同一星期` : '每月同一天';
  return times ? `${how}，共 ${times} 次` : how;
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
