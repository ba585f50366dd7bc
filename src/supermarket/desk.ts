import type { Community } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Request, Services } from '#src/handler.ts';
import type { RedemptionView } from '#src/replies/supermarket-views.ts';
import type { Redemption } from './schema.ts';

/**
 * Whether somebody is too near to a redemption to hand it over without its code, or take it back: it is their own
 * household's, or they asked for it on its behalf. Another storekeeper, or an admin, has to.
 */
export function isOfInterest({ _id, household }: Resident, redemption: Redemption): boolean {
  const proxied = redemption.requester === _id && redemption.resident !== _id;
  return proxied || (household !== undefined && household === redemption.household);
}

/** Where neighbours listen, who came for it and where they live is left out. */
export function shownIn({ room }: Pick<Request, 'room'>, view: RedemptionView): RedemptionView {
  return room?.purpose === 'residents' ? { ...view, address: '', person: '' } : view;
}

/** Puts on record who did what to a redemption at the counter. */
export async function record(
  { audit }: Pick<Services, 'audit'>,
  community: Community,
  by: { id: string; name: string },
  action: string,
  { number, points, address }: Redemption,
  { message, at }: Pick<Request, 'message' | 'at'>,
): Promise<void> {
  await audit.record([
    {
      community: community.id,
      by: by.id,
      byName: by.name,
      action,
      subject: `#${number}`,
      details: { household: address, points },
      messageId: message.id,
      at,
    },
  ]);
}
