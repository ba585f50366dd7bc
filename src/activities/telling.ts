import type { Room } from '#src/community/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Destination, type Reply, toRoom } from '#src/replies/reply.ts';
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

/** One message to some of those who signed up: where it goes, whom it names, and whom it mentions. */
export interface Told {
  to: Destination;
  mentions: string[];
  /** Those who have a place, and those who wait for one. */
  names: string[];
  waiting: string[];
}

/** Most people whom one message mentions: each costs a look-up. */
const MAX_MENTIONS = 20;
/** Most characters of names in one message, which has to say other things too. */
const MAX_NAMES = 900;

/**
 * The messages that reach everybody who signed up: in the activity's rooms all are named; in other groups in which
 * people signed up, and in direct chats, those who did so there. Where there are too many to be named or mentioned at
 * once, further messages follow.
 */
export function toldWhere(
  activity: Activity,
  listed: readonly SignUp[],
  rooms: { byId(id: string): Room | undefined },
): Told[] {
  const own = roomsOf(activity, rooms);
  const elsewhere = new Map<string, { to: Destination; people: SignUp[] }>();
  for (const signUp of listed) {
    const { account, conversation, language } = signUp.said;
    if (own.some(({ _id }) => _id === conversation.id)) continue;
    const known = elsewhere.get(conversation.id);
    if (known) known.people.push(signUp);
    else elsewhere.set(conversation.id, { to: { account, conversation, language }, people: [signUp] });
  }
  return [
    ...own.flatMap((room) => batchesOf(listed, toRoom(room))),
    ...[...elsewhere.values()].flatMap(({ to, people }) => batchesOf(people, to)),
  ];
}

/** At least one message, even when nobody signed up. */
function batchesOf(people: readonly SignUp[], to: Destination): Told[] {
  const first: Told = { to, mentions: [], names: [], waiting: [] };
  const batches = [first];
  let current = first;
  let length = 0;
  const mentioned = new Set<string>();
  for (const signUp of people) {
    const [name = ''] = namesOf([signUp]);
    const { conversation, contactId } = signUp.said;
    const isHere = to.conversation.kind === 'room' && conversation.id === to.conversation.id;
    const isNew = isHere && !mentioned.has(contactId);
    const isTooMuch =
      length + name.length + 2 > MAX_NAMES || (isNew && current.mentions.length >= MAX_MENTIONS);
    if (isTooMuch) {
      current = { to, mentions: [], names: [], waiting: [] };
      batches.push(current);
      length = 0;
    }
    current[signUp.state === 'waiting' ? 'waiting' : 'names'].push(name);
    length += name.length + 2;
    if (isNew) current.mentions.push(contactId);
    mentioned.add(contactId);
  }
  return batches;
}
