import type { Room } from '#src/community/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, toRoom } from '#src/replies/reply.ts';
import { roomsOf } from './rooms-of.ts';
import type { Activity, SignUp } from './schema.ts';

/** A reply to somebody where they signed up, by name when that was in a group. */
export function tell(
  { said }: Pick<SignUp, 'said'>,
  make: (to: Pick<Reply, 'to' | 'mentions'>) => Reply,
): Reply {
  const { account, conversation, contactId, language } = said;
  return make({
    to: { account, conversation, language },
    ...(conversation.kind === 'room' ? { mentions: [contactId] } : {}),
  });
}

export function namesOf(people: readonly { name: string }[]): string[] {
  return people.map(({ name }) => plainText(name, 20));
}

/** The activity's rooms, with those named who signed up there, and everybody who signed up in a direct chat. */
export function toldWhere(
  activity: Activity,
  listed: readonly SignUp[],
  rooms: { byId(id: string): Room | undefined },
): Pick<Reply, 'to' | 'mentions'>[] {
  const inRoom = roomsOf(activity, rooms).map((room) => ({
    to: toRoom(room),
    mentions: contactsIn(listed, room._id),
  }));
  const privately = new Map(
    listed
      .filter(({ said }) => said.conversation.kind === 'direct')
      .map(({ said: { account, conversation, language } }) => [
        conversation.id,
        { to: { account, conversation, language } },
      ]),
  );
  return [...inRoom, ...privately.values()];
}

/** Most people whom one message mentions: each costs a look-up. */
const MAX_MENTIONS = 20;

export function contactsIn(listed: readonly SignUp[], room: string): string[] {
  const here = listed.filter(({ said }) => said.conversation.id === room).map(({ said }) => said.contactId);
  return [...new Set(here)].slice(0, MAX_MENTIONS);
}
