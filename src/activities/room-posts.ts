import type { ActivityModels } from './schema.ts';

/** What was posted to each room last, so that no room reads the same notice twice in a row. */
export class RoomPosts {
  readonly #model: ActivityModels['roomPosts'];

  constructor({ roomPosts }: ActivityModels) {
    this.#model = roomPosts;
  }

  /** Notes a post, inside the caller's transaction; false when the room's last one was the same. */
  async isNews(room: string, content: string, at: Date): Promise<boolean> {
    const last = await this.#model.findById(room).lean();
    if (last?.content === content) return false;
    await this.#model.updateOne({ _id: room }, { $set: { content, at } }, { upsert: true });
    return true;
  }
}
