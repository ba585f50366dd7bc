import { KeptFresh } from '#src/store/kept-fresh.ts';
import type { CommunityModels, Room, RoomPurpose } from './schema.ts';

/**
 * Which groups are bound to what. Kept in memory, because every line of chatter asks.
 */
export class Rooms extends KeptFresh {
  readonly #model: CommunityModels['rooms'];
  #rooms = new Map<string, Room>();

  constructor({ rooms }: CommunityModels) {
    super();
    this.#model = rooms;
  }

  async refresh(): Promise<void> {
    const rooms = await this.#model.find().lean();
    this.#rooms = new Map(rooms.map((room) => [room._id, room]));
  }

  byId(id: string): Room | undefined {
    return this.#rooms.get(id);
  }

  /** Rooms of a community for a purpose; for a grid, those of that grid and those of the whole community. */
  for(community: string, purpose: RoomPurpose, grid?: string): Room[] {
    return [...this.#rooms.values()].filter(
      (room) =>
        room.community === community &&
        room.purpose === purpose &&
        (grid === undefined || room.grid === undefined || room.grid === grid),
    );
  }

  /** Binds a room, or binds it anew. Call `refresh` once the transaction has committed. */
  async bind({ _id, ...binding }: Room): Promise<void> {
    const unset = {
      ...(binding.grid === undefined ? { grid: 1 as const } : {}),
      ...(binding.body === undefined ? { body: 1 as const } : {}),
    };
    const cleared = Object.keys(unset).length > 0 ? { $unset: unset } : {};
    await this.#model.updateOne({ _id }, { $set: binding, ...cleared }, { upsert: true });
  }
}
