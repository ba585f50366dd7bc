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
    const known = earlier.flatMap(({ rows }) => rows.map(({ key }) => key));
    return {
      gone: takenAway(earlier, post.rows),
      fresh: new Set(
        post.rows.map(({ key }) => key).filter((key) => !known.some((other) => isSameRow(other, key))),
      ),
    };
  }

  /** The activity that a list of this title was about when it was posted here before: 明天 was another day then. */
  async about(room: string, header: string): Promise<string | undefined> {
    return (await this.#model.findOne({ room, header }).sort({ at: -1 }).lean())?.activity;
  }
}

/** How a row is known again: the address and the name. */
export function rowKey({ address = '', name }: { address?: string | undefined; name: string }): string {
  return `${address} ${name}`.toLowerCase();
}

/** One person, with and without the address; with two addresses they are two. */
function isSameRow(one: string, other: string): boolean {
  const [at, otherAt] = [one.indexOf(' '), other.indexOf(' ')];
  const [address, otherAddress] = [one.slice(0, at), other.slice(0, otherAt)];
  return (
    one.slice(at) === other.slice(otherAt) &&
    (address === otherAddress || address === '' || otherAddress === '')
  );
}

/**
 * Every post is the whole list, copied from some earlier one that need not be the last, or begun anew. It was made
 * from the one that it resembles most (the latest of several): only rows of that one can have been taken away.
 */
export function takenAway(
  earlier: readonly Pick<PostedList, 'rows'>[],
  rows: PostedList['rows'],
): PostedList['rows'] {
  const stays = ({ key }: { key: string }) => rows.some((row) => isSameRow(row.key, key));
  let base: PostedList['rows'] = [];
  // A list that shares nothing with any other is a new one.
  let least = rows.length + 0.5;
  for (const post of earlier) {
    const shared = post.rows.filter(stays).length;
    const difference = post.rows.length + rows.length - 2 * shared;
    if (difference < least) {
      least = difference;
      base = post.rows;
    }
  }
  return base.filter((row) => !stays(row));
}
