import type { ActivityModels, PostedList } from './schema.ts';

/** So many posts of one list are compared with a new one. */
const COMPARED = 150;

/** Every #接龙 of an activity as it was posted in each room, to tell a stale copy from somebody taken off. */
export class PostedLists {
  readonly #model: ActivityModels['lists'];

  constructor({ lists }: ActivityModels) {
    this.#model = lists;
  }

  /**
   * Keeps a post, inside the caller's transaction, and says whose rows it took away from the post that it was made
   * from, and which rows no earlier post in the room had.
   */
  async keep(post: PostedList): Promise<{ gone: PostedList['rows']; fresh: Set<string> }> {
    const earlier = await this.#model
      .find({ activity: post.activity, room: post.room })
      .sort({ at: -1, _id: -1 })
      .limit(COMPARED)
      .lean();
    const { _id, ...rest } = post;
    await this.#model.updateOne({ _id }, { $set: rest }, { upsert: true });
    const known = new Set(earlier.flatMap(({ rows }) => rows.map(({ key }) => key)));
    return {
      gone: takenAway(earlier, post.rows),
      fresh: new Set(post.rows.map(({ key }) => key).filter((key) => !known.has(key))),
    };
  }
}

/**
 * Every post is the whole list, copied from some earlier one that need not be the last, or begun anew. It was made
 * from the one that it resembles most (the latest of several): only rows of that one can have been taken away.
 */
export function takenAway(
  earlier: readonly Pick<PostedList, 'rows'>[],
  rows: PostedList['rows'],
): PostedList['rows'] {
  const keys = new Set(rows.map(({ key }) => key));
  let base: PostedList['rows'] = [];
  // A list that shares nothing with any other is a new one.
  let least = rows.length + 0.5;
  for (const post of earlier) {
    const shared = post.rows.filter(({ key }) => keys.has(key)).length;
    const difference = post.rows.length + rows.length - 2 * shared;
    if (difference < least) {
      least = difference;
      base = post.rows;
    }
  }
  return base.filter(({ key }) => !keys.has(key));
}
