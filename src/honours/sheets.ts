import { dayOf } from '#src/calendar.ts';
import { type Community, itemOf } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import type { Journal, JournalKind } from '#src/ledger/schema.ts';
import type { Column, Sheet } from '#src/pictures/sheet.ts';
import { addressOf, type PublicLine } from '#src/publicity/lines.ts';
import type { AnnualAward } from '#src/rulebook/schema.ts';
import type { Nomination } from './nominate.ts';

const text = (title: string, width: number): Column => ({ title, width, type: 'text' });
const number = (title: string, width = 8): Column => ({ title, width, type: 'number' });
const date = (title: string): Column => ({ title, width: 12, type: 'date' });

const KINDS: Record<JournalKind, string> = {
  credit: '加分',
  deduction: '扣分',
  reversal: '冲正',
  freeze: '异议冻结',
  release: '异议解冻',
  hold: '兑换预留',
  redemption: '兑换',
  expiry: '到期',
  correction: '调整',
} as Record<JournalKind, string>;

/** The people of a community by id, for their names. */
export type People = ReadonlyMap<string, Pick<Resident, 'name' | 'household' | 'offLeaderboard'>>;

/** The nominations of one year (评优名单), and on the second tab the records behind each of them. */
export function awardsSheet(
  community: Community,
  year: string,
  nominated: readonly { award: AnnualAward; nominations: readonly Nomination[] }[],
  people: People,
  reversed: ReadonlySet<string>,
): Sheet {
  const off = new Set(
    [...people.values()].flatMap(({ household, offLeaderboard }) =>
      offLeaderboard ? (household ?? []) : [],
    ),
  );
  const who = ({ subject }: Nomination, award: AnnualAward) =>
    award.of === 'people' ? (people.get(subject)?.name ?? '') : '';
  const isOff = ({ subject, household }: Nomination, award: AnnualAward) =>
    award.of === 'people' ? people.get(subject)?.offLeaderboard === true : off.has(household);
  const each = <T>(row: (award: AnnualAward, nomination: Nomination) => T) =>
    nominated.flatMap(({ award, nominations }) => nominations.map((nomination) => row(award, nomination)));
  return {
    fileName: `小积-${community.name}-${year}年评优名单.xlsx`,
    tabs: [
      {
        name: '名单',
        columns: [
          text('奖项', 16),
          number('名次'),
          text('住址', 14),
          text('姓名', 12),
          number('积分'),
          number('小时'),
          number('类别数'),
          text('备注', 20),
        ],
        rows: each((award, nomination) => [
          award.name.zh,
          nomination.rank,
          addressOf({ household: nomination.household, community: community.id }),
          who(nomination, award) || null,
          nomination.points,
          hours(nomination.minutes),
          nomination.categories.length,
          isOff(nomination, award) ? '本人要求不公开上榜' : null,
        ]),
      },
      {
        name: '依据记录',
        columns: [text('奖项', 16), number('名次'), ...RECORD_COLUMNS],
        rows: each((award, nomination) =>
          nomination.records.map((journal) => [
            award.name.zh,
            nomination.rank,
            ...recordRow(community, journal, people, reversed),
          ]),
        ).flat(),
      },
    ],
  };
}

/** Every journal of a period (积分台账), those that only move points among them. */
export function ledgerSheet(
  community: Community,
  period: string,
  journals: readonly Journal[],
  people: People,
  reversed: ReadonlySet<string>,
): Sheet {
  return {
    fileName: `小积-${community.name}-${period}积分台账.xlsx`,
    tabs: [
      {
        name: '积分台账',
        columns: [...RECORD_COLUMNS, text('决定人', 20), text('事由', 30)],
        rows: journals.map((journal) => [
          ...recordRow(community, journal, people, reversed),
          journal.decidedBy.map((id) => people.get(id)?.name ?? id).join('、') || null,
          journal.memo,
        ]),
      },
    ],
  };
}

/** A posted list (公示名单), with the names as they were posted. */
export function publicitySheet(
  community: Community,
  period: string,
  lists: readonly { grid: string; lines: readonly PublicLine[] }[],
): Sheet {
  return {
    fileName: `小积-${community.name}-${period}公示名单.xlsx`,
    tabs: [
      {
        name: '公示名单',
        columns: [
          text('网格', 12),
          number('编号'),
          text('住址', 14),
          text('姓名', 10),
          text('事项', 20),
          number('分钟'),
          number('积分'),
          text('备注', 12),
        ],
        rows: lists.flatMap(({ grid, lines }) =>
          lines.map(({ number, address, person, what, minutes, points, struck, kind }) => [
            grid,
            number,
            address,
            person ?? null,
            what.zh,
            minutes ?? null,
            points,
            struck ? '已冲正' : kind === 'correction' ? '更正' : null,
          ]),
        ),
      },
    ],
  };
}

const RECORD_COLUMNS: Column[] = [
  date('计入日期'),
  date('记账日期'),
  number('编号'),
  text('类型', 10),
  text('网格', 12),
  text('住址', 14),
  text('姓名', 12),
  text('事项', 20),
  number('小时'),
  number('积分'),
  text('状态', 10),
  text('细则版本', 12),
];

function recordRow(
  community: Community,
  journal: Journal,
  people: People,
  reversed: ReadonlySet<string>,
): (string | number | null)[] {
  return [
    journal.countsAt ? dayOf(journal.countsAt) : null,
    dayOf(journal.recordedAt),
    journal.claim,
    KINDS[journal.kind] ?? journal.kind,
    journal.grid,
    addressOf(journal),
    people.get(journal.resident ?? '')?.name ?? null,
    (journal.item ? itemOf(community, journal.item)?.name.zh : undefined) ?? journal.memo,
    journal.minutes ? hours(journal.minutes) : null,
    pointsOf(journal),
    reversed.has(journal._id) ? '已冲正' : null,
    journal.rulebookVersion,
  ];
}

function hours(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100;
}
