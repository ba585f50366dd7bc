import type { Community } from '#src/community/community.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { BoardsView } from '#src/replies/views.ts';
import type { Period } from '#src/understanding/intent.ts';
import { keyOfPeriod, type Leaderboard } from './leaderboard.ts';

/** The households' and the people's board of a grid, or of the whole community, as replies show them. */
export async function boardsOf(
  leaderboard: Leaderboard,
  {
    community,
    grid,
    period,
    of,
    at,
  }: {
    community: Community;
    grid?: string | undefined;
    period: Period;
    of?: 'households' | 'people' | undefined;
    at: Date;
  },
): Promise<BoardsView> {
  const question = {
    community: community.id,
    ...(grid ? { grid } : {}),
    period: keyOfPeriod(period, at),
    limit: community.leaderboard.places,
  };
  const show = async (which: 'households' | 'people') => {
    if (of && of !== which) return undefined;
    const { places } = await leaderboard.show({ ...question, of: which });
    return places.map((place) => ({ ...place, name: plainText(place.name, 20) }));
  };
  const households = await show('households');
  const people = await show('people');
  return { scope: grid ? `${community.name}${grid}` : community.name, period, households, people };
}

export function isEmpty({ households, people }: BoardsView): boolean {
  return (households?.length ?? 0) === 0 && (people?.length ?? 0) === 0;
}
