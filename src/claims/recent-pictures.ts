import type { Conversation, Picture } from '#src/wechat/incoming-message.ts';

/** A photo belongs to a report that comes within two minutes after it, or that came within five minutes before it. */
const BEFORE_MS = 2 * 60_000;
const AFTER_MS = 5 * 60_000;
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
    if (recent.reported && atMs - recent.reported.at <= AFTER_MS) return recent.reported.claims;
    recent.pictures = recent.pictures.filter(
      (other) => atMs - other.at <= BEFORE_MS && other.messageId !== messageId,
    );
    recent.pictures.push({ picture, messageId, at: atMs });
    return [];
  }

  /** The photos that the sender of this report posted just before it. They are handed out once. */
  take(place: Place, at: Date): Picture[] {
    const recent = this.#recent.get(keyOf(place));
    if (!recent) return [];
    const pictures = recent.pictures.filter((other) => at.getTime() - other.at <= BEFORE_MS);
    recent.pictures = [];
    return pictures.map(({ picture }) => picture);
  }

  /** Remembers that these claims were just reported, so that photos may follow. */
  reported(place: Place, at: Date, claims: string[]): void {
    this.#of(place).reported = { claims, at: at.getTime() };
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
