import { refusalOf } from '#src/activities/admission.ts';
import { headerKey, listOf } from '#src/activities/list-of.ts';
import { asListed, MAX_PARTY, withGuests } from '#src/activities/party.ts';
import { rowKey } from '#src/activities/posted-lists.ts';
import type { Activity, Shift, SignUp } from '#src/activities/schema.ts';
import { shiftsIn, shiftWithRoom } from '#src/activities/shift-called.ts';
import type { Joined, Person } from '#src/activities/sign-ups.ts';
import { namesOf } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { mayManage } from '#src/activities/which.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Answer, OpenHandler, Request, Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { relativeIn } from '#src/understanding/party.ts';
import { readRow, type SolitaireRow } from '#src/understanding/solitaire.ts';
import { answerTo, tellThemselves } from './activity-sign-up.ts';

type Needed = 'activities' | 'signUps' | 'attendance' | 'teams' | 'postedLists' | 'roster' | 'rooms';
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
    const { intent, at } = listing;
    const activity = await meant(listing, services);
    if (!activity) return [];
    const rows = intent.rows.filter(({ absent }) => !absent).map((row) => shiftOf(row, activity));
    const { gone, fresh } = await services.postedLists.keep({
      _id: `${request.message.account}:${request.message.id}`,
      activity: activity._id,
      room: request.message.conversation.id,
      header: headerKey(intent.header),
      rows: rows.map(({ row }) => ({ key: keyOf(row), name: calledIn(row) })),
      at,
    });
    const joined = await joinNewcomers(activity, rows, fresh, listing, services);
    const asked =
      gone.length > 0 ? await askAbout(namesIn(gone), activity, listing, services) : { replies: [] };
    return { ...asked, replies: [...joined, ...asked.replies] };
  },
};

/** A row without the name of its shift, which says where to and not who. */
function shiftOf(row: SolitaireRow, activity: Activity): { row: SolitaireRow; shift?: Shift } {
  const { shifts, rest } = shiftsIn(activity, row.text);
  return shifts[0] ? { row: readRow(row.position, rest.trim()), shift: shifts[0] } : { row };
}

async function joinNewcomers(
  activity: Activity,
  rows: readonly { row: SolitaireRow; shift?: Shift }[],
  fresh: ReadonlySet<string>,
  { sender, community, message, language, at }: Listing,
  services: Pick<Services, Needed>,
): Promise<Reply[]> {
  const { signUps, roster, rooms } = services;
  const all = await signUps.all(activity._id);
  const joined: Extract<Joined, { kind: 'joined' | 'waiting' }>[] = [];
  const refused = new Map<string, Reply>();
  let current = activity;
  for (const [index, { row, shift }] of rows.entries()) {
    const { head, party } = await partyOf(row, sender, roster);
    const people = party.filter((person) => isNew(all, person, sender));
    if (people.length === 0) continue;
    const by = head ?? sender;
    const contactId = head?.contactIds[0] ?? message.contactId;
    const refusal = await refusalOf({ activity, people, by, community, at }, services);
    if (refusal) {
      // A row that was refused once is in every later copy: only whoever wrote it hears why.
      if (fresh.has(keyOf(row)) || (by._id === sender._id && head))
        refused.set(refusal.key, {
          key: refusal.key,
          params: refusal.params,
          mentions: [contactId],
        } as Reply);
      continue;
    }
    const { account, conversation } = message;
    const result = await signUps.join(activity, {
      people,
      by: by._id,
      party: `${message.id}/${index}`,
      said: { account, conversation, contactId, language },
      at,
      shift: (shift ?? shiftWithRoom(current, people.length))?.id ?? '',
      ...(people[0] === party[0] ? { ownRow: true } : {}),
    });
    if (result.kind !== 'joined' && result.kind !== 'waiting') continue;
    joined.push(result);
    current = result.activity;
  }
  const { account } = message;
  return [
    ...answersTo(joined, activity, rooms),
    ...refused.values(),
    ...(await tellThemselves(joined, { by: sender, account, roster })),
  ];
}

/** One answer for all who got places in a shift; those who wait are answered row by row. */
function answersTo(
  results: readonly Extract<Joined, { kind: 'joined' | 'waiting' }>[],
  activity: Activity,
  rooms: Services['rooms'],
): Reply[] {
  const joined = results.filter((one) => one.kind === 'joined');
  const nowFull = joined.some((one) => one.nowFull);
  const last = joined.at(-1);
  const shifts = new Map(joined.map((one) => [one.shift.id, one]));
  const answers = [...shifts.values()].flatMap((one) => {
    const added = joined.filter(({ shift }) => shift.id === one.shift.id).flatMap(({ added }) => added);
    const isLast = one === last;
    return answerTo(
      { ...one, activity: last?.activity ?? one.activity, added, nowFull: nowFull && isLast },
      activity,
      rooms,
    );
  });
  return [
    ...answers,
    ...results.filter(({ kind }) => kind === 'waiting').flatMap((one) => answerTo(one, activity, rooms)),
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

/**
 * The open activity whose title or number stands in the list's header, on the day that is written there. A list that
 * was posted here before means what it meant then.
 */
async function meant(
  { intent: { header }, community, message, at }: Listing,
  { activities, postedLists }: Pick<Services, Needed>,
): Promise<Activity | undefined> {
  const { candidates, byDay, isDated } = listOf(await activities.announced(community.id, at), header, at);
  const [soonest, ...others] = candidates;
  if (!soonest || (!isDated && others.length === 0)) return soonest;
  const before = await postedLists.about(message.conversation.id, headerKey(header));
  return candidates.find(({ _id }) => _id === before) ?? (isDated ? byDay : soonest);
}

/** A row's person, matched to the roster where the name is clear, and whoever they bring along. */
async function partyOf(
  row: SolitaireRow,
  sender: Resident,
  roster: Services['roster'],
): Promise<{ head?: Resident; party: Person[] }> {
  const called = calledIn(row);
  if (called === '') return { party: [] };
  const find = async (name: string, address?: string) => {
    const found = await roster.find(sender.community, { name, ...(address ? { address } : {}) });
    return found.length === 1 ? found[0] : undefined;
  };
  const head = called === sender.name ? sender : await find(called, row.address);
  const party: Person[] = [{ name: called, ...(head ? { resident: head._id } : {}) }];
  for (const name of row.companions ?? []) {
    const resident = relativeIn(name) ? undefined : await find(name);
    party.push({ name: asListed(name, { name: called }), ...(resident ? { resident: resident._id } : {}) });
  }
  return { ...(head ? { head } : {}), party: withGuests(party, Math.min(row.count ?? 1, MAX_PARTY)) };
}

function calledIn({ name, text }: SolitaireRow): string {
  return plainText(name ?? text, 20);
}

function keyOf(row: SolitaireRow): string {
  return rowKey({ address: row.address, name: calledIn(row) });
}

function namesIn(rows: { name: string }[]): string[] {
  return rows.map(({ name }) => name);
}

/** Not on the list yet; and somebody who cancelled comes back only by their own hand, not by a stale copy. */
function isNew(all: readonly SignUp[], person: Person, sender: Resident): boolean {
  const same = all.filter((other) =>
    person.resident !== undefined && other.resident !== undefined
      ? other.resident === person.resident
      : other.name === person.name,
  );
  if (same.some(({ state }) => state !== 'cancelled')) return false;
  return same.length === 0 || person.resident === sender._id;
}
