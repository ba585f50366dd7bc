import { type Box, column, row, text, word } from '../h.ts';
import type { PublicityParams } from '../picture.ts';
import { COLORS, MARGIN, SIZE } from '../style.ts';
import {
  banner,
  callout,
  card,
  crossedOut,
  figure,
  footer,
  page,
  ruled,
  signed,
  smallPrint,
} from './parts.ts';

/** 积分公示 */
export function publicity(params: PublicityParams): Box {
  const { community, scope, period, window, rows, totals, howToObject, asOf } = params;
  return page(
    banner({
      community,
      title: '积分公示',
      subtitle: `${scope} · ${period}`,
      aside: params.pages > 1 ? `第 ${params.page}/${params.pages} 页` : undefined,
    }),
    row(
      { padding: `26px ${MARGIN}px 0`, gap: 16 },
      total('共加分', signed(totals.credits), COLORS.accent),
      total('共扣分', totals.deductions === 0 ? '0' : signed(-totals.deductions), COLORS.ink),
      total('涉及户数', figure(totals.households), COLORS.ink),
    ),
    card(...rows.map(line)),
    smallPrint(`公示至 ${window.until}。划去的记录已撤销或更正，不计分。`),
    column({ marginTop: 12 }, callout(howToObject)),
    footer(asOf, community),
  );
}

function total(name: string, value: string, color: string): Box {
  return column(
    { flex: 1 },
    text({ fontSize: SIZE.small, color: COLORS.muted }, name),
    word({ fontSize: value.length > 9 ? 30 : 40, fontWeight: 700, color, lineHeight: 1.25 }, value),
  );
}

function line(entry: PublicityParams['rows'][number], index: number): Box {
  const { number, address, person, what, points, struck, note } = entry;
  const decoration = crossedOut(struck);
  return row(
    { padding: '15px 0', gap: 18, alignItems: 'flex-start', ...ruled(index) },
    word(
      { minWidth: 92, fontSize: SIZE.small, color: COLORS.muted, lineHeight: 1.62, ...decoration },
      `#${number}`,
    ),
    column(
      { flex: 1 },
      text({ fontWeight: 700, ...decoration }, person === undefined ? address : `${address} ${person}`),
      text({ fontSize: SIZE.small, color: COLORS.muted, ...decoration }, what),
      note !== undefined && text({ fontSize: SIZE.tiny, color: COLORS.accent }, note),
    ),
    word(
      {
        fontSize: SIZE.large,
        fontWeight: 700,
        lineHeight: 1.2,
        color: points < 0 ? COLORS.ink : COLORS.accent,
        ...decoration,
      },
      signed(points),
    ),
  );
}
