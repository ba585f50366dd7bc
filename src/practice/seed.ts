import type { App } from '#src/app.ts';
import { dayOf, local } from '#src/calendar.ts';
import type { ClaimDraft } from '#src/claims/claims.ts';
import { type Community, itemOf, rulebookOn } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import { pointsFor } from '#src/rulebook/rulebook.ts';
import type { Store } from '#src/store/store.ts';
import type { WorldFile } from './world-file.ts';

/**
 * Fills an empty store with the demo community: its people, groups and a little history, recorded through the
 * same services as real life. Does nothing when somebody is on the roster already.
 */
export async function seedPractice(
  world: WorldFile,
  { app, store, community, now }: { app: App; store: Store; community: Community; now: Date },
): Promise<void> {
  const { roster, rooms } = app.services;
  if (await roster.hasAdmin(community.id)) return;
  await store.inTransaction(async () => {
    const residents = new Map<string, Resident>();
    for (const { id, name, household, roles } of world.people) {
      if (!household) continue;
      const resident = await roster.join(community, { name, address: household, contactId: id, at: now });
      for (const role of roles) await roster.grant(resident, { role });
      residents.set(id, (await roster.byId(resident._id)) ?? resident);
    }
    for (const { name, household } of world.withoutPhone)
      await roster.join(community, { name, address: household, at: now });
    for (const { id, topic, purpose, grid } of world.rooms) {
      await rooms.bind({
        _id: id,
        community: community.id,
        purpose,
        ...(grid ? { grid } : {}),
        account: world.bot.id,
        topic,
        boundAt: now,
      });
    }
    for (const one of world.goods) await offer(one, { app, community, now });
    const reviewers = world.people.filter(({ roles }) => roles.includes('committee'));
    for (const past of [...world.history].sort((a, b) => b.daysAgo - a.daysAgo)) {
      const resident = residents.get(past.person);
      const reviewer = reviewers
        .map(({ id }) => residents.get(id))
        .find((one) => one && one.household !== resident?.household);
      if (resident && reviewer) await credit(past, resident, reviewer, { app, community, now });
    }
  });
  roster.committed();
  await app.services.productWords.refresh();
  await rooms.refresh();
}

async function offer(
  { name, english, points, unit, stock, note, merchant }: WorldFile['goods'][number],
  { app, community, now }: { app: App; community: Community; now: Date },
): Promise<void> {
  const { shelf } = app.services;
  const product = await shelf.put({
    community: community.id,
    name,
    ...(english ? { english } : {}),
    aliases: [],
    kind: merchant ? 'service' : 'goods',
    points,
    unit,
    ...(note ? { note } : {}),
    ...(merchant ? { merchant } : {}),
    counted: stock !== undefined,
    listed: true,
    updatedAt: now,
  });
  if (!stock) return;
  const messageId = `practice-goods-${name}`;
  const movement = { free: stock, reserved: 0, reason: 'in' as const, memo: '', by: '' };
  await shelf.move(product, { _id: messageId, ...movement, messageId, at: now });
}

async function credit(
  { item: itemId, minutes, daysAgo, note }: WorldFile['history'][number],
  resident: Resident,
  reviewer: Resident,
  { app, community, now }: { app: App; community: Community; now: Date },
): Promise<void> {
  const item = itemOf(community, itemId);
  if (!item) throw new Error(`the demo history names an unknown item: ${itemId}`);
  // Noon of that day, but never later than now.
  const at = new Date(
    Math.min(
      now.getTime() - 60_000,
      local(now).minus({ days: daysAgo }).set({ hour: 12, minute: 0, second: 0 }).toMillis(),
    ),
  );
  const messageId = `practice-history-${resident._id}-${itemId}-${daysAgo}`;
  const book = rulebookOn(community, dayOf(at)) ?? community.rulebooks[0];
  const draft: ClaimDraft = {
    kind: 'report',
    community: community.id,
    household: resident.household ?? '',
    address: resident.address ?? '',
    grid: resident.grid ?? '',
    resident: resident._id,
    residentName: resident.name,
    reporter: resident._id,
    reporterName: resident.name,
    item: item.id,
    itemName: item.name.zh,
    rulebookVersion: book.version,
    ...(item.category ? { category: item.category } : {}),
    ...(item.pays.per === 'hour' ? { minutes: minutes ?? 60 } : { quantity: 1 }),
    day: dayOf(at),
    note,
    points: pointsFor(item, { minutes: minutes ?? 60 }),
    evidence: [],
    account: 'practice',
    conversation: { kind: 'direct', id: resident.contactIds[0] ?? '' },
    contactId: resident.contactIds[0] ?? '',
    language: 'zh',
    messageId,
    reportedAt: at,
  };
  const claim = await app.services.claims.report(draft, book);
  const { outcome } = await app.services.claims.decide(
    claim,
    community,
    reviewer,
    { kind: 'approve' },
    {},
    {
      messageId: `${messageId}-approved`,
      at,
    },
  );
  if (outcome.kind !== 'approved') throw new Error(`the demo history could not be credited: ${outcome.kind}`);
}
