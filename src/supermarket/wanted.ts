import type { Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ProductLine } from '#src/understanding/intent.ts';
import { merged, parcels, type Wanted } from './order.ts';

/** Most kinds of goods in one message, and most units of one. */
export const MAX_LINES = 8;
export const MAX_UNITS = 20;
/** Most codes of one order: each coupon and service has its own. */
export const MAX_CODES = 10;

/** The products that lines name. @throws Refusal for one that is not on offer, or for more than anybody carries. */
export async function wantedFrom(
  lines: ProductLine[],
  community: string,
  { shelf }: Pick<Services, 'shelf'>,
): Promise<Wanted[]> {
  const listed = await shelf.listed(community);
  const wanted = merged(
    lines.map(({ product, productText, quantity }) => {
      const found = listed.find(({ name }) => name === product);
      if (found) return { product: found, quantity };
      const text = plainText(product ?? productText, 20);
      throw new Refusal('redemption.unknown-product', {
        text,
        suggestions: listed
          .filter(({ name }) => [...text].some((letter) => name.includes(letter)))
          .slice(0, 4)
          .map(({ name }) => plainText(name, 20)),
      });
    }),
  );
  if (wanted.length > MAX_LINES || wanted.some(({ quantity }) => quantity > MAX_UNITS))
    throw new Refusal('redemption.too-many', { lines: MAX_LINES, units: MAX_UNITS });
  if (parcels(wanted).length > MAX_CODES)
    throw new Refusal('redemption.too-many-codes', { codes: MAX_CODES });
  return wanted;
}
