import type { RoomPurpose } from '#src/community/schema.ts';
import type { Cap } from '#src/rulebook/schema.ts';
import type { Period, Role } from '#src/understanding/intent.ts';
import type {
  ActivityView,
  BoardsView,
  ClaimView,
  ItemView,
  PlaceView,
  ProposalView,
  StatusView,
} from '../views.ts';

/** The parameters of one sentence of a capability. */
export type Params<C extends Record<string, (params: never) => string>, K extends keyof C> = Parameters<
  C[K]
>[0];

export const ROLES: Record<Role, string> = {
  resident: '居民',
  committee: '评审委员',
  'grid-worker': '网格员',
  storekeeper: '超市管理员',
  admin: '社区管理员',
};

export const PURPOSES: Record<RoomPurpose, string> = {
  residents: '居民群',
  committee: '评审群',
  'grid-workers': '网格员群',
  merchant: '商户群',
};

export const PERIODS: Record<Period, string> = {
  week: '本周',
  'last-week': '上周',
  month: '本月',
  'last-month': '上月',
  quarter: '本季度',
  year: '今年',
  total: '历来',
};

export const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

export function what(p: ClaimView): string {
  return `${p.item.zh}${amount(p)}（${dayName(p)}）`;
}

export function amount({ minutes, quantity = 1, unit, choice }: ClaimView): string {
  if (minutes !== undefined) return ` ${duration(minutes)}`;
  if (unit) return ` ${quantity}${unit.zh}`;
  return `${choice ? `（${choice.zh}）` : ''}${quantity > 1 ? ` ${quantity} 次` : ''}`;
}

/** `张三（3-2-501）`, or the household alone. */
export function who({ person, address }: { person: string; address: string }): string {
  return person ? `${person}（${address}）` : address;
}

/** `张三（3-2-501）志愿服务 2小时（今天）`, or the household and what it did. */
export function deed(p: ClaimView): string {
  return `${who(p)}${p.person ? '' : ' '}${what(p)}`;
}

/** The person, or the household where it is the whole household's affair. */
export function whoShort({ person, address }: { person: string; address: string }): string {
  return person || address;
}

/** `+20 分`, or `−5 分` for a deduction. */
export function gain({ kind, points }: Pick<ClaimView, 'kind' | 'points'>): string {
  return `${kind === 'deduction' ? '−' : '+'}${points} 分`;
}

/** `本来 40 分，按上限记 20 分`. */
/** What a reversal does to it: the opposite. */
export function undone({ kind, points }: Pick<ClaimView, 'kind' | 'points'>): string {
  return `${kind === 'deduction' ? '+' : '−'}${points} 分`;
}

export function cut({ kind, uncapped, points }: ClaimView): string {
  if (!uncapped) return '';
  return kind === 'deduction'
    ? `（应扣 ${uncapped} 分，可用积分不够，只扣 ${points} 分）`
    : `（本来 ${uncapped} 分，按上限记 ${points} 分）`;
}

/** `议事评审委员会（第 2 步，共 4 步）`. */
export function stepName({ body, at, of }: NonNullable<ClaimView['step']>): string {
  return of > 1 ? `${body.zh}（第 ${at} 步，共 ${of} 步）` : body.zh;
}

/** 150 -> `2.5小时`; 50 -> `50分钟`; 100 -> `1小时40分钟`. */
export function duration(minutes: number): string {
  if (minutes % 30 === 0) return `${minutes / 60}小时`;
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours}小时` : ''}${minutes % 60}分钟`;
}

export function detail(p: ClaimView): string[] {
  const parts = [
    p.note,
    p.pictures > 0 ? `照片 ${p.pictures} 张` : '',
    p.needsPicture ? '还没有照片' : '',
    p.reporter ? `${p.reporter}${p.kind === 'report' ? '代报' : '登记'}` : '',
    p.also ? `当天另有${cards(p.also)}` : '',
  ].filter(Boolean);
  return parts.length > 0 ? [parts.join(' · ')] : [];
}

export function tail(p: ClaimView): string {
  const [line] = detail(p);
  return line ? `（${line}）` : '';
}

export function dayName({ day, today }: { day: string; today: string }): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return ['今天', '昨天', '前天'][days] ?? monthDay(day);
}

export function monthDay(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}

export function statusLine(p: StatusView): string {
  const status = {
    waiting: p.step ? `等${stepName(p.step)}${p.step.list ? '评议单' : '评议'}` : '待评审',
    approved: `已通过，${gain(p)}`,
    rejected: `未通过：${p.reason ?? ''}`,
    withdrawn: '已撤回',
    reversed: `已冲正：${p.reason ?? ''}`,
  }[p.status];
  return `#${p.number} ${whoShort(p)} ${what(p)}：${status}`;
}

export function cards(numbers: number[]): string {
  return numbers.map((number) => `#${number}`).join('、');
}

export function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}

/** `每小时 10 分，每户每月最多 100 分`. */
export function pays({ pays, kind, caps, evidence }: ItemView): string {
  const gap = kind === 'deduct' ? '扣 ' : ' ';
  const worth = {
    hour: () => (pays.per === 'hour' ? `每小时${gap}${pays.points} 分` : ''),
    time: () => (pays.per === 'time' ? `每次${gap}${pays.points} 分` : ''),
    unit: () => (pays.per === 'unit' ? `每${pays.unit.zh}${gap}${pays.points} 分` : ''),
    choice: () =>
      pays.per === 'choice'
        ? pays.choices.map(({ name, points }) => `${name.zh}${gap}${points} 分`).join('，')
        : '',
    state: () => (pays.per === 'state' ? `检查达标每${EVERY[pays.every]} ${points(pays.points)}` : ''),
  }[pays.per]();
  return [worth, ...caps.map(capName), ...(evidence === 'required' ? ['要附照片'] : [])].join('，');
}

/** `每户每月最多 100 分`. */
export function capName({ for: whose, every, points: most, times }: Cap): string {
  return `每${whose === 'person' ? '人' : '户'}每${EVERY[every]}最多 ${most ? points(most) : `${times} 次`}`;
}

function points(count: number): string {
  return `${count} 分`;
}

const EVERY = { day: '天', month: '月', quarter: '季度', year: '年' };

export function boards(title: string, { households, people }: BoardsView): string {
  return [
    title,
    ...(households ? [`家庭：${households.length === 0 ? '暂无' : ''}`, ...households.map(placeLine)] : []),
    ...(people ? [`个人：${people.length === 0 ? '暂无' : ''}`, ...people.map(placeLine)] : []),
  ].join('\n');
}

export function placeLine({ rank, name, points }: PlaceView): string {
  const medal = ['🥇', '🥈', '🥉'][rank - 1] ?? `${rank}.`;
  return `${medal} ${name} ${points} 分`;
}

export function when({ startsAt, weekday, minutes }: ActivityView): string {
  const [day = '', time = ''] = startsAt.split(' ');
  return `${monthDay(day)}（周${WEEKDAYS[weekday - 1]}）${time}${minutes ? `，${duration(minutes)}` : ''}`;
}

export function places({ capacity, signedUp }: ActivityView): string {
  return capacity === undefined ? `，已报 ${signedUp} 人` : `，已报 ${signedUp}/${capacity} 人`;
}

export function proposed({ intent, item, minutes, quantity, day, person, about }: ProposalView): string {
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

export function hours(minutes: number): number {
  return Math.round(minutes / 6) / 10;
}

/** All names, while they fit into one message. */
export function everybody(names: string[]): string {
  const shown = names.slice(0, 150).join('、');
  return names.length > 150 ? `${shown}等共 ${names.length} 人` : shown;
}
