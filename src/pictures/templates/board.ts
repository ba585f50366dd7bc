import { type Box, h, row, text, word } from '../h.ts';
import type { BoardParams } from '../picture.ts';
import { COLORS, SIZE } from '../style.ts';
import { banner, card, figure, footer, page, ruled, smallPrint } from './parts.ts';

/** 红榜 and leaderboards; the first three stand out. */
export function board({ title, subtitle, rows, unit, note, asOf }: BoardParams): Box {
  return page(
    banner({ community: subtitle, title }),
    card(...rows.map((place, index) => line(place, unit, index))),
    note !== undefined && smallPrint(note),
    footer(asOf),
  );
}

function line({ rank, name, points }: BoardParams['rows'][number], unit: string, index: number): Box {
  const isTop = rank <= 3;
  return row(
    { padding: isTop ? '20px 0' : '15px 0', gap: 22, alignItems: 'center', ...ruled(index) },
    h(
      {
        width: 60,
        height: 60,
        borderRadius: 30,
        flexShrink: 0,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: isTop ? COLORS.accent : COLORS.accentSoft,
        color: isTop ? COLORS.onAccent : COLORS.muted,
        fontWeight: 700,
        fontSize: rank > 99 ? SIZE.tiny : SIZE.body,
      },
      word({}, rank),
    ),
    text({ flex: 1, fontWeight: isTop ? 700 : 400, fontSize: isTop ? SIZE.large : SIZE.body }, name),
    row(
      { flexShrink: 0, alignItems: 'baseline', gap: 6 },
      word({ fontWeight: 700, fontSize: isTop ? 40 : SIZE.large, color: COLORS.accent }, figure(points)),
      text({ maxWidth: 110, fontSize: SIZE.small, color: COLORS.muted }, unit),
    ),
  );
}
