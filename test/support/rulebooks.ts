import type { Community } from '#src/community/community.ts';
import { type Rulebook, rulebookSchema, type Stage } from '#src/rulebook/schema.ts';

/** The community with other rules in every version of its rulebook; what is not named stays as it is. */
export function withRules(community: Community, change: (book: Rulebook) => Partial<Rulebook>): Community {
  const [first, ...others] = community.rulebooks.map((book) =>
    rulebookSchema.parse({ ...book, ...change(book) }),
  );
  if (!first) throw new Error('a community has at least one rulebook');
  return { ...community, rulebooks: [first, ...others], archive: [] };
}

/** The community with one review chain for everything: these stages, before the committee unless they say otherwise. */
export function withChain(community: Community, ...stages: Partial<Stage>[]): Community {
  return withRules(community, () => ({
    chains: rulebookSchema.shape.chains.parse([
      { id: 'review', stages: stages.map((stage) => ({ body: 'committee', ...stage })) },
    ]),
  }));
}
