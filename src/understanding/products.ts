import type { ProductLine } from './intent.ts';
import type { Message } from './message.ts';
import { bareAmount, isAmount, readWholeAmount } from './product-amounts.ts';
import { findQuantities } from './reading/quantities.ts';
import { blank } from './reading/span.ts';
import { findExact, findFuzzy, indexesOf } from './vocabulary.ts';

const filler = /^(?:一下|点|个|些|我要|我想|要|想|用?积分|的|of|a|an|some|one|the)+ ?|[\s的,:]+$|^\s+/g;

/** The goods that a message names. */
export interface ReadProducts {
  lines: ProductLine[];
  /** Whether every line names a product of the catalogue. */
  known: boolean;
  /** The words of the first thing whose number can't be read for certain: it has to be asked for, never guessed. */
  unclear?: string;
}

/**
 * The goods in `message.text` from `from` on, with how many of each; 大米两袋、酱油1瓶 makes two lines. Where no number
 * is said it is one; a number that is not whole, below `least` or one of several makes the line unclear.
 */
export function readProducts(
  message: Message,
  from = 0,
  to = message.text.length,
  least: 0 | 1 = 1,
): ReadProducts {
  const text = message.text.slice(from, to);
  const { products } = indexesOf(message.context.vocabulary);
  const lines: ProductLine[] = [];
  let known = true;
  let unclear: string | undefined;
  /** Whether the line before had no number of its own: 大米，两袋. */
  let open = false;
  for (const { start, end } of clauses(text)) {
    const clause = text.slice(start, end);
    const named = findExact(clause, products);
    const quantities = findQuantities(blank(clause, named));
    const rest = blank(clause, quantities).replaceAll('\ue000', ' ');
    if (named.length === 0) {
      const guess = findFuzzy(rest, products);
      if (guess) named.push(guess);
    }
    if (named.length === 0) {
      const words = rest
        .replace(/(?<![\d.])\d{1,4}(?![\d.])/, ' ')
        .replace(filler, '')
        .replace(/ +/g, ' ')
        .trim();
      const amount = readWholeAmount(clause);
      if (bareAmount.test(clause) || !/\p{L}/u.test(words)) {
        const last = lines.at(-1);
        if (amount === undefined && words === '') continue;
        if (isAmount(amount, least) && open && last) last.quantity = amount;
        else unclear ??= last?.productText ?? clause.trim();
        open = false;
        continue;
      }
      known = false;
      const bare = /(?<![\d.])(\d{1,4})(?![\d.])/.exec(rest)?.[1];
      lines.push({ productText: words, quantity: quantities[0]?.value ?? (Number(bare) || 1) });
      continue;
    }
    const regions = regionsOf(clause, named);
    named.forEach((product, i) => {
      const amount = readWholeAmount(regions.of[i] ?? '');
      const productText = message.original(from + start + product.start, from + start + product.end);
      if (amount !== undefined && !isAmount(amount, least)) unclear ??= productText;
      open = amount === undefined;
      lines.push({
        product: product.value,
        productText,
        quantity: isAmount(amount, least) ? amount : 1,
      });
    });
    if (readWholeAmount(regions.left) !== undefined) unclear ??= lines.at(-1)?.productText ?? '';
  }
  return { lines, known: known && lines.length > 0, ...(unclear === undefined ? {} : { unclear }) };
}

/**
 * What is said about each of the things named, and what is left over. Of one thing everything in the clause is said;
 * of several, what follows each, or what goes before each where the first number goes before.
 */
function regionsOf(
  clause: string,
  named: readonly { start: number; end: number }[],
): { of: string[]; left: string } {
  const [first] = named;
  const last = named.at(-1);
  if (!first || !last) return { of: [], left: clause };
  if (named.length === 1)
    return { of: [`${clause.slice(0, first.start)} \ue000 ${clause.slice(first.end)}`], left: '' };
  const before = readWholeAmount(clause.slice(0, first.start)) !== undefined;
  return {
    of: named.map((product, i) =>
      before
        ? clause.slice(named[i - 1]?.end ?? 0, product.start)
        : clause.slice(product.end, named[i + 1]?.start ?? clause.length),
    ),
    left: before ? clause.slice(last.end) : clause.slice(0, first.start),
  };
}

function* clauses(text: string): Generator<{ start: number; end: number }> {
  const expression = /[,，、;；\n。+]|和|跟|还有|以及|\band\b/g;
  let start = 0;
  for (const match of text.matchAll(expression)) {
    if (match.index > start) yield { start, end: match.index };
    start = match.index + match[0].length;
  }
  if (start < text.length) yield { start, end: text.length };
}
