import { dayOf } from '#src/calendar.ts';
import { type Community, rulebookOn } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Request } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Amount, itemOf, MAX_MINUTES, MAX_QUANTITY, pointsFor } from '#src/rulebook/rulebook.ts';
import type { Item, Rulebook } from '#src/rulebook/schema.ts';
import type { ClaimDraft } from './claims.ts';
import type { Claim } from './schema.ts';

/** Whose claim it becomes: a household, and who of it did the deed where that is known. */
export interface Doer {
  household: string;
  address: string;
  grid: string;
  resident?: Pick<Resident, '_id' | 'name'>;
}

/** The parts of a request that every claim is made from. */
export type ClaimRequest = Pick<Request, 'community' | 'message' | 'language' | 'at' | 'pictures'> & {
  sender: Resident;
};

/** What was done, when, and how much of it. */
export interface DeedOfItem extends Amount {
  item: Item;
  book: Rulebook;
  day: string;
  note: string;
}

/**
 * The version and item by which a deed of a day is judged.
 *
 * @throws Refusal when the day lies ahead or too far back, or that day's regulation has no such item.
 */
export function judgeFor(
  community: Community,
  itemId: string,
  day: string | undefined,
  now: Date,
  words: string,
): { book: Rulebook; item: Item; day: string } {
  const today = dayOf(now);
  const on = day ?? today;
  if (on > today) throw new Refusal('claim.in-future', { day: on });
  const book = rulebookOn(community, on);
  if (!book) throw new Refusal('claim.no-rules', { day: on });
  if (Date.parse(today) - Date.parse(on) > book.reportWithinDays * 86_400_000)
    throw new Refusal('claim.too-old', { days: book.reportWithinDays });
  const item = itemOf(book, itemId);
  if (!item) {
    const known = community.rulebooks.some((version) => itemOf(version, itemId));
    if (known)
      throw new Refusal('claim.not-in-version', {
        text: plainText(words, 20),
        day: on,
        version: book.version,
      });
    throw new Refusal('claim.item-unknown', { text: plainText(words, 20), suggestions: [] });
  }
  return { book, item, day: on };
}

/**
 * A claim for an amount of an item, not yet numbered.
 *
 * @throws Refusal when the amount is missing, too large, or worth nothing.
 */
export function draftClaim(
  deed: DeedOfItem,
  kind: Claim['kind'],
  doer: Doer,
  { community, sender, message, language, at, pictures }: ClaimRequest,
): ClaimDraft {
  const { item, book } = deed;
  const amount = amountOf(deed, language);
  const points = pointsFor(item, amount);
  if (points < 1) throw new Refusal('claim.worth-nothing', {});
  return {
    community: community.id,
    household: doer.household,
    address: doer.address,
    grid: doer.grid,
    kind,
    ...(doer.resident ? { resident: doer.resident._id } : {}),
    residentName: doer.resident?.name ?? '',
    reporter: sender._id,
    reporterName: sender.name,
    item: item.id,
    itemName: item.name.zh,
    ...(item.category ? { category: item.category } : {}),
    rulebookVersion: book.version,
    ...amount,
    day: deed.day,
    note: plainText(deed.note, 200),
    points,
    evidence: pictures,
    account: message.account,
    conversation: message.conversation,
    contactId: message.contactId,
    language,
    messageId: message.id,
    reportedAt: at,
  };
}

/** The household of a resident, as whose deed something counts. @throws Refusal for officials who live elsewhere. */
export function doerOf({ _id, name, household, address, grid }: Resident): Doer {
  if (household === undefined) throw new Refusal('not-resident', {});
  return { household, address: address ?? '', grid: grid ?? '', resident: { _id, name } };
}

/** Only the part of an amount that the item counts. */
function amountOf(
  { item, minutes, quantity, choice }: DeedOfItem,
  language: 'zh' | 'en',
): { minutes?: number; quantity?: number; choice?: string } {
  if ((minutes ?? 1) > MAX_MINUTES || (quantity ?? 1) > MAX_QUANTITY)
    throw new Refusal('claim.amount-out-of-range', { maxHours: MAX_MINUTES / 60, maxTimes: MAX_QUANTITY });
  switch (item.pays.per) {
    case 'hour':
      if (minutes === undefined) throw new Refusal('ask.hours', { item: item.name[language] });
      return { minutes };
    case 'time':
    case 'unit':
      return { quantity: quantity ?? 1 };
    case 'choice': {
      const { choices } = item.pays;
      if (!choices.some(({ id }) => id === choice))
        throw new Refusal('claim.choose', {
          item: item.name[language],
          choices: choices.map(({ name, points }) => ({ name: name[language], points })),
        });
      return { quantity: quantity ?? 1, ...(choice ? { choice } : {}) };
    }
    case 'state':
      return {};
  }
}
