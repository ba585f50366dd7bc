import { dayOf } from '#src/calendar.ts';
import type { Picture } from '#src/pictures/picture.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ProductView } from '#src/replies/supermarket-views.ts';
import type { Product } from './schema.ts';
import { productView } from './view.ts';

/** So many fit on a phone's screen, with old eyes. */
export const PAGE = 10;

/** One page of the catalogue, as words and as a picture. */
export interface CatalogPage {
  view: {
    place: string;
    spendable?: number;
    products: (ProductView & { short: number })[];
    page: number;
    pages: number;
  };
  picture: Picture;
}

/** In which order a household sees what there is: what it can afford, the dearest first; then what it is short of. */
export function inOrder(products: Product[], spendable: number | undefined): Product[] {
  const rank = (product: Product) => {
    if (product.counted && product.free <= 0) return 2;
    return spendable !== undefined && product.points > spendable ? 1 : 0;
  };
  return [...products].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    if (first !== second) return first - second;
    const byPrice = first === 0 && spendable !== undefined ? b.points - a.points : a.points - b.points;
    return byPrice || (a.name < b.name ? -1 : 1);
  });
}

/** The pages of a catalogue; a page that is not there is the nearest one. */
export function catalogPages(
  products: Product[],
  {
    community,
    place,
    spendable,
    at,
  }: { community: string; place: string; spendable: number | undefined; at: Date },
): (page: number) => CatalogPage {
  const ordered = inOrder(products, spendable);
  const pages = Math.max(1, Math.ceil(ordered.length / PAGE));
  return (wanted) => {
    const page = Math.min(Math.max(1, wanted), pages);
    const shown = ordered.slice((page - 1) * PAGE, page * PAGE);
    const short = ({ points }: Product) => (spendable === undefined ? 0 : Math.max(0, points - spendable));
    return {
      view: {
        place,
        ...(spendable === undefined ? {} : { spendable }),
        products: shown.map((product) => ({ ...productView(product), short: short(product) })),
        page,
        pages,
      },
      picture: {
        template: 'catalog',
        params: {
          community,
          title: place,
          rows: shown.map((product) => ({
            name: plainText(product.name, 20),
            price: product.points,
            unit: product.unit,
            ...(product.market === undefined ? {} : { market: product.market / 100 }),
            ...(product.counted ? { stock: product.free } : {}),
            affordable: short(product) === 0,
            ...noteOf(product),
          })),
          ...(spendable === undefined ? {} : { balance: spendable }),
          page,
          pages,
          how: `兑换请回复：兑换 ${shown[0]?.name ?? '大米'}`,
          asOf: dayOf(at),
        },
      },
    };
  };
}

function noteOf({ note, merchant, sponsor }: Product): { note?: string } {
  const parts = [note && plainText(note, 40), merchant && `在${merchant}使用`, sponsor && `${sponsor}赞助`];
  const words = parts.filter(Boolean).join(' · ');
  return words === '' ? {} : { note: words };
}
