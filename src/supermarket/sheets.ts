import { dayOf, local } from '#src/calendar.ts';
import type { Sheet, Tab } from '#src/pictures/sheet.ts';
import { maskName } from '#src/publicity/mask.ts';
import type { Card } from './cards.ts';
import { shownCode } from './codes.ts';
import { memoOf } from './redemptions.ts';
import type { Product, Redemption, RedemptionLine } from './schema.ts';

/** What a merchant is owed for a month. Money is in fen. */
export interface Settlement {
  merchant: string;
  lines: SettledLine[];
  /** How many codes were accepted, and how many of whatever month came back. */
  accepted: number;
  returned: number;
  /** What is owed, less what came back; below zero when more came back. */
  cost: number;
  /** What was accepted without a cost price: nobody knows what is owed for it. */
  unpriced: string[];
}

/** One line of a statement: below zero for what came back. */
export interface SettledLine extends RedemptionLine {
  at: Date;
  redemption: Redemption;
  isReturn: boolean;
}

/**
 * What each merchant accepted between two moments, by name, and a line below zero for each return made between them.
 * A month that is over is never written anew: what comes back later is taken off the month in which it does.
 */
export function settlementsOf(
  collected: Redemption[],
  returned: Redemption[],
  [from, to]: readonly [Date, Date],
): Settlement[] {
  const byMerchant = new Map<string, SettledLine[]>();
  const add = (redemption: Redemption, at: Date, lines: RedemptionLine[], sign: 1 | -1) => {
    if (!redemption.merchant) return;
    const settled = lines.map((line) => ({
      ...line,
      quantity: sign * line.quantity,
      at,
      redemption,
      isReturn: sign < 0,
    }));
    byMerchant.set(redemption.merchant, [...(byMerchant.get(redemption.merchant) ?? []), ...settled]);
  };
  for (const redemption of collected)
    add(redemption, redemption.collectedAt ?? from, handedOut(redemption), 1);
  for (const redemption of returned)
    for (const { at, lines } of redemption.returns ?? [])
      if (at >= from && at < to) add(redemption, at, lines, -1);
  return [...byMerchant]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([merchant, all]) => {
      const lines = all.sort((a, b) => a.at.getTime() - b.at.getTime());
      const numbers = (isReturn: boolean) =>
        new Set(
          lines.filter((line) => line.isReturn === isReturn).map(({ redemption }) => redemption.number),
        );
      return {
        merchant,
        lines,
        accepted: numbers(false).size,
        returned: numbers(true).size,
        cost: lines.reduce((sum, { cost, quantity }) => sum + cost * quantity, 0),
        unpriced: [...new Set(lines.filter(({ cost }) => cost === 0).map(({ name }) => name))],
      };
    });
}

/** Everything that was handed over, what came back later among it. */
function handedOut({ status, lines, returns = [] }: Redemption): RedemptionLine[] {
  const parts = returns.flatMap((one) => one.lines);
  return status === 'returned' && returns.length > 0 ? parts : [...lines, ...parts];
}

/** The statement of a month, a tab for each merchant, for the community to pay cost price. */
export function settlementSheet(community: string, month: string, settlements: Settlement[]): Sheet {
  return {
    fileName: `小积-${community}-商户结算-${month}.xlsx`,
    tabs: settlements.map(
      ({ merchant, lines, cost }): Tab => ({
        name: merchant,
        columns: [
          { title: '日期', type: 'date', width: 12 },
          { title: '时间', type: 'text', width: 8 },
          { title: '编号', type: 'text', width: 10 },
          { title: '内容', type: 'text', width: 24 },
          { title: '数量', type: 'number', width: 8 },
          { title: '成本价（元）', type: 'number', width: 14 },
          { title: '应付（元）', type: 'number', width: 14 },
          { title: '积分', type: 'number', width: 8 },
          { title: '居民', type: 'text', width: 10 },
          { title: '核销人', type: 'text', width: 12 },
          { title: '备注', type: 'text', width: 24 },
        ],
        rows: [
          ...lines.map((line) => [
            dayOf(line.at),
            local(line.at).toFormat('HH:mm'),
            `#${line.redemption.number}`,
            line.name,
            line.quantity,
            line.cost === 0 ? null : line.cost / 100,
            line.cost === 0 ? null : (line.cost * line.quantity) / 100,
            line.points * line.quantity,
            maskName(line.redemption.residentName),
            line.redemption.handedOutBy ?? '',
            [
              line.isReturn ? `退货，${dayOf(line.redemption.collectedAt ?? line.at)} 核销` : '',
              line.cost === 0 ? '没有成本价，应付未计' : '',
            ]
              .filter(Boolean)
              .join('；'),
          ]),
          [
            null,
            null,
            null,
            '合计',
            lines.reduce((sum, { quantity }) => sum + quantity, 0),
            null,
            cost / 100,
            lines.reduce((sum, { points, quantity }) => sum + points * quantity, 0),
            null,
            null,
            null,
          ],
        ],
      }),
    ),
  };
}

