import type { Services } from '#src/handler.ts';
import { type Reply, type ReplyKey, type ReplyParams, reply } from '#src/replies/reply.ts';

/**
 * Tells everybody of a household who has a phone, in private; those who caused it are left out.
 *
 * @param languageOf what is known of a person's language, by resident id; Chinese otherwise
 */
export async function tellHousehold<K extends ReplyKey>(
  { community, household, grid }: { community: string; household: string; grid: string },
  [key, params]: [K, ReplyParams<K>],
  {
    account,
    except = [],
    languageOf = async () => undefined,
  }: {
    account: string;
    except?: readonly string[];
    languageOf?: (person: string) => Promise<'zh' | 'en' | undefined>;
  },
  { roster, rooms }: Pick<Services, 'roster' | 'rooms'>,
): Promise<Reply[]> {
  const members = await roster.ofHousehold(household);
  // The account that sits in their group is the one that they know.
  const [room] = rooms.for(community, 'residents', grid);
  const replies: Reply[] = [];
  for (const { _id, contactIds } of members) {
    if (except.includes(_id) || contactIds.length === 0) continue;
    const language = (await languageOf(_id)) ?? 'zh';
    for (const id of contactIds)
      replies.push(
        reply(key, params, {
          to: { account: room?.account ?? account, conversation: { kind: 'direct', id }, language },
        }),
      );
  }
  return replies;
}
