import type { Activity, SignUp } from '#src/activities/schema.ts';
import type { Joined, Person } from '#src/activities/sign-ups.ts';
import { namesOf } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { mayManage } from '#src/activities/which.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Answer, OpenHandler, Request, Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { SolitaireRow } from '#src/understanding/solitaire.ts';
import { answerTo } from './activity-sign-up.ts';

type Needed = 'activities' | 'signUps' | 'postedLists' | 'roster' | 'rooms';
type Listing = Request<'solitaire'> & { sender: Resident };

/**
 * #接龙 of one of the community's activities: the rows that are new are signed up.
 *
 * Every post is the whole list, often somebody's stale copy, so a row that is missing takes nobody off: whoever
 * leaves their own row out is asked, and of others the organiser is. Lists about anything else, and lists by people
 * who are on no roster, are none of the bot's business.
 */
export const joinBySolitaire: OpenHandler<'solitaire', Needed> = {
  intent: 'solitaire',
  may: 'anyone',
  effect: 'records',

  async handle({ sender, ...request }, services) {
    if (!sender) return [];
    const listing = { ...request, sender };
    const { intent, community, at } = listing;
    const activity = isMeant(await services.activities.open(community.id, at), intent.header);
    if (!activity) return [];
    const joined = await joinNewcomers(activity, listing, services);
    const gone = await services.postedLists.keep({
      _id: `${request.message.account}:${request.message.id}`,
      activity: activity._id,
      room: request.message.conversation.id,
      rows: intent.rows.map((row) => ({ key: keyOf(row), name: calledIn(row) })),
      at,
    });
    const asked =
      gone.length > 0 ? await askAbout(namesIn(gone), activity, listing, services) : { replies: [] };
    return { ...asked, replies: [...joined, ...asked.replies] };
  },
};

async function joinNewcomers(
  activity: Activity,
  { intent, sender, message, language, at }: Listing,
  { signUps, roster, rooms }: Pick<Services, Needed>,
): Promise<Reply[]> {
  const all = await signUps.all(activity._id);
  const joined: Extract<Joined, { kind: 'joined' }>[] = [];
  const waiting: Reply[] = [];
  for (const [index, row] of intent.rows.entries()) {
    const { head, party } = await partyOf(row, sender, roster);
    const people = party.filter((person) => isNew(all, person, sender));
    if (people.length === 0) continue;
    const { account, conversation } = message;
    const contactId = head?.contactIds[0] ?? message.contactId;
    const result = await signUps.join(activity, {
      people,
      by: head?._id ?? sender._id,
      party: `${message.id}/${index}`,
      said: { account, conversation, contactId, language },
      at,
    });
    if (result.kind === 'joined') joined.push(result);
    else if (result.kind === 'waiting') waiting.push(...answerTo(result, activity, rooms));
  }
  const last = joined.at(-1);
  if (!last) return waiting;
  const added = joined.flatMap((one) => one.added);
  return [
    ...answerTo({ ...last, added, nowFull: joined.some(({ nowFull }) => nowFull) }, activity, rooms),
    ...waiting,
  ];
}

/** Rows that were really taken away: the sender's own need the sender's word, all others the organiser's. */
async function askAbout(
  names: string[],
  activity: Activity,
  { sender, at, message, community }: Listing,
  { signUps, roster, rooms }: Pick<Services, Needed>,
): Promise<Answer> {
  const listed = (await signUps.listed(activity._id)).filter(({ name }) => names.includes(name));
  const view = activityView(activity);
  if (listed.some(({ resident }) => resident === sender._id))
    return {
      replies: [reply('activity.confirm-leaving', { activity: view }, { mentions: [message.contactId] })],
      asks: {
        intent: 'activity.cancel-sign-up',
        missing: 'confirm',
        draft: { name: 'activity.cancel-sign-up', activity: { number: activity.number } },
      },
    };

  const others = listed.filter(({ askedAboutAt }) => !askedAboutAt);
  if (others.length === 0) return { replies: [] };
  await signUps.askedAbout(others, at);
  const params = { activity: view, names: namesOf(others), by: plainText(sender.name, 20) };
  if (mayManage(sender, activity, rooms)) return { replies: [reply('activity.confirm-removal', params)] };
  const [workers] = rooms.for(community.id, 'grid-workers');
  const contact = (await roster.byId(activity.organiser))?.contactIds[0];
  const direct = contact && {
    account: message.account,
    conversation: { kind: 'direct' as const, id: contact },
    language: 'zh' as const,
  };
  const to = workers ? toRoom(workers) : direct;
  const mentions = workers && contact ? [contact] : [];
  return { replies: to ? [reply('activity.confirm-removal', params, { to, mentions })] : [] };
}

/** The open activity whose title or number stands in the list's header. */
function isMeant(open: Activity[], header: string): Activity | undefined {
  return open.find(
    ({ title, number }) =>
      header.includes(title) || new RegExp(`(?:活动|报名)\\s*${number}(?!\\d)`).test(header),
  );
}

/** A row's person, matched to the roster where the name is clear, and whoever they bring along. */
async function partyOf(
  row: SolitaireRow,
  sender: Resident,
  roster: Services['roster'],
): Promise<{ head?: Resident; party: Person[] }> {
  const called = calledIn(row);
  if (called === '') return { party: [] };
  const found = await roster.find(sender.community, {
    name: called,
    ...(row.address ? { address: row.address } : {}),
  });
  const head = called === sender.name ? sender : found.length === 1 ? found[0] : undefined;
  const guests = Array.from({ length: Math.min(row.count ?? 1, 10) - 1 }, (_, index) => ({
    name: `${called}+${index + 1}`,
  }));
  const person = { name: called, ...(head ? { resident: head._id } : {}) };
  return { ...(head ? { head } : {}), party: [person, ...guests] };
}

function calledIn({ name, text }: SolitaireRow): string {
  return plainText(name ?? text, 20);
}

function keyOf(row: SolitaireRow): string {
  return `${row.address ?? ''} ${calledIn(row)}`.toLowerCase();
}

function namesIn(rows: { name: string }[]): string[] {
  return rows.map(({ name }) => name);
}

/** Not on the list yet; and somebody who cancelled comes back only by their own hand, not by a stale copy. */
function isNew(all: readonly SignUp[], person: Person, sender: Resident): boolean {
  const same = all.filter(
    (other) =>
      other.name === person.name || (person.resident !== undefined && other.resident === person.resident),
  );
  if (same.some(({ state }) => state !== 'cancelled')) return false;
  return same.length === 0 || person.resident === sender._id;
}
