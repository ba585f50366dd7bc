import type { Outcome } from '#src/activities/outcome.ts';
import type { Provenance } from '#src/activities/schema.ts';
import type { MarkKind } from '#src/understanding/attendance-words.ts';
import type { Period } from '#src/understanding/intent.ts';
import type { ActivityView } from '../activity-views.ts';
import type { Merged } from '../render.ts';
import type { ClaimView } from '../views.ts';
import type { Params } from './words.ts';
import { cards, duration, everybody, hours, PERIODS, what, when } from './words.ts';

/** What is said of who was there, and of what came of it. */
export const attendanceReplies = {
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
  'activity.checked-in-elsewhere': (p: { activity: ActivityView; other: ActivityView }) =>
    `这次没有签到“${p.activity.title}”：您在“${p.other.title}”签到了，还没签退，同一段时间只能记一场。要换过来，请先发：签退 ${p.other.number}，再发一次签到码。`,
  'activity.forgot-check-in': (_: object) =>
    '还在现场的，请向组织者要签到码，再私信我：签到 六位数字；已经走了的，请组织者登记您到场，不用自己申报。',
  'activity.guests-by-list': (_: object) => '签到码只签您自己。一起来的人，请组织者用名单登记。',
  'activity.not-begun': (p: { activity: ActivityView; startsAt: string }) =>
    `“${p.activity.title}”${p.startsAt} 才开始，现在签退不算，您的签到还在。走的时候再发：签退；不参加了请发：签退 ${p.activity.number}`,
  'activity.not-checked-in': (_: object) => '您还没有签到，或者活动已经结束。漏签请找组织者登记。',
  'activity.unknown-people': (p: { names: string[] }) =>
    `没认出${p.names.join('、')}（没有这个人，或有重名），这次都没有登记。请核对姓名后重新发一遍。`,
  'activity.both-marks': (p: { names: string[] }) =>
    `${p.names.join('、')}到底来了没有？一句话里说了两种，这次都没有登记。请只说一种，重新发一遍。`,
  'activity.marked': (p: {
    activity: ActivityView;
    everybody: boolean;
    said: { mark: MarkKind; names: string[]; minutes?: number | undefined }[];
    present: number;
  }) => {
    const [first, ...more] = p.said;
    const absent = first?.mark === 'absent' ? first.names : [];
    const said = p.everybody && absent.length > 0 ? more : p.said;
    const all = absent.length > 0 ? `除${absent.join('、')}外全部到场` : '全部到场';
    const who = [
      ...(p.everybody ? [all] : []),
      ...said.map(
        ({ mark, names, minutes }) =>
          `${names.join('、')}${MARKS[mark]}${minutes === undefined ? '' : duration(minutes)}`,
      ),
    ];
    return `已登记“${p.activity.title}”：${who.join('；')}，现在到场 ${p.present} 人。都齐了请发：结束活动 ${p.activity.number}`;
  },
  'activity.nobody-came': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”还没有登记谁到了。请先发：全到 ${p.activity.number}，或 签到 ${p.activity.number} 张三 李四；真没有人来的，请发：结束活动 ${p.activity.number} 没有人来（报了名的记缺席）；没办成的，请发：取消活动 ${p.activity.number}`,
  'activity.somebody-came': (p: { activity: ActivityView; present: number }) =>
    `“${p.activity.title}”已经登记到场 ${p.present} 人，没有结束。照登记的结束，请发：结束活动 ${p.activity.number}`,
  'activity.needs-minutes': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”没有写时长，算不出工时。请先发：修改活动 ${p.activity.number} 时长 2小时`,
  'activity.close-early': (p: { activity: ActivityView; until: string; present: number }) =>
    `“${p.activity.title}”按计划到 ${p.until} 结束。现在就结束的话，工时只算到现在，群里会收到感谢（登记到场 ${p.present} 人）。确定结束请回复“是”，还没完请回复“算了”。`,
  'activity.limit-instead': (p: { activity: ActivityView; taken: number; jobs: boolean }) =>
    `“${p.activity.title}”现在报名 ${p.taken} 人，名额满了再报的排候补。不想再收人，${
      p.taken === 0
        ? `请发：修改活动 ${p.activity.number} 1人，或 取消活动 ${p.activity.number}`
        : p.jobs
          ? `请把各岗位的人数改成已报的人数，例如：修改活动 ${p.activity.number} 登记改成2人`
          : `请把人数改成已报的人数：修改活动 ${p.activity.number} ${p.taken}人`
    }`,
  'activity.code-void': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”的签到码已作废，活动照常。还要签到请发：开始签到 ${p.activity.number}；整个活动完了请发：结束活动 ${p.activity.number}`,
  'activity.no-code': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”现在没有签到码，活动照常。整个活动完了请发：结束活动 ${p.activity.number}`,
  'activity.close-first': (p: { activity: ActivityView }) =>
    `“${p.activity.title}”还没有结束，总结先不发到群里。请先核对到场，再发：结束活动 ${p.activity.number}`,
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
    /** Credited for another activity at the same time, in whole or in part. */
    overlapping: string[];
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
      ...(p.overlapping.length > 0
        ? [`同一时间在别的活动已经申报过、重叠的部分不再算：${p.overlapping.join('、')}`]
        : []),
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
  'activity.summary': (p: { activity: ActivityView; outcome: Outcome; closed: boolean }) =>
    [
      `【活动总结】${p.activity.number}. ${p.activity.title}（${when(p.activity)}${p.activity.place ? `，${p.activity.place}` : ''}）`,
      ...outcome(p.outcome),
      ...(p.closed ? [] : [`活动还没有结束，数字还会变。完了请发：结束活动 ${p.activity.number}`]),
    ].join('\n'),
  'activity.summary-posted': (p: { activity: ActivityView; rooms: string[] }) =>
    `活动 ${p.activity.number}“${p.activity.title}”的总结已发到：${p.rooms.join('、')}。`,
  'activity.more-photos': (p: { number: number }) => `现场照片 ${p.number}`,
  'activity.month-summary': (p: { period: Period; held: number; outcome: Outcome }) =>
    [`【${PERIODS[p.period]}活动总结】共 ${p.held} 场`, ...outcome(p.outcome)].join('\n'),
  'activity.no-summary': (p: { period: Period }) => `${PERIODS[p.period]}还没有办过活动。`,
};