/** Everything on the shelf, with room for the figure that is counted. */
export function stockSheet(
  community: string,
  day: string,
  products: Product[],
  bestBefore: Map<string, string>,
): Sheet {
  return {
    fileName: `小积-${community}-库存-${day}.xlsx`,
    tabs: [
      {
        name: '库存',
        columns: [
          { title: '商品', type: 'text', width: 20 },
          { title: '单位', type: 'text', width: 6 },
          { title: '可换', type: 'number', width: 8 },
          { title: '待领', type: 'number', width: 8 },
          { title: '账面合计', type: 'number', width: 10 },
          { title: '盘点实数', type: 'number', width: 10 },
          { title: '积分', type: 'number', width: 8 },
          { title: '最早到期', type: 'date', width: 12 },
        ],
        rows: products
          .filter(({ counted }) => counted)
          .map(({ _id, name, unit, free, reserved, points }) => [
            name,
            unit,
            free,
            reserved,
            free + reserved,
            null,
            points,
            bestBefore.get(_id) ?? null,
          ]),
      },
    ],
  };
}

/** Who was handed what on a day, and by whom. */
export function dayListSheet(community: string, day: string, collected: Redemption[]): Sheet {
  return {
    fileName: `小积-${community}-日清单-${day}.xlsx`,
    tabs: [
      {
        name: day,
        columns: [
          { title: '时间', type: 'text', width: 8 },
          { title: '编号', type: 'text', width: 10 },
          { title: '商品', type: 'text', width: 30 },
          { title: '积分', type: 'number', width: 8 },
          { title: '住址', type: 'text', width: 12 },
          { title: '领取人', type: 'text', width: 10 },
          { title: '经办人', type: 'text', width: 14 },
          { title: '商户', type: 'text', width: 16 },
          { title: '备注', type: 'text', width: 14 },
        ],
        rows: collected.map((redemption) => [
          local(redemption.collectedAt ?? redemption.requestedAt).toFormat('HH:mm'),
          `#${redemption.number}`,
          memoOf(redemption),
          redemption.points,
          redemption.address,
          redemption.residentName,
          redemption.handedOutBy ?? '',
          redemption.merchant ?? '',
          redemption.status === 'returned'
            ? `已退货 ${redemption.reason ?? ''}`.trim()
            : redemption.returns
              ? '部分已退货'
              : '',
        ]),
      },
    ],
  };
}

/** The list for the desk, to be printed: a line for each household, and one more for each further code. */
export function cardListSheet(community: string, day: string, cards: Card[]): Sheet {
  return {
    fileName: `小积-${community}-积分卡清单-${day}.xlsx`,
    tabs: [
      {
        name: `积分卡 ${day}`,
        columns: [
          { title: '住址', type: 'text', width: 12 },
          { title: '家庭成员', type: 'text', width: 20 },
          { title: '手机', type: 'text', width: 6 },
          { title: '积分', type: 'number', width: 8 },
          { title: '可用', type: 'number', width: 8 },
          { title: '待领编号', type: 'text', width: 10 },
          { title: '待领商品', type: 'text', width: 26 },
          { title: '领取码', type: 'text', width: 14 },
          { title: '领取地点', type: 'text', width: 36 },
          { title: '截止', type: 'text', width: 20 },
          { title: '签字', type: 'text', width: 12 },
        ],
        rows: cards.flatMap(({ household, members, balance, spendable, waiting }) => {
          const head = [
            household.address,
            members.map(({ name }) => name).join('、'),
            members.some(({ contactIds }) => contactIds.length > 0) ? '有' : '无',
            balance,
            spendable,
          ];
          const blank = [household.address, null, null, null, null];
          if (waiting.length === 0) return [[...head, null, null, null, null, null, null]];
          return waiting.map((redemption, index) => [
            ...(index === 0 ? head : blank),
            `#${redemption.number}`,
            memoOf(redemption),
            shownCode(redemption.code),
            redemption.place,
            local(redemption.deadline).toFormat('yyyy-MM-dd HH:mm'),
            null,
          ]);
        }),
      },
    ],
  };
}
