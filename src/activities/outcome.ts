import { servedMinutes } from './minutes.ts';
import type { Activity, SignUp } from './schema.ts';

/** What came of an activity, or of many. */
export interface Outcome {
  signedUp: number;
  came: number;
  /** Of those who signed up and came, in whole percent; undefined when nobody had signed up. */
  rate: number | undefined;
  minutes: number;
  households: number;
  firstTimers: number;
  ratings: { good: number; fair: number; poor: number };
}

export interface Attended {
  activity: Activity;
  signUps: readonly SignUp[];
}

/**
 * Counts what activities came to. `households` tells the household of a resident, `before` whether somebody had been
 * at any activity before these.
 */
export function outcomeOf(
  held: readonly Attended[],
  householdOf: ReadonlyMap<string, string>,
  before: ReadonlySet<string>,
): Outcome {
  const counted = held.flatMap(({ activity, signUps }) => signUps.map((signUp) => ({ activity, signUp })));
  const signedUp = counted.filter(({ signUp: { state } }) => state === 'in');
  const came = counted.filter(({ signUp }) => signUp.checkedInAt !== undefined);
  const kept = signedUp.filter(({ signUp }) => signUp.checkedInAt !== undefined);
  const residents = new Set(came.flatMap(({ signUp }) => signUp.resident ?? []));
  const rated = (rating: SignUp['rating']) => came.filter(({ signUp }) => signUp.rating === rating).length;
  return {
    signedUp: signedUp.length,
    came: came.length,
    rate: signedUp.length === 0 ? undefined : Math.round((100 * kept.length) / signedUp.length),
    minutes: came.reduce((sum, { activity, signUp }) => sum + minutesOf(signUp, activity), 0),
    households: new Set([...residents].flatMap((resident) => householdOf.get(resident) ?? [])).size,
    firstTimers: [...residents].filter((resident) => !before.has(resident)).length,
    ratings: { good: rated('good'), fair: rated('fair'), poor: rated('poor') },
  };
}

function minutesOf(signUp: SignUp, activity: Activity): number {
  return signUp.credited?.minutes ?? servedMinutes(signUp, activity);
}