export const mergedAttendance = {
  'activity.checked-in': {
    title: (count) => `${count} 人已签到：`,
    line: (p) => `${p.activity.title}：${p.name}（${p.at}${p.walkIn ? '，现场加入' : ''}）`,
    tail: () => '走的时候请发：签退',
  } as Merged<Params<typeof attendanceReplies, 'activity.checked-in'>>,
  'activity.already-checked-in': {
    title: (count) => `${count} 人早已签到：`,
    line: (p) => `${p.activity.title}：${p.name}`,
    tail: () => '走的时候请发：签退',
  } as Merged<Params<typeof attendanceReplies, 'activity.already-checked-in'>>,
  'activity.checked-out': {
    title: (count) => `${count} 人已签退，辛苦了！`,
    line: (p) => `${p.activity.title}：${p.name}，服务 ${duration(p.minutes)}`,
    tail: () => '活动结束后统一申报。',
  } as Merged<Params<typeof attendanceReplies, 'activity.checked-out'>>,
  'activity.wrong-code': {
    title: (count) => `${count} 次签到码不对，请向现场的组织者核对。`,
    line: (p) => (p.triesLeft > 0 ? `有人还可以试 ${p.triesLeft} 次` : '错得太多的，请找组织者登记'),
  } as Merged<Params<typeof attendanceReplies, 'activity.wrong-code'>>,
};

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

const MARKS: Record<MarkKind, string> = {
  present: '到场',
  absent: '缺席',
  late: '迟到',
  'left-early': '早退',
  minutes: '服务',
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

function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** #1030–#1043, or one by one when they do not follow each other. */
function range(numbers: number[]): string {
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
  if (numbers.length > 2 && last - first === numbers.length - 1) return `#${first}–#${last}`;
  return cards(numbers.slice(0, 10)) + (numbers.length > 10 ? ' 等' : '');
}
