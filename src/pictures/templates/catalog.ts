import { type Box, column, row, text, word } from '../h.ts';
import type { CatalogParams } from '../picture.ts';
import { COLORS, SIZE } from '../style.ts';
import { banner, callout, card, figure, footer, page, ruled } from './parts.ts';

/** 积分超市: what there is, for how many points. */
export function catalog(params: CatalogParams): Box {
  const { community, title, rows, balance, how, asOf } = params;
  return page(
    banner({
      community,
      title,
      ...(balance === undefined ? {} : { subtitle: `您家可用 ${figure(balance)} 分` }),
      aside: params.pages > 1 ? `第 ${params.page}/${params.pages} 页` : undefined,
    }),
    card(...rows.map(line)),
    column({ marginTop: 20 }, callout(how)),
    footer(asOf, community),
  );
}

function line(product: CatalogParams['rows'][number], index: number): Box {
  const { name, price, unit, market, stock, affordable, note } = product;
  const isThere = stock === undefined || stock > 0;
  const facts = [
    ...(stock === undefined ? [] : [isThere ? `余 ${figure(stock)} ${unit}` : '已兑完']),
    ...(market === undefined ? [] : [`市价 ${yuan(market)} 元`]),
    ...(isThere && !affordable ? ['积分还不够'] : []),
  ];
  return row(
    { padding: '20px 0', gap: 24, alignItems: 'flex-start', ...ruled(index) },
    column(
      { flex: 1 },
      text(
        {
          fontSize: SIZE.large,
          fontWeight: 700,
          color: isThere ? COLORS.ink : COLORS.struck,
          lineHeight: 1.3,
        },
        name,
      ),
      facts.length > 0 &&
        text({ fontSize: SIZE.small, color: COLORS.muted, marginTop: 2 }, facts.join(' · ')),
      note !== undefined && text({ fontSize: SIZE.small, color: COLORS.muted }, note),
    ),
    row(
      {
        flexShrink: 0,
        alignItems: 'baseline',
        gap: 6,
        color: isThere && affordable ? COLORS.accent : COLORS.struck,
      },
      word({ fontSize: 42, fontWeight: 700, lineHeight: 1.1 }, figure(price)),
      text({ maxWidth: 150, fontSize: SIZE.small }, `分/${unit}`),
    ),
  );
}

function yuan(price: number): string {
  return Number.isInteger(price) ? figure(price) : price.toFixed(2);
}
