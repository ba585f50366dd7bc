import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { rulebookSchema } from '#src/rulebook/schema.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { withChain, withRules } from '#test/support/rulebooks.ts';

/*
 * Ways around the regulation that somebody with an interest might try, and what becomes of them.
 */

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';
const NOW = '2025-11-12T10:30+08:00';

/** Points at discretion up to 50, through the usual review; other rules as asked. */
function open(change: Parameters<typeof withRules>[1] = () => ({}), now = NOW): Promise<OpenCommunity> {
  return openCommunity({
    now,
    change: (community) =>
      withRules(community, (book) => ({
        discretion: { most: 50, awardedBy: ['committee'] },
        ...change(book),
      })),
  });
}

test('a household does not withdraw its own deduction; whoever proposed it may', async () => {
  const { person } = await open();
  await person('周建国', COMMITTEE).says('扣分 3-2-501 5分 乱扔垃圾');
  expect(await person('张三', 'direct').says('撤回 1001')).toEqual([
    expect.stringContaining('没有找到您的 #1001'),
  ]);
  expect(await person('周建国', COMMITTEE).says('撤回 1001')).toEqual([
    expect.stringContaining('已撤回 #1001'),
  ]);
});

test('whoever stands in for a member decides cards, and is a resident to everything else', async () => {
  const { person } = await open();
  await person('钱伟', 'direct').says('代理 1-1-301 赵敏 由 4-1-302 陈静 11月12日到11月30日');
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  const chen = person('陈静', 'direct');
  expect(await chen.says('加分 1-1-301 50分 主动扫雪')).toEqual([expect.stringContaining('要由评审委员')]);
  expect(await chen.says('导出 评优名单')).toEqual([expect.stringContaining('要由评审委员')]);
  expect(await chen.says('通过 1001')).toEqual([expect.stringContaining('已通过（陈静）')]);
  expect(await chen.says('冲正 1001 弄错了')).toEqual([expect.stringContaining('要由评审委员')]);
});

test('only the body that decided last takes a decision back', async () => {
  const { person } = await openCommunity({
    now: NOW,
    change: (community) =>
      withRules(community, () => ({
        publicity: undefined,
        bodies: [
          { id: 'group', name: { zh: '村小组', en: 'group' }, role: 'committee', appointed: true },
          { id: 'board', name: { zh: '两委', en: 'board' }, role: 'committee', appointed: true },
        ],
        chains: withChain(community, { body: 'board' }).rulebooks[0].chains,
      })),
  });
  const qian = person('钱伟', 'direct');
  await qian.says('授权 1-1-301 赵敏 两委');
  await qian.says('授权 4-1-302 陈静 村小组');
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  await person('赵敏', COMMITTEE).says('通过 1001');
  expect(await person('陈静', 'direct').says('冲正 1001 算了')).toEqual([
    expect.stringContaining('#1001 不归您评审'),
  ]);
  expect(await person('赵敏', COMMITTEE).says('冲正 1001 记错了')).toEqual([
    expect.stringContaining('#1001 已冲正（赵敏）'),
  ]);
});

test('what is capped is what is earned: a full month shields nobody from a deduction, and a deduction uses up no room', async () => {
  const { person } = await open(() => ({
    caps: [{ for: 'household' as const, every: 'month' as const, points: 20 }],
  }));
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  await person('赵敏', COMMITTEE).says('通过 1001');
  expect((await person('周建国', COMMITTEE).says('扣分 3-2-501 5分 乱扔垃圾'))[0]).toContain('−5 分');
  await person('周建国', COMMITTEE).says('扣分 4-1-302 10分 乱扔垃圾');
  await person('赵敏', COMMITTEE).says('全部通过');
  expect(await person('陈静', 'direct').says('上报 志愿服务 2小时')).toEqual([
    expect.stringContaining('通过后 +20 分。'),
  ]);
});

test('an adjustment by points is an amount of the item, and its caps count it', async () => {
  const { person } = await open(({ items }) => ({
    items: rulebookSchema.shape.items.parse(
      items.map((item) =>
        item.id === 'waste-sorting' ? { ...item, caps: [{ every: 'day', times: 2 }] } : item,
      ),
    ),
  }));
  await person('张三', RESIDENTS).says('上报 垃圾分类');
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.says('1001 改成15分')).toEqual(['#1001 最多可以给 10 分，请核对。']);
  expect(await zhao.says('1001 改成7分')).toEqual(['#1001 最多可以给 5 分，请核对。']);
  expect(await zhao.says('1001 改成10分')).toEqual([
    '#1001 张三 垃圾分类 2 次（今天）已调整并通过（赵敏），+10 分。',
  ]);
});

