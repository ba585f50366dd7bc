/** Width of every picture: a phone's 375 points at twice the density. */
export const WIDTH = 750;
/** Left and right of everything. */
export const MARGIN = 44;

/** Persimmon on warm paper, with one green for what is gained and ink for what is lost. */
export const COLORS = {
  paper: '#fdf9f3',
  card: '#ffffff',
  ink: '#2b2622',
  /** Secondary text; 4.9:1 on paper. */
  muted: '#736a61',
  line: '#ebe2d6',
  accent: '#b8442a',
  accentSoft: '#f9e9e0',
  onAccent: '#ffffff',
  onAccentSoft: '#fbe3da',
  struck: '#8a8078',
};

/** Type sizes in pixels; the smallest is 11 points on a phone. */
export const SIZE = { tiny: 22, small: 25, body: 29, large: 34, title: 52, figure: 84 };

/** The largest of the sizes whose limit of characters the words keep to; wide characters count 1, narrow ones ½. */
export function fitting(words: string, sizes: [upTo: number, size: number][]): number {
  const width = measure(words);
  return (sizes.find(([upTo]) => width <= upTo) ?? (sizes.at(-1) as [number, number]))[1];
}

/** Width of words in Chinese characters. */
export function measure(words: string): number {
  return [...words].reduce((sum, character) => sum + (character < '\u0300' ? 0.58 : 1), 0);
}
