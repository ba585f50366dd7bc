import type { Claim } from '#src/claims/schema.ts';
import { tellConcerned } from '#src/claims/tell-concerned.ts';
import { rulebookNamed, rulebookNow } from '#src/community/community.ts';
import type { Resident, Room } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import { isClosed } from '#src/publicity/closed-periods.ts';
import { ruleFor } from '#src/publicity/decide-objection.ts';
import { lastDayBefore } from '#src/publicity/periods.ts';
import type { Objection, Objector } from '#src/publicity/schema.ts';
import { objectionView } from '#src/publicity/view.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import { bodyOf } from '#src/rulebook/rulebook.ts';

/** What objections are made of. */
export type ObjectionNeeds =
  | 'claims'
  | 'ledger'
  | 'objections'
  | 'closedPeriods'
  | 'roster'
  | 'rooms'
  | 'audit';

/**
 * 异议 1023 理由: any resident questions a result, from the moment it is credited until the window of its posting is
 * over. The points concerned are frozen, the configured body gets a card, the household is told without a name.
 */
export const object: MessageHandler<'claim.objection', ObjectionNeeds> = {
  intent: 'claim.objection',
  may: { resident: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community, message, at } = request;
    const { claims, ledger, objections, audit } = services;
    const [number, ...others] = intent.numbers;
    if (number === undefined || others.length > 0) throw new Refusal('objection.which', {});
    const [claim] = await claims.byNumbers(community.id, [number]);
    const { earning, publication } = await questionable(number, claim, request, services);
    if (!claim) throw new Refusal('objection.nothing-posted', { claim: number });

    const objector = objectorOf(request, plainText(intent.text, 200));
    const open = await objections.openOn(community.id, number);
    if (open) return join(open, objector, claim, request, services);
    // Whoever was answered has been heard; others may still object.
    const answered = (await objections.ofClaim(community.id, number)).find(
      ({ status, objectors }) =>
        status === 'dismissed' && objectors.some(({ household }) => household === sender.household),
    );
    if (answered) throw new Refusal('objection.answered', { number: answered.number, claim: number });

    const book = rulebookNamed(community, publication?.rulebookVersion ?? rulebookNow(community, at).version);
    const credited = Math.max(0, pointsOf(earning));
    const { available, held } = await ledger.standingOf(claim.household);
    const objection = await objections.raise(
      {
        community: community.id,
        claim: number,
        household: claim.household,
        address: claim.address,
        grid: claim.grid,
        // Where nobody may owe, no more can be frozen than is there. What is only reserved is: the rest of the freeze
        // waits below zero, so that a reservation that is called off lands in it.
        frozen: book.mayOwe ? credited : Math.min(credited, Math.max(0, available + held)),
        rulebookVersion: book.version,
      },
      objector,
    );
    await audit.record([
      entryFor(
        objection,
        sender,
        'objection.raise',
        { reason: objector.reason, frozen: objection.frozen },
        request,
      ),
    ]);
    const view = objectionView(objection, claim, community);
    const standing = await ledger.standingOf(claim.household);
    return [
      reply('objection.recorded', { ...view, frozen: objection.frozen }),
      ...cardsFor(objection, request, services, (room) =>
        reply(
          'objection.card',
          { ...view, by: plainText(sender.name, 20), reason: objector.reason },
          { to: toRoom(room) },
        ),
      ),
      ...(await tellConcerned(
        objection,
        [
          'objection.told-household',
          { ...view, frozen: objection.frozen, available: standing.available, total: standing.total },
        ],
        { account: message.account, except: [sender._id] },
        services,
      )),
    ];
  },
};

/** What a number stands for in the ledger, when it may still be questioned. @throws Refusal when not. */
async function questionable(
  number: number,
  claim: Claim | undefined,
  { community, at }: Request,
  { ledger, closedPeriods, roster }: Pick<Services, ObjectionNeeds>,
) {
  const earning = claim ? await ledger.earningOf(community.id, number) : null;
  if (!claim || !earning?.countsAt) throw new Refusal('objection.nothing-posted', { claim: number });
  if (claim.status === 'reversed') throw new Refusal('objection.already-reversed', { claim: number });
  const publication = await closedPeriods.publicationOf(community.id, claim.grid, earning.countsAt);
  if (publication && isClosed(publication, at)) {
    const admins = await roster.holders(community.id, 'admin', claim.grid);
    throw new Refusal('objection.closed', {
      claim: number,
      until: lastDayBefore(publication.closesAt),
      ask: admins.slice(0, 2).map(({ name }) => plainText(name, 20)),
    });
  }
  return { earning, publication };
}

