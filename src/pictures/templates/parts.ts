import { type Box, column, h, row, type Style, text, word } from '../h.ts';
import { COLORS, fitting, MARGIN, SIZE, WIDTH } from '../style.ts';

/** The page that every picture is drawn on. */
export function page(...children: (Box | false | undefined)[]): Box {
  return column(
    {
      width: WIDTH,
      backgroundColor: COLORS.paper,
      color: COLORS.ink,
      fontFamily: 'Noto',
      fontSize: SIZE.body,
      lineHeight: 1.4,
    },
    ...children,
  );
}

/** Community, title and what lies beneath it, on the accent colour. */
export function banner({
  community,
  title,
  subtitle,
  aside,
}: {
  community: string;
  title: string;
  subtitle?: string;
  /** At the right of the community: `第 1/3 页`. */
  aside?: string | undefined;
}): Box {
  return column(
    { backgroundColor: COLORS.accent, color: COLORS.onAccent, padding: `40px ${MARGIN}px 44px` },
    row(
      { justifyContent: 'space-between', alignItems: 'flex-start', color: COLORS.onAccentSoft, gap: 24 },
      text({ fontSize: SIZE.small }, community),
      aside !== undefined && word({ fontSize: SIZE.small }, aside),
    ),
    text(
      {
        fontSize: fitting(title, [
          [12, SIZE.title],
          [22, 44],
          [Number.POSITIVE_INFINITY, 36],
        ]),
        fontWeight: 700,
        lineHeight: 1.3,
        marginTop: 12,
      },
      title,
    ),
    subtitle !== undefined &&
      text({ fontSize: SIZE.body, marginTop: 10, color: COLORS.onAccentSoft }, subtitle),
  );
}

/** What to do next, where the eye ends. */
export function callout(words: string): Box {
  return h(
    {
      margin: `8px ${MARGIN}px 0`,
      padding: '22px 28px',
      borderRadius: 16,
      backgroundColor: COLORS.accentSoft,
      color: COLORS.accent,
    },
    text({ fontWeight: 700 }, words),
  );
}

/** Small print above the footer. */
export function smallPrint(words: string): Box {
  return text({ margin: `20px ${MARGIN}px 0`, fontSize: SIZE.small, color: COLORS.muted }, words);
}

/** `小积 · 2025年11月12日` */
export function footer(asOf: string | undefined, community?: string): Box {
  return row(
    {
      justifyContent: 'space-between',
      gap: 24,
      padding: `32px ${MARGIN}px 36px`,
      fontSize: SIZE.tiny,
      color: COLORS.muted,
    },
    text({}, community ?? ''),
    word({}, asOf === undefined ? '小积' : `小积 · ${dayInFull(asOf)}`),
  );
}

/** A white sheet with rounded corners. */
export function card(...children: (Box | false | undefined)[]): Box {
  return column(
    {
      margin: `28px ${MARGIN - 12}px 0`,
      padding: '8px 28px',
      borderRadius: 20,
      backgroundColor: COLORS.card,
      border: `1px solid ${COLORS.line}`,
    },
    ...children,
  );
}

/** What a record that was taken back looks like. */
export function crossedOut(isStruck: boolean | undefined): Style {
  return isStruck ? { textDecoration: 'line-through', color: COLORS.struck } : {};
}

/** The style that parts a row from the one above it. */
export function ruled(index: number): Style {
  return index === 0 ? {} : { borderTop: `1px solid ${COLORS.line}` };
}

/** `2025年11月12日` of `2025-11-12`; other words stay as they are. */
export function dayInFull(day: string): string {
  return day.replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/, '$1年$2月$3日');
}

/** `11月12日` of `2025-11-12`; other words stay as they are. */
export function dayInShort(day: string): string {
  return day.replace(/^\d{4}-0?(\d{1,2})-0?(\d{1,2})$/, '$1月$2日');
}

/** Thousands apart: `12,345`. */
export function figure(value: number): string {
  return value.toLocaleString('en-US');
}

/** `+20`, `–5`: with a dash, since Chinese fonts draw the minus sign as wide as a character. */
export function signed(value: number): string {
  return value < 0 ? `–${figure(-value)}` : `+${figure(value)}`;
}
