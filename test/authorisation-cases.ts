import type { IntentName } from '#src/understanding/intents/index.ts';

/** How one intent is tried for permission. Names in braces stand for what the test has prepared. */
export interface Case {
  /**
   * What is said, where the first example of the intent's help will not do. It must be understood on its own, and
   * break nothing for the lines after it.
   */
  says?: string;
  /** Said in a residents' group, because in a direct chat it has no place. */
  inGroup?: true;
  asSolitaire?: true;
  /** Why somebody with the role may yet be told that it is another's to do: the rulebook narrows it further. */
  narrowed?: string;
  /** Needed where somebody's reach is `others`: the same about one's own household. */
  aboutOwn?: Attempt;
  /** Needed where somebody's reach is `own`: the same about another household. */
  aboutAnother?: Attempt;
}

/**
 * A sentence about a household, and how it is refused. `{waiting}` and `{decided}` are numbers of that household's
 * claims, `{redemption}` of what it reserved, `{address}` and `{name}` are its own. Or why there is no such sentence, and where it is tested instead.
 */
export type Attempt = { says: string; refused: RegExp } | { untried: string };

const OWN_CLAIM = /是您自家或您报的|不归您评审/;
/** There are no words by which it could be about anybody else. */
const ONESELF: Attempt = { untried: 'it names nobody: it is always the sender' };
const NOT_ORGANISER = /^这件事要由|由别的网格组织|组织者/;
const OWN_AWARD = /不能给自家加分或扣分/;
const ANOTHERS_SEAT = /^这件事要由社区管理员来办/;
const NOT_YOURS = /没有找到您的|没有您可以查证的|只能办自家的事/;

const CAPTAINS = 'other teams than one’s own: test/scenarios/activities-teams.test.ts';

/**
 * One line for every intent that needs one. An intent without is tried by the first example of its help; where the
 * test asks for more, it says what to add here.
 */
export const CASES: Partial<Record<IntentName, Case>> = {
  'claim.report': {
    says: '代 3-1-101 李奶奶 上报 垃圾分类',
    aboutAnother: { says: '代 {address} {name} 上报 垃圾分类', refused: NOT_YOURS },
  },
  'claim.status': { aboutAnother: { says: '进度 {waiting}', refused: NOT_YOURS } },
  'claim.pictures': { aboutAnother: { says: '看图 {waiting}', refused: NOT_YOURS } },
  'claim.withdraw': { aboutAnother: { says: '撤回 {waiting}', refused: NOT_YOURS } },
  'claim.reverse': { aboutOwn: { says: '冲正 {decided} 弄错了', refused: OWN_CLAIM } },
  'audit.show': { aboutAnother: { says: '查证 {waiting}', refused: NOT_YOURS } },
  'points.check': {
    says: '查张三的积分',
    aboutAnother: { says: '查{name}的积分', refused: NOT_YOURS },
  },
  'points.history': {
    says: '查张三的积分明细',
    aboutAnother: { says: '查{name}的积分明细', refused: NOT_YOURS },
  },
  'points.report-card': {
    says: '3-2-501 张三家成绩单',
    aboutAnother: { says: '{address} {name}家成绩单', refused: NOT_YOURS },
  },
  'points.award': { aboutOwn: { says: '加分 {address} 5分 主动扫雪', refused: OWN_AWARD } },
  'points.deduct': {
    narrowed: 'the sample leaves this item to the committee and the grid workers',
    aboutOwn: { says: '扣分 {address} 5分 高空抛物', refused: OWN_AWARD },
  },
  'inspection.record': {
    aboutOwn: { says: '检查 门前三包 达标 {address}', refused: /您自家要请别人来登记/ },
  },
  'leaderboard.show': { inGroup: true },
  'leaderboard.opt-out': { aboutAnother: ONESELF },
  'review.approve': { says: '通过 1023', aboutOwn: { says: '通过 {waiting}', refused: OWN_CLAIM } },
  'review.reject': { aboutOwn: { says: '驳回 {waiting} 照片不清楚', refused: OWN_CLAIM } },
  'review.adjust': { aboutOwn: { says: '{waiting} 改成1.5小时', refused: OWN_CLAIM } },
  'review.abstain': { aboutOwn: { says: '弃权 {waiting}', refused: OWN_CLAIM } },
  'review.several': {
    aboutOwn: { says: '通过 {waiting}，驳回 {decided} 没有照片', refused: OWN_CLAIM },
  },
  'review.list': {
    says: '评议单 1050 全部通过',
    aboutOwn: { untried: 'needs a list; its lines go through the same rule as review.approve' },
  },
  'objection.resolve': {
    aboutOwn: { untried: 'needs a posted period; in the scenarios of the publicity period' },
  },
  'activity.show': { aboutAnother: ONESELF },
  'activity.cancel-sign-up': { aboutAnother: { says: '取消报名 1', refused: /没有报名/ } },
  'activity.open-check-in': { aboutAnother: { says: '开始签到 1', refused: NOT_ORGANISER } },
  'activity.check-in': { says: '签到 482913', aboutAnother: ONESELF },
  'activity.check-out': { aboutAnother: ONESELF },
  'activity.attendance': { aboutAnother: { says: '全到 1', refused: NOT_ORGANISER } },
  'activity.close': { aboutAnother: { says: '结束活动 1', refused: NOT_ORGANISER } },
  'activity.call-off': { aboutAnother: { says: '取消活动 1', refused: NOT_ORGANISER } },
  'activity.remove': { aboutAnother: { says: '移除 1 张三', refused: NOT_ORGANISER } },
  'activity.merge': { aboutAnother: { says: '合并 {waiting}', refused: /没有等您确认合并/ } },
  'activity.rate': { aboutAnother: ONESELF },
  'team.member': { aboutAnother: { untried: CAPTAINS } },
  'team.plan': { aboutAnother: { untried: CAPTAINS } },
  'team.call': { aboutAnother: { untried: CAPTAINS } },
  'redemption.request': {
    says: '代 3-1-101 李奶奶 兑换 大米 1袋',
    aboutAnother: { says: '代 {address} {name} 兑换 大米 1袋', refused: NOT_YOURS },
  },
  'redemption.list': { aboutAnother: ONESELF },
  'redemption.cancel': {
    aboutAnother: { says: '取消兑换 {redemption}', refused: /不是您家等着领的兑换/ },
  },
  'redemption.fulfil': {
    narrowed: 'merchants may be on no roster: the handler itself looks for who they are',
  },
  'sponsor.donate': { says: '启动资金 街道办 50000元' },
  solitaire: { says: '#接龙\n周六清洁家园\n\n1. 张三', inGroup: true, asSolitaire: true },
  'resident.register': { says: '登记 3-2-601 何新' },
  'role.grant': { says: '授权 4-1-302 陈静 评审委员' },
  'role.stand-in': {
    says: '代理 委员甲 由 周建国 12月1日到12月7日',
    aboutAnother: { says: '代理 @周建国 由 @赵敏 12月1日到12月7日', refused: ANOTHERS_SEAT },
  },
  'role.end-stand-in': {
    says: '取消代理 委员甲',
    aboutAnother: { says: '取消代理 @周建国', refused: ANOTHERS_SEAT },
  },
  'role.revoke': { says: '撤销 4-1-302 陈静 评审委员' },
};
