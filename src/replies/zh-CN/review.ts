import type { ObjectionView } from '#src/publicity/view.ts';
import type { Merged } from '../render.ts';
import type { ClaimView, DecidedView, LeftOut, ListDecided, ListPage } from '../views.ts';
import { subject } from './publicity.ts';
import type { Params } from './words.ts';
import {
  cards,
  cut,
  dayName,
  deed,
  gain,
  monthDay,
  stepName,
  tail,
  undone,
  what,
  whoShort,
} from './words.ts';

export const reviewReplies = {
  'review.decided': (p: DecidedView) =>
    p.verdict === 'rejected'
      ? `#${p.number} 已驳回（${p.by}）：${p.reason}`
      : `#${p.number} ${whoShort(p)} ${what(p)}已${p.verdict === 'adjusted' ? '调整并' : ''}通过（${p.by}），${gain(p)}。`,
  'review.progress': (p: ClaimView & { by: string; have: number; need: number; against: boolean }) =>
    p.against
      ? `#${p.number} 已记下${p.by}的反对意见（同意 ${p.have}/${p.need}），等其他委员。`
      : `#${p.number} ${p.by}已同意（${p.have}/${p.need}），还需 ${p.need - p.have} 位委员。`,
  'review.abstained': (p: ClaimView & { by: string; how: 'abstain' | 'recuse' }) =>
    `#${p.number} ${p.by}${p.how === 'abstain' ? '弃权' : '回避'}，等其他委员。`,
  'review.too-few': (p: { number: number; left: number; need: number }) =>
    `#${p.number} 回避和弃权后只剩 ${p.left} 位委员，不够 ${p.need} 位。请社区管理员安排代理：代理 @请假的人 由 @代理的人 到几号`,
  'review.passed-on': (p: { number: number; by: string; body: { zh: string; en: string } }) =>
    `#${p.number} 已记下${p.by}的意思。能评审的委员不够了，转由${p.body.zh}评审。`,
  'review.advanced': (p: ClaimView & { by: string }) =>
    `#${p.number} ${whoShort(p)} ${what(p)}本环节已通过（${p.by}），转${p.step ? stepName(p.step) : '下一环节'}。`,
  'review.left-out': (p: LeftOut) =>
    [
      p.own ? `${cards(p.own)} 是您自家或您报的，请其他委员评审。` : '',
      p.heard ? `${cards(p.heard)} 您在前面的环节评过了，这一环节请其他委员评审。` : '',
      p.decided ? `${cards(p.decided)} 已经有结果了。` : '',
      p.said ? `${cards(p.said)} 您已经同意过，等其他委员。` : '',
      p.objections
        ? `${cards(p.objections)} 是异议，请发：异议成立 ${p.objections[0]}，或：异议不成立 ${p.objections[0]} 理由`
        : '',
      p.missing ? `没有 ${cards(p.missing)} 这个编号。` : '',
      p.others ? `${cards(p.others)} 不归您评审。` : '',
      p.listed ? `${cards(p.listed)} 要在评议单上一起评议，请引用评议单回复。` : '',
      p.unrecorded
        ? `${cards(p.unrecorded)} 由会议决定，请写明会议纪要，例如：决议 1050 全部通过 会议纪要 2025-12号`
        : '',
      p.fixed ? `${cards(p.fixed)} 这一环节不能改分，只能通过或驳回。` : '',
      p.withoutPicture ? `${cards(p.withoutPicture)} 按细则要有照片，还没有，先请申报人补发。` : '',
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
    listed: number;
    objections: (ObjectionView & { reason: string })[];
    objected: number;
  }) =>
    [
      p.total > 0 ? `待评审 ${p.total} 条：` : '',
      ...p.claims.map((claim) => `#${claim.number} ${deed(claim)} ${gain(claim)}${tail(claim)}`),
      ...p.registrations.map(({ number, address, name }) => `#${number} 登记：${address} ${name}`),
      p.claims.length + p.registrations.length < p.total ? '……先处理以上这些。' : '',
      p.total > 0 ? '回复“通过 编号”“全部通过”或“驳回 编号 原因”。' : '',
      p.listed > 0 ? `另有 ${p.listed} 条在评议单上一起评议。要现在开单请发：开评议单` : '',
      p.objected > 0 ? `待评议的异议 ${p.objected} 件：` : '',
      ...p.objections.map((one) => `#${one.number} 针对 ${subject(one)}：${one.reason}`),
      p.objections.length < p.objected ? '……先处理以上这些。' : '',
      p.objected > 0 ? '回复“异议成立 编号”或“异议不成立 编号 理由”。' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.nothing-waiting': (_: object) => '现在没有等待评审的申报。',
  'claim.reversed': (p: ClaimView & { by: string; reason: string; balance: number; waived: number }) =>
    `#${p.number} 已冲正（${p.by}）：${whoShort(p)} ${p.item.zh} ${undone(p)}${p.waived > 0 ? `（其中 ${p.waived} 分已经用掉，按细则不再扣）` : ''}，${p.address} 当前 ${p.balance} 分。原因：${p.reason}`,
  'claim.under-objection': (p: { number: number; objection: number }) =>
    `#${p.number} 正有异议 #${p.objection} 在处理，请先认定：异议成立 ${p.objection}，或：异议不成立 ${p.objection} 理由`,
  'claim.already-reversed': (p: { numbers: number[] }) => `${cards(p.numbers)} 已经冲正过了。`,
  'claim.not-reversible': (p: { numbers: number[] }) =>
    `${cards(p.numbers)} 没有入账，不需要冲正。还在等评审的请用“驳回”。`,

  // ---- lists
  'review.list-card': (p: ListPage) =>
    [
      `【评议单 #${p.number}】${p.scope} ${p.body.zh}，共 ${p.total} 条${p.pages > 1 ? `（${p.page}/${p.pages}）` : ''}`,
      ...p.lines.map((claim) => `${claim.line}. ${deed(claim)} ${gain(claim)}${tail(claim)}`),
      p.page === p.pages
        ? p.meeting
          ? `会议决定后由社区管理员录入：决议 ${p.number} 全部通过 会议纪要 编号`
          : '引用本条回复：全部通过 / 除3、7外通过 / 5改为10分 / 3驳回 原因 / 3回避'
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.list-decided': (p: ListDecided) =>
    [
      `评议单 #${p.number}（${p.by}）：${
        [
          p.approved > 0 ? `通过 ${p.approved} 条` : '',
          p.rejected > 0 ? `驳回 ${p.rejected} 条` : '',
          p.counted > 0 ? `记下意见 ${p.counted} 条，等其他委员` : '',
        ]
          .filter(Boolean)
          .join('，') || '没有变化'
      }。`,
      p.own.length > 0 ? `第 ${p.own.join('、')} 行是您自家或您报的，请其他委员评议。` : '',
      p.heard.length > 0 ? `第 ${p.heard.join('、')} 行您在前面的环节评过了，这一环节请其他委员评议。` : '',
      p.already.length > 0 ? `第 ${p.already.join('、')} 行已经有结果，或您说过了。` : '',
      p.notYours.length > 0 ? `第 ${p.notYours.join('、')} 行不归您评议。` : '',
      p.withoutPicture.length > 0 ? `第 ${p.withoutPicture.join('、')} 行按细则要有照片，还没有。` : '',
      p.fixed.length > 0 ? `第 ${p.fixed.join('、')} 行这一环节不能改分。` : '',
      p.tooFew.length > 0
        ? `第 ${p.tooFew.join('、')} 行回避和弃权后人不够了，请社区管理员安排代理：代理 @请假的人 由 @代理的人 到几号`
        : '',
      ...p.passedOn.map(({ body, lines }) => `第 ${lines.join('、')} 行人不够了，转由${body.zh}评议。`),
      ...p.moved.map(({ list, lines }) => `第 ${lines.join('、')} 行在评议单 #${list} 上，请引用那一张。`),
      p.open.length > 0 ? `还没定的：第 ${p.open.join('、')} 行。` : '',
      p.open.length + p.moved.length === 0 ? '全部有结果了。' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.list-picture': (p: { list: number; line: number; number: number; address: string }) =>
    `评议单 #${p.list} 第 ${p.line} 行（#${p.number} ${p.address}）的照片：`,
  'review.list-pictures-left': (p: { list: number; left: number; numbers: number[] }) =>
    `评议单 #${p.list} 照片多，还有 ${p.left} 张没有发到群里。要看请发“看图 编号”，例如：看图 ${p.numbers[0]}\n还有照片的：${p.numbers.join('、')}`,
  'review.list-unknown': (p: { number?: number | undefined }) =>
    p.number === undefined
      ? '请引用评议单回复，或写上它的编号，例如：评议单 1050 全部通过'
      : `没有 #${p.number} 这张评议单。请引用评议单回复，或核对编号。`,
  'review.list-no-line': (p: { number: number; lines: number[]; total: number }) =>
    `评议单 #${p.number} 只有 ${p.total} 行，没有第 ${p.lines.join('、')} 行，请核对后再发。`,
  'review.list-needs-record': (p: { number: number }) =>
    `评议单 #${p.number} 由会议决定，请写明会议纪要，例如：决议 ${p.number} 全部通过 会议纪要 2025-12号`,
  'review.list-nothing': (_: object) => '现在没有等着上评议单的申报。',
  'review.list-opened': (p: { numbers: number[]; total: number }) =>
    `已开评议单 ${cards(p.numbers)}，共 ${p.total} 条，已发到评审群。`,

  // ---- what waits too long
  'review.reminder': (p: { claims: ClaimView[]; total: number; days: number }) =>
    [
      `【提醒】有 ${p.total} 条申报等了 ${p.days} 天以上：`,
      ...p.claims.map((claim) => `#${claim.number} ${deed(claim)} ${gain(claim)}`),
      p.claims.length < p.total ? `……还有 ${p.total - p.claims.length} 条，发“待审”看。` : '',
      '请回复“通过 编号”“驳回 编号 原因”，或发“待审”。',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.list-reminder': (p: {
    number: number;
    lines: ListPage['lines'];
    total: number;
    days: number;
    meeting: boolean;
  }) =>
    [
      `【提醒】评议单 #${p.number} 还有 ${p.total} 条等了 ${p.days} 天以上：`,
      ...p.lines.map((claim) => `${claim.line}. ${deed(claim)} ${gain(claim)}`),
      p.lines.length < p.total ? `……还有 ${p.total - p.lines.length} 条，见原评议单。` : '',
      p.meeting
        ? `会议决定后由社区管理员录入：决议 ${p.number} 全部通过 会议纪要 编号`
        : `请引用评议单或本条回复，或发：评议单 ${p.number} 全部通过`,
    ]
      .filter(Boolean)
      .join('\n'),
  'review.escalated': (p: {
    claims: ClaimView[];
    body: { zh: string; en: string };
    days: number;
    total: number;
    page: number;
    pages: number;
  }) =>
    [
      `【待评审·已超期】${p.body.zh} ${p.days} 天没有评完，共 ${p.total} 条${p.pages > 1 ? `（${p.page}/${p.pages}）` : ''}，请一起评审：`,
      ...p.claims.map((claim) => `#${claim.number} ${deed(claim)} ${gain(claim)}${tail(claim)}`),
      p.page === p.pages ? '回复“通过 编号”或“驳回 编号 原因”。' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.nobody': (p: {
    numbers: number[];
    total: number;
    body: { zh: string; en: string };
    isEmpty: boolean;
  }) =>
    `${cards(p.numbers)}${p.numbers.length < p.total ? ` 等 ${p.total} 条` : ''} 没有人能评审：${p.body.zh}${p.isEmpty ? '没有成员' : '的成员都要回避，或在前面的环节评过了'}。请授权：授权 门牌 姓名 ${p.body.zh}`,

  // ---- awards, deductions, inspections
  'award.no-reason': (p: { deduct: boolean }) =>
    `请写明原因，例如：${p.deduct ? '扣分 3-2-501 5分 高空抛物' : '加分 3-2-501 5分 主动扫雪'}`,
  'award.needs-item': (p: { deduct: boolean; items: string[] }) =>
    `按细则，${p.deduct ? '扣分' : '加分'}要写明条目，例如：${p.deduct ? '扣分' : '加分'} 3-2-501 ${p.items[0] ?? '条目名称'}。可选：${p.items.slice(0, 8).join('、')}`,
  'award.too-much': (p: { most: number }) => `按细则一次最多 ${p.most} 分，请核对。`,
  'award.wrong-kind': (p: { item: { zh: string; en: string }; deduct: boolean }) =>
    p.deduct ? `“${p.item.zh}”是加分项，不能用来扣分。` : `“${p.item.zh}”是扣分项，不能用来加分。`,
  'award.inspected': (p: { item: { zh: string; en: string } }) =>
    `“${p.item.zh}”要检查后统一记分，请发：检查 ${p.item.zh} 达标 住址`,
  'award.not-a-multiple': (p: { item: { zh: string; en: string }; each: number; most: number }) =>
    `“${p.item.zh}”一次 ${p.each} 分，请写 ${p.each} 的倍数，最多 ${p.most} 次。`,
  'award.own': (_: object) => '不能给自家加分或扣分，请其他委员来办。',
  'award.no-household': (p: { address: string }) =>
    `名册里没有 ${p.address} 这一户。先录入：登记 ${p.address} 姓名`,
  'deduction.told': (p: DecidedView & { balance: number }) =>
    `您家（${p.address}）按积分细则扣了 ${p.points} 分${cut(p)}：${p.item.zh}（${dayName(p)}）${p.note ? `，${p.note}` : ''}。当前 ${p.balance} 分。\n有不同意见，请回复：异议 ${p.number} 理由`,
  'deduction.no-phone': (p: { number: number; address: string }) =>
    `${p.address} 没有登记手机，#${p.number} 的扣分请上门告知，并说明可以请网格员代提异议。`,
  'deduction.forgiven': (p: ClaimView & { reason: string; balance: number }) =>
    `您家（${p.address}）#${p.number} 扣的 ${p.points} 分已冲正退回：${p.item.zh}（${dayName(p)}）。原因：${p.reason}。当前 ${p.balance} 分。`,
  'inspection.not-a-state': (p: { item: string; states: string[] }) =>
    p.states.length > 0
      ? `“${p.item}”不是检查项。可以检查的有：${p.states.join('、')}。`
      : '细则里没有检查项。',
  'inspection.unknown-exception': (p: { addresses: string[] }) =>
    `名册里没有 ${p.addresses.join('、')}，怕记错，这次没有记录。请核对后再发一次。`,
  'inspection.recorded': (p: {
    item: { zh: string; en: string };
    granted: number;
    points: number;
    already: string[];
    capped: string[];
    unknown: string[];
    own: string[];
    waiting: boolean;
  }) =>
    [
      `${p.item.zh}检查：${p.granted} 户达标，每户 +${p.points} 分${p.waiting ? '，待评审' : ''}。`,
      p.already.length > 0 ? `这一期已经记过的：${p.already.slice(0, 20).join('、')}。` : '',
      p.capped.length > 0 ? `按上限已经记满的：${p.capped.slice(0, 20).join('、')}。` : '',
      p.own.length > 0 ? `您自家要请别人来登记：${p.own.join('、')}。` : '',
      p.unknown.length > 0 ? `名册里没有：${p.unknown.slice(0, 20).join('、')}。` : '',
    ]
      .filter(Boolean)
      .join('\n'),

  // ---- standing in
  'stand-in.set': (p: { member: string; standIn: string; from: string; until: string }) =>
    `${monthDay(p.from)}到${monthDay(p.until)}，${p.standIn}代理${p.member}评审。要取消请发：取消代理 ${p.member}`,
  'stand-in.ended': (p: { member: string }) => `已取消${p.member}的代理。`,
  'stand-in.none': (p: { member: string }) => `${p.member}现在没有代理。`,
  'stand-in.not-a-member': (p: { member: string }) => `${p.member}不是评审委员，不需要代理。`,
  'stand-in.fellow': (p: { member: string; standIn: string }) =>
    `${p.standIn}自己也在同一个机构里，只能有一票，不能再代理${p.member}，请换一位。`,
  'stand-in.busy': (p: { member: string; until: string }) =>
    `${p.member}自己正在代理别人（到${monthDay(p.until)}），请先取消那一项代理。`,
  'stand-in.same': (_: object) => '不能自己代理自己。',
  'stand-in.away': (p: { standIn: string; until: string }) =>
    `${p.standIn}自己那几天也由别人代理（到${monthDay(p.until)}），请换一位。`,
  'stand-in.dates': (_: object) => '日期不对：结束要在开始之后，也不能早于今天。',
};

export const mergedReview = {
  'review.decided': {
    title: (count) => `${count} 条已处理：`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${whoShort(p)} 驳回（${p.by}）：${p.reason}`
        : `#${p.number} ${whoShort(p)} ${p.item.zh} 通过（${p.by}）${gain(p)}`,
  } as Merged<Params<typeof reviewReplies, 'review.decided'>>,
};
