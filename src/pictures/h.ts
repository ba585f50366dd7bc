/** One box of a picture, in the form that satori reads. */
export interface Box {
  type: string;
  props: { style?: Style; children?: Content; [attribute: string]: unknown };
}
export type Content = Box | string | (Box | string)[] | undefined;
/** CSS as far as satori knows it; numbers are pixels. */
export type Style = Record<string, string | number>;

type Child = Box | string | number | false | null | undefined;

/** A flex box. Children that are absent (`false`, `undefined`, `null`) are left out. */
export function h(style: Style, ...children: Child[]): Box {
  const present = children.flatMap((child) =>
    child === undefined || child === null || child === false
      ? []
      : [typeof child === 'number' ? String(child) : child],
  );
  const [only] = present;
  return {
    type: 'div',
    props: {
      // Without it a box refuses to become narrower than its longest word, and pushes its neighbours out.
      style: { display: 'flex', minWidth: 0, ...style },
      children: present.length === 1 ? only : present,
    },
  };
}

/** Boxes under each other. */
export function column(style: Style, ...children: Child[]): Box {
  return h({ flexDirection: 'column', ...style }, ...children);
}

/** Boxes beside each other. */
export function row(style: Style, ...children: Child[]): Box {
  return h({ flexDirection: 'row', ...style }, ...children);
}

/** Text that wraps where it has to, in the middle of an overlong word too. */
export function text(style: Style, words: string | number): Box {
  return {
    type: 'div',
    props: {
      style: { display: 'block', minWidth: 0, overflowWrap: 'anywhere', textWrap: 'pretty', ...style },
      children: String(words),
    },
  };
}

/** Text that stays on one line: numbers and short words of ours, never somebody else's words. */
export function word(style: Style, words: string | number): Box {
  return text({ whiteSpace: 'nowrap', flexShrink: 0, ...style }, words);
}
