import type { ActivityModels, PostedList } from './schema.ts';

/** So many posts of one list are compared with a new one. */
const COMPARED = 150;

/** What a post says that earlier ones of the same list in the room did not. */
export interface ListChanges {
  /** Rows that it took away from the post that it was made from. */
  gone: PostedList['rows'];
  /** Rows that say, for the first time, that somebody doesn't come. */
  withdrawn: PostedList['rows'];
  /** Keys of rows that no earlier post had. */
  fresh: ReadonlySet<string>;
  /** So many rows of one key one earlier post had at most. */
  copies: (key: string) => number;
  /** How many came with a row when it was last posted. */
  sizeBefore: (key: string) => number | undefined;
}

/** Every #接龙 of an activity as it was posted in each room, to tell a stale copy from somebody taken off. */
export class PostedLists {
  readonly #model: ActivityModels['lists'];

  constructor({ lists }: ActivityModels) {
    this.#model = lists;
  }

  /** Keeps a post, inside the caller's transaction, and says what it changes. */
  async keep(post: PostedList): Promise<ListChanges> {
    const earlier = await this.#model
      .find({ activity: post.activity, room: post.room })
      .sort({ at: -1, _id: -1 })
      .limit(COMPARED)
      .lean();
    const { _id, ...rest } = post;
    await this.#model.updateOne({ _id }, { $set: rest }, { upsert: true });
    const rowsOf = (key: string) =>
      earlier
        .map(({ rows }) => rows.filter((row) => isSameRow(row.key, key)))
        .filter(({ length }) => length > 0);
    const comes = ({ rows }: Pick<PostedList, 'rows'>) => ({ rows: rows.filter(({ absent }) => !absent) });
    const absent = post.rows.filter((row) => row.absent);
    return {
      gone: takenAway(earlier.map(comes), comes(post).rows).filter(
        ({ key }) => !absent.some((row) => isSameRow(row.key, key)),
      ),
      withdrawn: absent.filter(({ key }) => !rowsOf(key).some((rows) => rows.some((row) => row.absent))),
      fresh: new Set(post.rows.map(({ key }) => key).filter((key) => rowsOf(key).length === 0)),
      copies: (key) => Math.max(0, ...rowsOf(key).map(({ length }) => length)),
      sizeBefore: (key) => rowsOf(key)[0]?.[0]?.size,
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