/** A second objector's words are put to the same objection. */
async function join(
  open: Objection,
  objector: Objector,
  claim: Claim,
  request: Request & { sender: Resident },
  services: Pick<Services, ObjectionNeeds>,
): Promise<Reply[]> {
  const { community, sender } = request;
  const joined = await services.objections.join(open, objector);
  if (!joined) throw new Refusal('objection.twice', { number: open.number, claim: claim.number });
  await services.audit.record([
    entryFor(joined, sender, 'objection.join', { reason: objector.reason }, request),
  ]);
  const view = objectionView(joined, claim, community);
  return [
    reply('objection.joined', view),
    ...cardsFor(joined, request, services, (room) =>
      reply(
        'objection.joined-card',
        { ...view, by: plainText(sender.name, 20), reason: objector.reason, count: joined.objectors.length },
        { to: toRoom(room) },
      ),
    ),
  ];
}

/** 撤回 1031: takes one's own objection back. Numbers of anything else are left to others. */
export async function takeBackObjections(
  request: Request<'claim.withdraw'> & { sender: Resident },
  services: Pick<Services, ObjectionNeeds>,
): Promise<{ replies: Reply[]; numbers: number[] }> {
  const { intent, sender, community, message, at } = request;
  const own = (await services.objections.byNumbers(community.id, intent.numbers)).filter(({ objectors }) =>
    objectors.some(({ resident }) => resident === sender._id),
  );
  const replies: Reply[] = [];
  for (const objection of own) {
    const left = await services.objections.takeBack(objection, sender._id, { messageId: message.id, at });
    if (!left) throw new Refusal('objection.already-settled', { numbers: [objection.number] });
    await services.audit.record([entryFor(left, sender, 'objection.take-back', {}, request)]);
    const params = { number: left.number, claim: left.claim, over: left.status === 'withdrawn' };
    replies.push(
      reply('objection.withdrawn', params),
      ...cardsFor(left, request, services, (room) =>
        reply('objection.withdrawn', params, { to: toRoom(room) }),
      ),
    );
    if (!params.over) continue;
    const { available } = await services.ledger.standingOf(left.household);
    replies.push(
      ...(await tellConcerned(
        left,
        ['objection.lifted', { claim: left.claim, frozen: left.frozen, available }],
        { account: message.account, except: [sender._id] },
        services,
      )),
    );
  }
  return { replies, numbers: own.map(({ number }) => number) };
}

/** Something said in every room of the body that settles an objection. */
function cardsFor(
  objection: Objection,
  { community }: Request,
  { rooms }: Pick<Services, 'rooms'>,
  say: (room: Room) => Reply,
): Reply[] {
  const book = rulebookNamed(community, objection.rulebookVersion);
  const body = bodyOf(book, ruleFor(book).body);
  return roomsOfBody(rooms, community.id, body, objection.grid).map(say);
}

function objectorOf(
  { sender, message, language, at }: Request & { sender: Resident },
  reason: string,
): Objector {
  const { household } = sender;
  if (household === undefined) throw new Refusal('not-resident', {});
  return {
    resident: sender._id,
    name: sender.name,
    household,
    reason,
    account: message.account,
    contactId: message.contactId,
    language,
    messageId: message.id,
    at,
  };
}

export function entryFor(
  { community, number, claim, rulebookVersion }: Objection,
  by: Resident,
  action: string,
  details: Record<string, unknown>,
  { message, at }: Pick<Request, 'message' | 'at'>,
) {
  return {
    community,
    by: by._id,
    byName: by.name,
    action,
    subject: `#${number}`,
    details: { claim, ...details },
    rulebookVersion,
    messageId: message.id,
    at,
  };
}
