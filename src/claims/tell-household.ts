import type { Services } from '#src/handler.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { DecidedView } from '#src/replies/views.ts';
import type { Claim } from './schema.ts';

/** A deduction is told to everybody of the household who has a phone, privately, with how to object. */
export async function tellHousehold(
  claim: Claim,
  params: DecidedView & { balance: number },
  { roster, rooms }: Pick<Services, 'roster' | 'rooms'>,
): Promise<Reply[]> {
  const members = await roster.ofHousehold(claim.household);
  const [room] = rooms.for(claim.community, 'residents', claim.grid);
  const account = room?.account ?? claim.account;
  return members.flatMap(({ contactIds }) =>
    contactIds.map((id) =>
      reply('deduction.told', params, {
        to: { account, conversation: { kind: 'direct', id }, language: 'zh' },
      }),
    ),
  );
}
