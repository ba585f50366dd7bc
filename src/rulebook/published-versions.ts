import { type Connection, Schema } from 'mongoose';
import { BadInput } from '#src/bad-input.ts';
import { dayOf } from '#src/calendar.ts';
import { differencesOf, fingerprintOf } from './judged-content.ts';
import { type Rulebook, rulebookSchema } from './schema.ts';

/** A version of a community's regulation as it was when a bot last started with it. `_id` is `community@version`. */
export interface PublishedVersion {
  _id: string;
  community: string;
  version: string;
  /** Of what deeds are judged by. */
  fingerprint: string;
  /** All of it, so that it can be shown when the file is gone. */
  book: Rulebook;
  keptAt: Date;
}

/** What to do when a version in force comes back with other content: practice communities may change their minds. */
export type WhenChanged = 'refuse' | 'replace';

/**
 * Every version of every regulation that was ever in use. What has been in force since before today stays as it is:
 * points that were credited by it have to be found right again.
 */
export class PublishedVersions {
  readonly #model;

  constructor(connection: Connection) {
    const required = { required: true } as const;
    this.#model = connection.model<PublishedVersion>(
      'PublishedVersion',
      new Schema<PublishedVersion>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          version: { type: String, ...required },
          fingerprint: { type: String, ...required },
          book: { type: Schema.Types.Mixed, ...required },
          keptAt: { type: Date, ...required },
        },
        { versionKey: false, minimize: false },
      ).index({ community: 1 }),
    );
  }

  /**
   * Keeps the versions of a community as they are now, and forgets plans that were dropped before their day. Call
   * at each start.
   *
   * @returns versions that were in force once and have no file any more
   * @param used versions under which something was reported
   * @throws BadInput when one that people have been judged by has changed; then none is kept anew.
   */
  async keep(
    community: string,
    versions: readonly Rulebook[],
    now: Date,
    whenChanged: WhenChanged = 'refuse',
    used: ReadonlySet<string> = new Set(),
  ): Promise<Rulebook[]> {
    const kept = new Map((await this.of(community)).map((one) => [one.version, one]));
    if (whenChanged === 'refuse')
      for (const book of versions) {
        const before = kept.get(book.version);
        if (before) refuseChange(before, book, dayOf(now), used.has(book.version));
      }
    for (const book of versions) {
      const content = JSON.parse(JSON.stringify(book)) as Rulebook;
      const fingerprint = fingerprintOf(book);
      const before = kept.get(book.version);
      if (before && JSON.stringify(before.book) === JSON.stringify(content)) continue;
      await this.#model.updateOne(
        { _id: `${community}@${book.version}` },
        { $set: { community, version: book.version, fingerprint, book: content, keptAt: now } },
        { upsert: true },
      );
    }
    const gone = [...kept.values()].filter(
      ({ version }) => !versions.some((book) => book.version === version),
    );
    const today = dayOf(now);
    const dropped = gone.filter(({ book }) => book.from > today).map(({ _id }) => _id);
    if (dropped.length > 0) await this.#model.deleteMany({ _id: { $in: dropped } });
    return gone
      .filter(({ book }) => book.from <= today)
      .map(({ book }) => rulebookSchema.safeParse(book).data ?? book);
  }

  /** Every version that a community ever had, the oldest first. */
  async of(community: string): Promise<PublishedVersion[]> {
    const versions = await this.#model.find({ community }).lean();
    return versions.sort((a, b) => a.book.from.localeCompare(b.book.from));
  }
}

function refuseChange(
  { book, fingerprint }: PublishedVersion,
  now: Rulebook,
  today: string,
  isUsed: boolean,
): void {
  // On its first day a version may still change, until somebody has reported something under it.
  if ((book.from >= today && !isUsed) || fingerprintOf(now) === fingerprint) return;
  // A newer Xiaoji may know more fields: what was kept gets their defaults before it is compared.
  const before = rulebookSchema.safeParse(book).data ?? book;
  const changed = differencesOf(before, now).filter(
    ({ path }) => path !== 'until' || !endsLater(before, now, today),
  );
  if (changed.length === 0) return;
  const told = changed.slice(0, 3).map(({ text }) => text);
  throw new BadInput(
    `版本 ${now.version} 已经在用，内容不能再改；请另存为新版本并写上生效日期。改动的地方：${told.join('、')}${changed.length > 3 ? ` 等 ${changed.length} 处` : ''} (version ${now.version} is in force: publish the change as a new version with a date to begin)`,
  );
}

/** Whether both ends are today or later: no deed of the past is judged otherwise. */
function endsLater(before: Rulebook, now: Rulebook, today: string): boolean {
  return [before.until, now.until].every((until) => until === undefined || until >= today);
}
