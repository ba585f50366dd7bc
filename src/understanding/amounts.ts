import { findDurations } from './reading/durations.ts';
import { numeral, readNumeral } from './reading/numerals.ts';
import { findQuantities } from './reading/quantities.ts';

/** An amount of a deed as a decision states it. */
export interface StatedAmount {
  minutes?: number;
  points?: number;
  quantity?: number;
}

const pointsAhead = new RegExp(`^(${numeral}) ?(?:个)?(?:积?分|points?|pts?)(?!钟)`);

/** 1.5小时, 15分 or 2次 at the start of the words, and where it ends. */
export function readAmount(text: string): { amount: StatedAmount; end: number } | undefined {
  const [duration] = findDurations(text);
  if (duration && duration.start === 0) {
    return duration.value.vague
      ? undefined
      : { amount: { minutes: duration.value.minutes }, end: duration.end };
  }
  const points = pointsAhead.exec(text);
  const value = points?.[1] ? readNumeral(points[1]) : undefined;
  if (points && value !== undefined && Number.isInteger(value))
    return { amount: { points: value }, end: points[0].length };
  const [quantity] = findQuantities(text);
  if (quantity && quantity.start === 0) return { amount: { quantity: quantity.value }, end: quantity.end };
  return undefined;
}
