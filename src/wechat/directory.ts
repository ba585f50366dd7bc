import type { GatewayClient } from './gateway-client.ts';

/** A member of a room. `alias` is the group nickname (群昵称), empty when the person has set none. */
export interface Member {
  contactId: string;
  name: string;
  alias: string;
}

/** How many questions are put to the gateway at once when a room is read in. */
const parallel = 8;

/**
 * Names and group nicknames, kept in memory so that a message costs no question to the gateway. What the gateway
 * marks as changed is asked again; a new connection starts with an empty directory, since changes may be missed
 * between two connections.
 */
export class Directory {
  readonly #client: GatewayClient;
  readonly #contacts = new Map<string, Promise<string>>();
  readonly #rooms = new Map<string, Map<string, Promise<Member>>>();

  constructor(client: GatewayClient) {
    this.#client = client;
  }

  /** A contact's own name. Falls back to the id when the gateway does not know it. */
  contactName(id: string): Promise<string> {
    return remember(this.#contacts, id, async () => (await this.#client.contactPayload(id)).name || id);
  }

  /** A member's name and group nickname. */
  member(roomId: string, contactId: string): Promise<Member> {
    return remember(this.#room(roomId), contactId, async () => {
      const { name, roomAlias } = await this.#client.roomMemberPayload(roomId, contactId);
      return { contactId, name: name || contactId, alias: roomAlias ?? '' };
    });
  }

  /** The members known so far. */
  async known(roomId: string): Promise<Member[]> {
    const members = await Promise.allSettled(this.#room(roomId).values());
    return members.flatMap((member) => (member.status === 'fulfilled' ? [member.value] : []));
  }

  /** Everyone in a room, asked afresh. */
  async members(roomId: string): Promise<Member[]> {
    await this.#client.roomMemberPayloadDirty(roomId);
    this.forgetRoom(roomId);
    return this.readRoom(roomId);
  }

  /** Everyone in a room; what is known is not asked again. */
  async readRoom(roomId: string): Promise<Member[]> {
    const ids = await this.#client.roomMemberList(roomId);
    const members: Member[] = [];
    for (let i = 0; i < ids.length; i += parallel) {
      members.push(...(await Promise.all(ids.slice(i, i + parallel).map((id) => this.member(roomId, id)))));
    }
    return members;
  }

  async rooms(): Promise<{ id: string; topic: string }[]> {
    const ids = await this.#client.roomList();
    const rooms: { id: string; topic: string }[] = [];
    for (const id of ids) rooms.push({ id, topic: (await this.#client.roomRawPayload(id)).topic });
    return rooms;
  }

  forgetContact(id: string): void {
    this.#contacts.delete(id);
  }

  /** Answers still under way go to the map that is dropped here, so that they cannot bring old names back. */
  forgetRoom(roomId: string): void {
    this.#rooms.delete(roomId);
  }

  #room(roomId: string): Map<string, Promise<Member>> {
    const known = this.#rooms.get(roomId);
    if (known) return known;
    const fresh = new Map<string, Promise<Member>>();
    this.#rooms.set(roomId, fresh);
    return fresh;
  }
}

/** The remembered answer, or a new one; a failure is not remembered. */
function remember<T>(answers: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(key);
  if (known) return known;
  const answer = ask();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}
