import type { Person, World } from '../../wechat/practice/api.ts';

/** A chat as one person sees it in their list. */
export interface Conversation {
  id: string;
  kind: 'room' | 'direct';
  title: string;
  /** Everyone in it but the bot, by the names that are shown there. */
  members: { personId: string; name: string }[];
}

export const directWith = (person: string) => `direct:${person}`;

/** The groups that a person is in, and then the chat with the bot. */
export function conversationsOf(world: World, person: string): Conversation[] {
  const rooms = world.rooms
    .filter((room) => room.members.some(({ personId }) => personId === person))
    .map(
      (room): Conversation => ({
        id: room.id,
        kind: 'room',
        title: room.topic,
        members: room.members.map(({ personId, alias }) => ({
          personId,
          name: alias || personOf(world, personId)?.name || personId,
        })),
      }),
    );
  return [...rooms, { id: directWith(person), kind: 'direct', title: world.bot.name, members: [] }];
}

/** Every conversation there is, of all people. */
export function allConversationIds(world: World): string[] {
  return [...world.rooms.map(({ id }) => id), ...world.people.map(({ id }) => directWith(id))];
}

/** The people who would see a message in this conversation. */
export function readersOf(world: World, conversation: string): string[] {
  if (conversation.startsWith('direct:')) return [conversation.slice('direct:'.length)];
  const room = world.rooms.find(({ id }) => id === conversation);
  return room?.members.map(({ personId }) => personId) ?? [];
}

export function personOf(world: World, id: string): Person | undefined {
  return world.people.find((person) => person.id === id);
}

/** The name that a sender has in a conversation: the group nickname, else the own name. */
export function nameIn(world: World, conversation: Conversation, senderId: string): string {
  if (senderId === world.bot.id) return world.bot.name;
  const member = conversation.members.find(({ personId }) => personId === senderId);
  return member?.name ?? personOf(world, senderId)?.name ?? senderId;
}
