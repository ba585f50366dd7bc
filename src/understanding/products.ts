import type { ProductLine } from './intent.ts';
import type { Message } from './message.ts';
import { readNumeral } from './reading/numerals.ts';
import { findQuantities } from './reading/quantities.ts';
import { blank } from './reading/span.ts';
import { findExact, findFuzzy, indexesOf } from './vocabulary.ts';

const filler = /^(?:一下|点|个|些|我要|我想|要|想|用?积分|的|of|a|an|some|one|the)+ ?|[\s的,:]+$|^\s+/g;

/**
 * The goods in `message.text` from `from` on, with how many of each; 大米两袋、酱油1瓶 makes two lines. `known` tells
 * whether every line names a product of the catalogue.
 */
export function readProducts(
  message: Message,
  from = 0,
  to = message.text.length,
): { lines: ProductLine[]; known: boolean } {
  const text = message.text.slice(from, to);
  const { products } = indexesOf(message.context.vocabulary);
  const lines: ProductLine[] = [];
  let known = true;
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
      if (words === '') continue;
      known = false;
      const bare = /(?<![\d.])(\d{1,4})(?![\d.])/.exec(rest)?.[1];
      lines.push({ productText: words, quantity: quantities[0]?.value ?? (Number(bare) || 1) });
      continue;
    }
    const before =
      quantities[0] !== undefined && named[0] !== undefined && quantities[0].start < named[0].start;
    named.forEach((product, i) => {
      const low = before ? (named[i - 1]?.end ?? 0) : product.end;
      const high = before ? product.start : (named[i + 1]?.start ?? clause.length);
      const said =
        quantities.find((q) => q.start >= low && q.end <= high)?.value ?? bareNumber(clause, low, high);
      lines.push({
        product: product.value,
        productText: message.original(from + start + product.start, from + start + product.end),
        quantity: said ?? 1,
      });
    });
  }
  return { lines, known: known && lines.length > 0 };
}

/** 大米 2: a number without a measure word. */
function bareNumber(clause: string, low: number, high: number): number | undefined {
  const match = /^\s*(\d{1,4}|[一二两俩三四五六七八九十]{1,3})\s*$/.exec(clause.slice(low, high));
  const value = match?.[1] ? readNumeral(match[1]) : undefined;
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
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
