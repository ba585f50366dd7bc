import { doneBy } from '#src/audit/done-by.ts';
import { dayOf } from '#src/calendar.ts';
import { cardsOf } from '#src/claims/cards.ts';
import { draftClaim, judgeFor } from '#src/claims/draft.ts';
import type { Claim } from '#src/claims/schema.ts';
import { rulebookNow } from '#src/community/community.ts';
import { holds } from '#src/community/roster.ts';
import type { Household } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';

/**
 * 检查 门前三包 一网格全部达标，除了3-2-501: an inspection round found households in a state that the rulebook credits. Each is
 * credited once a period, through the item's chain.
 */
export const recordInspection: MessageHandler<
  'inspection.record',
  'claims' | 'roster' | 'rooms' | 'evidence' | 'audit'
> = {
  intent: 'inspection.record',
  may: { committee: 'others', 'grid-worker': 'others', admin: 'others' },
  effect: 'records',

  async handle(request, services) {
    const { intent, community, sender, message, at } = request;
    const states = rulebookNow(community, at).items.filter(({ pays }) => pays.per === 'state');
    if (!intent.item || !states.some(({ id }) => id === intent.item))
      throw new Refusal('inspection.not-a-state', {
        item: plainText(intent.itemText, 20),
        states: states.map(({ name }) => name.zh),
      });
    const { item, day, book: judging } = judgeFor(community, intent.item, intent.date, at, intent.itemText);
    if (item.pays.per !== 'state')
      throw new Refusal('inspection.not-a-state', { item: item.name.zh, states: [] });

    const { households, unknown } = await inspected(request, services);
    const own = households.filter(({ _id }) => _id === sender.household);
    const others = households.filter(({ _id }) => _id !== sender.household);
    for (const { grid } of others)
      if (!item.awardedBy.some((role) => holds(sender, role, grid)))
        throw new Refusal('not-allowed', { roles: item.awardedBy });

    const granted: Claim[] = [];
    const already: string[] = [];
    const capped: string[] = [];
    const cards: Reply[] = [];
    for (const { _id, address, grid } of others) {
      const doer = { household: _id, address, grid };
      const deed = { item, book: judging, day, note: intent.note ?? '' };
      const draft = draftClaim(deed, 'inspection', doer, request);
      if (await services.claims.hasState(draft, item.pays.every)) {
        already.push(address);
        continue;
      }
      const claim = await orCapped(services.claims.report(draft, judging));
      if (!claim) {
        capped.push(address);
        continue;
      }
      granted.push(claim);
      cards.push(...(await cardsOf(claim, community, at, services)));
    }
    await services.audit.record(
      granted.map((claim) =>
        doneBy(
          { community, sender, message, at },
          'claim.inspection',
          `#${claim.number}`,
          { points: claim.points, item: claim.item, household: claim.household, day: dayOf(at) },
          claim.rulebookVersion,
        ),
      ),
    );
    const summary = reply('inspection.recorded', {
      item: item.name,
      granted: granted.length,
      points: item.pays.points,
      already,
      capped,
      unknown,
      own: own.map(({ address }) => address),
      waiting: granted.some(({ status }) => status === 'waiting'),
    });
    return [summary, ...cards];
  },
};

/** What a cap leaves nothing for is named with the others, not a reason to credit nobody. */
async function orCapped(reported: Promise<Claim>): Promise<Claim | undefined> {
  return reported.catch((error) => {
    if (error instanceof Refusal && error.key === 'claim.cap-reached') return undefined;
    throw error;
  });
}

/** The households that an inspection names, and the addresses that nobody on the roster has. */
async function inspected(
  { intent, community }: Request<'inspection.record'>,
  { roster }: Pick<Services, 'roster'>,
): Promise<{ households: Household[]; unknown: string[] }> {
  const which = intent.households;
  if (which.kind === 'grid') {
    const grid = which.grid;
    if (grid && !community.grids.some(({ name }) => name === grid))
      throw new Refusal('role.unknown-grid', {
        grid: plainText(grid, 20),
        grids: community.grids.map(({ name }) => name),
      });
    const all = await roster.households(community.id, grid);
    // A slip in an exception would credit the very household that failed.
    const strange = which.except.filter((address) => !all.some((household) => household.address === address));
    if (strange.length > 0)
      throw new Refusal('inspection.unknown-exception', {
        addresses: strange.slice(0, 10).map((address) => plainText(address, 20)),
      });
    return { households: all.filter(({ address }) => !which.except.includes(address)), unknown: [] };
  }
  const households: Household[] = [];
  const unknown: string[] = [];
  for (const address of new Set(which.addresses)) {
    const household = await roster.household(community.id, address);
    if (household) households.push(household);
    else unknown.push(plainText(address, 20));
  }
  return { households, unknown };
}
