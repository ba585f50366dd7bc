import { type Box, column, row, text, word } from '../h.ts';
import type { ReportCardParams } from '../picture.ts';
import { COLORS, fitting, MARGIN, SIZE } from '../style.ts';
import { card, crossedOut, dayInShort, figure, footer, page, ruled, signed } from './parts.ts';

/** 我家成绩单: a double frame, so that it looks like something to keep. */
export function reportCard(params: ReportCardParams): Box {
  const { community, address, period, categories, waiting, lines, asOf } = params;
  return page(
    column(
      { margin: '28px 28px 0', padding: 8, borderRadius: 28, border: `3px solid ${COLORS.accent}` },
      column(
        {
          borderRadius: 18,
          border: `1px solid ${COLORS.accent}`,
          padding: '44px 32px 40px',
          alignItems: 'center',
        },
        text({ fontSize: SIZE.small, color: COLORS.muted, textAlign: 'center' }, community),
        word(
          { fontSize: 60, fontWeight: 700, color: COLORS.accent, letterSpacing: 6, marginTop: 8 },
          '我家成绩单',
        ),
        text(
          {
            fontSize: fitting(address, [
              [14, 40],
              [Number.POSITIVE_INFINITY, SIZE.large],
            ]),
            fontWeight: 700,
            marginTop: 18,
            textAlign: 'center',
          },
          address,
        ),
        text({ color: COLORS.muted, marginTop: 4, textAlign: 'center' }, period),
        medal(params),
        row(
          { width: '100%', marginTop: 34, gap: 12 },
          share('本期加分', signed(params.credits)),
          share('本期扣分', params.deductions === 0 ? '0' : signed(-params.deductions)),
          share('可用', figure(params.available)),
          share('冻结', figure(params.frozen)),
        ),
      ),
    ),
    categories.length > 0 && section('分类小结', ...categories.map(category)),
    lines.length > 0 && section('本期明细', ...lines.map(entry)),
    waiting.count > 0 &&
      text(
        { margin: `24px ${MARGIN}px 0`, fontSize: SIZE.small, color: COLORS.muted },
        `另有 ${waiting.count} 项等待审核，通过后可得 ${figure(waiting.points)} 分。`,
      ),
    row(
      { margin: `32px ${MARGIN}px 0`, justifyContent: 'center' },
      text(
        { color: COLORS.accent, fontWeight: 700, textAlign: 'center' },
        '点滴善举，积分为记。谢谢您一家的付出！',
      ),
    ),
    footer(asOf, community),
  );
}

function medal({ balance, rank }: ReportCardParams): Box {
  const points = figure(balance);
  return column(
    { alignItems: 'center', marginTop: 30 },
    text({ fontSize: SIZE.small, color: COLORS.muted }, '当前积分'),
    word(
      { fontSize: points.length > 7 ? 76 : 112, fontWeight: 700, lineHeight: 1.15, color: COLORS.ink },
      points,
    ),
    rank !== undefined &&
      word(
        {
          marginTop: 14,
          padding: '8px 30px',
          borderRadius: 40,
          backgroundColor: COLORS.accent,
          color: COLORS.onAccent,
          fontWeight: 700,
        },
        `第 ${figure(rank.place)} 名 · 共 ${figure(rank.of)} 户`,
      ),
  );
}

function share(name: string, value: string): Box {
  return column(
    {
      flex: 1,
      alignItems: 'center',
      padding: '16px 4px',
      borderRadius: 14,
      backgroundColor: COLORS.accentSoft,
    },
    word({ fontSize: SIZE.tiny, color: COLORS.muted }, name),
    word(
      { fontSize: value.length > 8 ? 20 : value.length > 6 ? 27 : 36, fontWeight: 700, lineHeight: 1.3 },
      value,
    ),
  );
}

function section(title: string, ...rows: Box[]): Box {
  return column(
    {},
    text({ margin: `36px ${MARGIN}px 0`, fontSize: SIZE.large, fontWeight: 700 }, title),
    column({ marginTop: -12 }, card(...rows)),
  );
}

function category({ name, credits, deductions }: ReportCardParams['categories'][number], index: number): Box {
  return row(
    { padding: '16px 0', gap: 20, alignItems: 'center', ...ruled(index) },
    text({ flex: 1 }, name),
    deductions > 0 && word({}, signed(-deductions)),
    word({ minWidth: 96, textAlign: 'right', color: COLORS.accent, fontWeight: 700 }, signed(credits)),
  );
}

function entry({ day, what, points, struck }: ReportCardParams['lines'][number], index: number): Box {
  const decoration = crossedOut(struck);
  return row(
    { padding: '14px 0', gap: 20, alignItems: 'flex-start', ...ruled(index) },
    word({ minWidth: 132, color: COLORS.muted, ...decoration }, dayInShort(day)),
    text({ flex: 1, ...decoration }, what),
    word({ fontWeight: 700, color: points < 0 ? COLORS.ink : COLORS.accent, ...decoration }, signed(points)),
  );
}
