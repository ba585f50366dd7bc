import { tellHousehold } from '#src/community/tell-household.ts';
import type { Services } from '#src/handler.ts';
import type { Reply, ReplyKey, ReplyParams } from '#src/replies/reply.ts';

/**
 * Tells a household what became of its points, each of its people in private and in the language in which they last
 * reported something; in Chinese who never did. Those who caused it are left out.
 */
export function tellConcerned<K extends ReplyKey>(
  concerned: { community: string; household: string; grid: string },
  said: [K, ReplyParams<K>],
  from: { account: string; except?: readonly string[] },
  services: Pick<Services, 'claims' | 'roster' | 'rooms'>,
): Promise<Reply[]> {
  const languageOf = (person: string) => services.claims.languageOf(person);
  return tellHousehold(concerned, said, { ...from, languageOf }, services);
}