test('where nobody may owe, neither a deduction nor a reversal leaves less than nothing, and both say so', async () => {
  const { person, heard, bot } = await open(() => ({ mayOwe: false }));
  const zhao = person('赵敏', COMMITTEE);
  await person('张三', RESIDENTS).says('上报 垃圾分类');
  await zhao.says('通过 1001');
  await person('周建国', COMMITTEE).says('扣分 3-2-501 20分 高空抛物');
  await zhao.says('通过 1002');
  expect(heard('direct:张三').at(-1)).toContain('扣了 5 分（应扣 20 分，可用积分不够，只扣 5 分）');
  expect(await zhao.says('冲正 1001 记错了')).toEqual([
    expect.stringContaining('−5 分（其中 5 分已经用掉，按细则不再扣），3-2-501 当前 0 分'),
  ]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('in a residents’ group nobody reads of deductions, nor of what waits', async () => {
  const { person, heard } = await open();
  const sent = '已私信发给您。没收到的话，请先加小积为好友再发一次。';
  expect(await person('周建国', RESIDENTS).says('扣分 3-2-501 5分 乱扔垃圾')).toEqual([sent]);
  expect(await person('赵敏', RESIDENTS).says('待审')).toEqual([sent]);
  await person('赵敏', COMMITTEE).says('通过 1001');
  expect(heard(RESIDENTS)).toEqual([sent, sent]);
  expect(heard('direct:周建国').at(-1)).toContain('#1001 乱扔垃圾已通过');
  expect(heard('direct:张三').at(-1)).toContain('您家（3-2-501）按积分细则扣了 5 分');
});

test('a household without a phone is told of a deduction by somebody at the door', async () => {
  const { person } = await open();
  await person('周建国', COMMITTEE).says('扣分 3-1-101 5分 乱扔垃圾');
  expect((await person('赵敏', COMMITTEE).says('通过 1001')).at(-1)).toBe(
    '3-1-101 没有登记手机，#1001 的扣分请上门告知，并说明可以请网格员代提异议。',
  );
});

test('a deduction is judged by the day on which it was earned', async () => {
  const { person } = await open();
  const zhou = person('周建国', 'direct');
  expect(await zhou.says('扣分 3-2-501 5分 打牌扰民 11月2日')).toEqual([
    '已记录 #1001：3-2-501 打牌扰民（11月2日），待评审，通过后 −5 分。',
  ]);
  expect(await zhou.says('扣分 3-2-501 昨天 乱扔垃圾')).toEqual([
    '已记录 #1002：3-2-501 乱扔垃圾（昨天），待评审，通过后 −5 分。',
  ]);
});

const inspected = () =>
  open(({ items }) => ({
    items: rulebookSchema.shape.items.parse([
      ...items,
      {
        id: 'frontage',
        name: { zh: '门前三包', en: 'frontage' },
        pays: { per: 'state', points: 5, every: 'month' },
        awardedBy: ['grid-worker'],
      },
    ]),
    caps: [{ for: 'household' as const, every: 'month' as const, points: 20 }],
  }));

test('an inspection with a slip in its exceptions credits nobody', async () => {
  const { person } = await inspected();
  expect(await person('孙丽', 'direct').says('检查 门前三包 一网格全部达标，除了3-2-510')).toEqual([
    '名册里没有 3-2-510，怕记错，这次没有记录。请核对后再发一次。',
  ]);
  expect(await person('赵敏', COMMITTEE).says('待审')).toEqual(['现在没有等待评审的申报。']);
});

test('one household that has reached its cap keeps no other from its points', async () => {
  const { person } = await inspected();
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  expect(await person('孙丽', 'direct').says('检查 门前三包 达标 3-2-501 4-1-302')).toEqual([
    '门前三包检查：1 户达标，每户 +5 分，待评审。\n按上限已经记满的：3-2-501。',
  ]);
  expect(await person('陈静', 'direct').says('上报 志愿服务 1.5小时，邻里调解')).toEqual([
    '已记录 #1003：陈静（4-1-302）志愿服务 1.5小时（今天），待评审，通过后 +15 分。',
    '按细则，各项合计每户每月最多 20 分，已经记满了，没有记录。',
  ]);
});

test('silence approves nothing that lacks its photo, or that somebody has spoken against', async () => {
  const { person, heard, clock, passTime } = await openCommunity({
    now: NOW,
    change: (community) =>
      withRules(
        withChain(community, { agree: 2, rejections: 2, days: 2, overdue: 'approve' }),
        ({ items }) => ({
          items: items.map((item) => (item.id === 'hazard' ? { ...item, evidence: 'required' } : item)),
        }),
      ),
  });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 隐患上报 井盖松了');
  await zhang.says('上报 志愿服务 2小时');
  await zhang.says('上报 治安巡逻 1小时');
  await person('赵敏', COMMITTEE).says('驳回 1002 没有参加');
  clock.set('2025-11-17T10:40+08:00');
  await passTime();
  expect(await zhang.says('进度 1001')).toEqual([expect.stringContaining('待评审')]);
  expect(await zhang.says('进度 1002')).toEqual([expect.stringContaining('待评审')]);
  expect(await zhang.says('进度 1003')).toEqual([expect.stringContaining('已通过')]);
  expect(heard(RESIDENTS).filter((text) => text.includes('已通过：'))).toEqual([
    expect.stringContaining('#1003 治安巡逻已通过'),
  ]);
});

test('whoever was answered does not freeze the same points again', async () => {
  const { person } = await open();
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  await person('赵敏', COMMITTEE).says('通过 1001');
  const chen = person('陈静', 'direct');
  await chen.says('异议 1001 那天他没有来');
  await person('赵敏', COMMITTEE).says('异议不成立 1002 有签到记录');
  expect(await chen.says('异议 1001 真的没有来')).toEqual([
    '#1001 的异议 #1002 已经评议答复过您家，不再重复受理。有新的证据请联系评审委员。',
  ]);
});
