import type { Activity, SignUp } from '#src/activities/schema.ts';
import { activityView } from '#src/activities/view.ts';
import type { Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { OpenHandler } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { SolitaireRow } from '#src/understanding/solitaire.ts';

/**
 * #接龙 of one of the community's activities: the rows that are new are signed up.
 *
 * Every post is the whole list, often somebody's stale copy, so a row that is missing takes nobody off. Lists about
 * anything else, and lists by people who are on no roster, are none of the bot's business.
 */
export const joinBySolitaire: OpenHandler<'solitaire', 'activities' | 'roster' | 'rooms'> = {
  intent: 'solitaire',
  may: 'anyone',
  effect: 'records',

  async handle({ intent, community, sender, at }, { activities, roster, rooms }) {
    if (!sender) return [];
    let activity = isMeant(await activities.open(community.id, at), intent.header);
    if (!activity) return [];

    const added: string[] = [];
    const replies: Reply[] = [];
    for (const row of intent.rows) {
      const party = await partyOf(row, sender, { roster, at });
      const newcomers = party.filter((person) => isNew(activity as Activity, person, sender));
      if (newcomers.length === 0) continue;
      const result = await activities.signUp(activity, newcomers, at);
      if (result.kind === 'full') {
        replies.push(reply('activity.full', { activity: activityView(activity), left: result.left }));
        break;
      }
      if (result.kind !== 'signed-up') continue;
      activity = result.activity;
      added.push(...newcomers.map(({ name }) => plainText(name, 20)));
    }
    if (added.length > 0 && activity.signUps.length === activity.capacity)
      for (const id of activity.rooms) {
        const room = rooms.byId(id);
        if (room)
          replies.push(reply('activity.closed', { activity: activityView(activity) }, { to: toRoom(room) }));
      }
    if (added.length > 0)
      replies.unshift(reply('activity.signed-up', { activity: activityView(activity), names: added }));
    return replies;
  },
};

/** The open activity whose title or number stands in the list's header. */
function isMeant(open: Activity[], header: string): Activity | undefined {
  return open.find(
    ({ title, number }) =>
      header.includes(title) || new RegExp(`(?:活动|报名)\\s*${number}(?!\\d)`).test(header),
  );
}

/** A row's person, matched to the roster where the name is clear, and whoever they bring along. */
async function partyOf(
  { name, address, text, count = 1 }: SolitaireRow,
  sender: Resident,
  { roster, at }: { roster: Roster; at: Date },
): Promise<SignUp[]> {
  const called = plainText(name ?? text, 20);
  if (called === '') return [];
  const [only, ...others] = await roster.find(sender.community, {
    name: called,
    ...(address ? { address } : {}),
  });
  const known = called === sender.name ? sender : others.length === 0 ? only : undefined;
  const by = known?._id ?? sender._id;
  const head: SignUp = { name: called, ...(known ? { resident: known._id } : {}), by, at };
  const guests = Array.from({ length: Math.min(count, 10) - 1 }, (_, index) => ({
    name: `${called}+${index + 1}`,
    by,
    at,
  }));
  return [head, ...guests];
}

/** Not on the list yet; and somebody who cancelled comes back only by their own hand, not by a stale copy. */
function isNew({ signUps, cancelled }: Activity, person: SignUp, sender: Resident): boolean {
  const isListed = signUps.some(
    (other) =>
      other.name === person.name || (person.resident !== undefined && other.resident === person.resident),
  );
  const hasCancelled = cancelled.includes(person.name) || cancelled.includes(person.resident ?? '');
  return !isListed && (!hasCancelled || person.resident === sender._id);
}
