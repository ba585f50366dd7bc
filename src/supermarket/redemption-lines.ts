import type { Redemption, RedemptionLine } from './schema.ts';

/** `大米×2、酱油×1` */
export function memoOf({ lines }: Pick<Redemption, 'lines'>): string {
  return lines.map(({ name, quantity }) => `${name}×${quantity}`).join('、');
}

/** Lines with what they are worth in points, and in fen. */
export function worth(lines: RedemptionLine[]): Pick<Redemption, 'lines' | 'points' | 'cost'> {
  return {
    lines,
    points: lines.reduce((sum, { points, quantity }) => sum + points * quantity, 0),
    cost: lines.reduce((sum, { cost, quantity }) => sum + cost * quantity, 0),
  };
}

/** What is left of lines when some of them are gone. */
export function without(lines: RedemptionLine[], back: RedemptionLine[]): RedemptionLine[] {
  return lines.flatMap((line) => {
    const gone = back.find(({ product }) => product === line.product)?.quantity ?? 0;
    return line.quantity > gone ? [{ ...line, quantity: line.quantity - gone }] : [];
  });
}
