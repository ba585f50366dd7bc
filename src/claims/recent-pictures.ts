import type { Conversation, Picture } from '#src/wechat/incoming-message.ts';

/** A photo belongs to a report that its sender makes within so long before or after it, in milliseconds. */
const WINDOW_MS = 5 * 60_000;
/** So many people's last photos or reports are remembered; the oldest give way. */
const REMEMBERED = 2000;

interface Recent {
  pictures: { picture: Picture; messageId: string; at: number }[];
  reported?: { claims: string[]; at: number };
}

/**
 * Which photo goes with which report, by who sent it, where and when. In memory only: a photo that belongs to
 * nothing is never fetched and leaves no trace.
 */
export class RecentPictures {
  readonly #recent = new Map<string, Recent>();

  /** Notes a photo. @returns ids of the claims that were just reported and that it belongs to, if any. */
  note(place: Place, at: Date, messageId: string, picture: Picture): string[] {
    const recent = this.#of(place);
    const atMs = at.getTime();
    if (recent.reported && atMs - recent.reported.at <= WINDOW_MS) return recent.reported.claims;
    recent.pictures = recent.pictures.filter(
      (other) => atMs - other.at <= WINDOW_MS && other.messageId !== messageId,
    );
    recent.pictures.push({ picture, messageId, at: atMs });
    return [];
  }

  /** Notes a photo for a report to come, whatever was reported before. */
  keepForNext(place: Place, at: Date, messageId: string, picture: Picture): void {
    delete this.#of(place).reported;
    this.note(place, at, messageId, picture);
  }

  /** The photos that the sender of this report posted just before it. They stay until a report is recorded. */
  before(place: Place, at: Date): Picture[] {
    const pictures = this.#recent.get(keyOf(place))?.pictures ?? [];
    return pictures.filter((other) => at.getTime() - other.at <= WINDOW_MS).map(({ picture }) => picture);
  }

  /** These claims were just recorded, with the photos before them; more may follow. */
  reported(place: Place, at: Date, claims: string[]): void {
    const recent = this.#of(place);
    recent.pictures = [];
    recent.reported = { claims, at: at.getTime() };
  }

  #of(place: Place): Recent {
    const key = keyOf(place);
    const recent = this.#recent.get(key) ?? { pictures: [] };
    this.#recent.delete(key);
    this.#recent.set(key, recent);
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= REMEMBERED) break;
      this.#recent.delete(oldest);
    }
    return recent;
  }
}

/** Who, and in which group or chat. */
interface Place {
  conversation: Conversation;
  contactId: string;
}

function keyOf({ conversation, contactId }: Place): string {
  return `${conversation.id}|${contactId}`;
}
