import type { Services } from '#src/handler.ts';
import { type Reply, type ReplyKey, type ReplyParams, reply } from '#src/replies/reply.ts';

/** Tells everybody of a household who has a phone, in private; those who caused it are left out. */
export async function tellHousehold<K extends ReplyKey>(
  { community, household, grid }: { community: string; household: string; grid: string },
  [key, params]: [K, ReplyParams<K>],
  { account, except = [] }: { account: string; except?: readonly string[] },
  { roster, rooms }: Pick<Services, 'roster' | 'rooms'>,
): Promise<Reply[]> {
  const members = await roster.ofHousehold(household);
  // The account that sits in their group is the one that they know.
  const [room] = rooms.for(community, 'residents', grid);
  return members
    .filter(({ _id }) => !except.includes(_id))
    .flatMap(({ contactIds }) => contactIds)
    .map((id) =>
      reply(key, params, {
        to: { account: room?.account ?? account, conversation: { kind: 'direct', id }, language: 'zh' },
      }),
    );
}
