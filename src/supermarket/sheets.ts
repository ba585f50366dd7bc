import { dayOf, local } from '#src/calendar.ts';
import type { Column, Sheet, Tab } from '#src/pictures/sheet.ts';
import { maskName } from '#src/publicity/mask.ts';
import type { Card } from './cards.ts';
import { shownCode } from './codes.ts';
import { memoOf } from './redemption-lines.ts';
import type { Product, Redemption } from './schema.ts';
import type { Settlement } from './settlement.ts';

const text = (title: string, width: number): Column => ({ title, type: 'text', width });
const number = (title: string, width: number): Column => ({ title, type: 'number', width });
const date = (title: string, width: number): Column => ({ title, type: 'date', width });

/** The statement of a month, a tab for each merchant, for the community to pay cost price. */
export function settlementSheet(community: string, month: string, settlements: Settlement[]): Sheet {
  return {
    fileName: `小积-${community}-商户结算-${month}.xlsx`,
    tabs: settlements.map(
      ({ merchant, lines, cost }): Tab => ({
        name: merchant,
        columns: [
          date('日期', 12),
          text('时间', 8),
          text('编号', 10),
          text('内容', 24),
          number('数量', 8),
          number('成本价（元）', 14),
          number('应付（元）', 14),
          number('积分', 8),
          text('居民', 10),
          text('核销人', 12),
          text('备注', 24),
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
          text('商品', 20),
          text('单位', 6),
          number('可换', 8),
          number('待领', 8),
          number('账面合计', 10),
          number('盘点实数', 10),
          number('积分', 8),
          date('最早到期', 12),
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
          text('时间', 8),
          text('编号', 10),
          text('商品', 30),
          number('积分', 8),
          text('住址', 12),
          text('领取人', 10),
          text('经办人', 14),
          text('商户', 16),
          text('备注', 14),
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
          text('住址', 12),
          text('家庭成员', 20),
          text('手机', 6),
          number('积分', 8),
          number('可用', 8),
          text('待领编号', 10),
          text('待领商品', 26),
          text('领取码', 14),
          text('领取地点', 36),
          text('截止', 20),
          text('签字', 12),
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
