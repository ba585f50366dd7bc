import type { LineView } from '../supermarket-views.ts';

export const LIMITS = { month: 'a month', quarter: 'a quarter', year: 'a year', total: 'in all' };

export function lines(all: LineView[]): string {
  return all.map(({ name, quantity }) => `${name} ×${quantity}`).join(', ');
}

export function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
