import type { LineView } from '../supermarket-views.ts';
import { monthDay } from './words.ts';

export const LIMITS = { month: '每月', quarter: '每季', year: '每年', total: '总共' };

/** `大米×2、酱油×1` */
export function lines(all: LineView[]): string {
  return all.map(({ name, quantity }) => `${name}×${quantity}`).join('、');
}

export function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

/** `12-20 09:00` -> `12月20日 09:00`. */
export function when(at = ''): string {
  const [day = '', clock = ''] = at.split(' ');
  return `${monthDay(`-${day}`)} ${clock}`;
}
