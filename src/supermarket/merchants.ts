import { local } from '#src/calendar.ts';
import type { Merchant, SupermarketModels } from './schema.ts';

/** Firms that accept codes (合作商户): who may verify them there, and how many they accept in a month. */
export class Merchants {
  readonly #models: Pick<SupermarketModels, 'merchants' | 'merchantMonths'>;

  constructor(models: Pick<SupermarketModels, 'merchants' | 'merchantMonths'>) {
    this.#models = models;
  }

  /** The merchants for whom somebody may verify codes. */
  byContact(contactId: string): Promise<Merchant[]> {
    return this.#models.merchants.find({ 'contacts.contactId': contactId }).lean();
  }

  find(community: string, name: string): Promise<Merchant | null> {
    return this.#models.merchants.findById(merchantId(community, name)).lean();
  }

  async allow(community: string, name: string, contact: Merchant['contacts'][number]): Promise<void> {
    await this.disallow(community, name, contact.contactId);
    await this.#models.merchants.updateOne(
      { _id: merchantId(community, name) },
      { $push: { contacts: contact }, $setOnInsert: { community, name, rooms: [] } },
      { upsert: true },
    );
  }

  /** @returns false when this person could not verify codes anyway. */
  async disallow(community: string, name: string, contactId: string): Promise<boolean> {
    const changed = await this.#models.merchants.updateOne(
      { _id: merchantId(community, name) },
      { $pull: { contacts: { contactId } } },
    );
    return changed.modifiedCount === 1;
  }

  async giveRoom(community: string, name: string, room: string): Promise<void> {
    await this.#models.merchants.updateMany({ community }, { $pull: { rooms: room } });
    await this.#models.merchants.updateOne(
      { _id: merchantId(community, name) },
      { $push: { rooms: room }, $setOnInsert: { community, name, contacts: [] } },
      { upsert: true },
    );
  }

  /**
   * Counts a code that is accepted now, unless the month's limit is reached: the update that counts asks for room.
   *
   * @returns false when the limit is reached.
   */
  async accept(community: string, name: string, at: Date, limit: number | undefined): Promise<boolean> {
    const _id = monthId(community, name, at);
    await this.#models.merchantMonths.updateOne(
      { _id },
      { $setOnInsert: { community, accepted: 0 } },
      { upsert: true },
    );
    const counted = await this.#models.merchantMonths.updateOne(
      { _id, ...(limit === undefined ? {} : { accepted: { $lt: limit } }) },
      { $inc: { accepted: 1 } },
    );
    return counted.matchedCount === 1;
  }

  /** Takes an acceptance back from the month in which it was counted. */
  async unaccept(community: string, name: string, acceptedAt: Date): Promise<void> {
    await this.#models.merchantMonths.updateOne(
      { _id: monthId(community, name, acceptedAt) },
      { $inc: { accepted: -1 } },
    );
  }
}

function merchantId(community: string, name: string): string {
  return `${community}/${name}`;
}

function monthId(community: string, name: string, at: Date): string {
  return `${community}/${name}/${local(at).toFormat('yyyy-MM')}`;
}
