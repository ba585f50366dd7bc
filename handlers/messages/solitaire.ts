import { refusalOf } from '#src/activities/admission.ts';
import { type Called, headerKey, listOf } from '#src/activities/list-of.ts';
import { chosenIn, inShifts, withHeadings, withoutChoice } from '#src/activities/list-rows.ts';
import { type Entry, newIn } from '#src/activities/new-in-row.ts';
import type { ListChanges } from '#src/activities/posted-lists.ts';
import { peopleOf } from '#src/activities/row-people.ts';
import type { Activity } from '#src/activities/schema.ts';
import { shiftWithRoom } from '#src/activities/shift-called.ts';
import { isOf, type Joined } from '#src/activities/sign-ups.ts';
import { namesOf } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { mayManage } from '#src/activities/which.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Answer, OpenHandler, Request, Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { SolitaireRow } from '#src/understanding/solitaire-row.ts';
import { answerTo, tellThemselves } from './activity-sign-up.ts';

type Needed = 'activities' | 'signUps' | 'attendance' | 'teams' | 'postedLists' | 'roster' | 'rooms';
type Listing = Request<'solitaire'> & { sender: Resident };

/**
 * #接龙 of the community's activities: the rows that are new are signed up.
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
    const lists = await listsIn(listing, services);
    const answers: Answer[] = [];
    for (const [activity, rows] of lists) answers.push(await joinList(activity, rows, listing, services));
    const asking = answers.find(({ asks }) => asks);
    return { ...asking, replies: answers.flatMap(({ replies }) => replies) };
  },
};

/** The rows of each activity: of the one in the title, of one in a heading, or of those that a row chooses. */
async function listsIn(
  listing: Listing,
  services: Pick<Services, Needed>,
): Promise<Map<Activity, SolitaireRow[]>> {
  const { intent, community, at } = listing;
  const open = await services.activities.announced(community.id, at);
  const byTitle = await meant(intent.header, open, listing, services);
  const lists = new Map<Activity, SolitaireRow[]>();
  const headings = new Map<string, Activity[]>();
  const rows = withHeadings(intent.rows);
  const isChosen = rows.some((row) => row.under === undefined && chosenIn(row, byTitle, at).length > 0);
  for (const row of rows) {
    const { under } = row;
    if (under !== undefined && !headings.has(under))
      headings.set(under, await meant(under, open, listing, services));
    const underHeading = headings.get(under ?? '') ?? [];
    const activities = underHeading.length > 0 ? underHeading : byTitle;
    const isOne = activities.length === 1;
    for (const activity of isOne || isChosen ? activitiesOf(row, activities, at) : []) {
      const own = isOne ? row : withoutChoice(row, activities);
      lists.set(activity, [...(lists.get(activity) ?? []), own]);
    }
  }
  return lists;
}

function activitiesOf(row: SolitaireRow, activities: readonly Activity[], at: Date): readonly Activity[] {
  return activities.length === 1 ? activities : chosenIn(row, activities, at);
}

async function joinList(
  activity: Activity,
  rows: readonly SolitaireRow[],
  listing: Listing,
  services: Pick<Services, Needed>,
): Promise<Answer> {
  const { intent, sender, message, at } = listing;
  const entries: Entry[] = [];
  for (const { row, shift } of inShifts(rows, intent.header, activity)) {
    const party = await peopleOf(row, sender, services.roster);
    if (party) entries.push({ ...party, row, ...(shift ? { shift } : {}) });
  }
  const changes = await services.postedLists.keep({
    _id: `${message.account}:${message.id}:${activity.number}`,
    activity: activity._id,
    room: message.conversation.id,
    header: headerKey(intent.header),
    rows: entries.map(({ key, people, row }) => ({
      key,
      name: people[0]?.name ?? '',
      size: people.length,
      ...(row.absent ? { absent: true } : {}),
    })),
    at,
  });
  const joined = await joinNewcomers(activity, entries, changes, listing, services);
  const fewer = await fewerThanListed(activity, entries, changes, listing, services);
  const own = entries.filter(({ row, mine, head }) => row.absent && !mine && head?._id === sender._id);
  const names = [...namesIn([...changes.gone, ...changes.withdrawn]), ...own.map(() => sender.name)];
  const asked = names.length > 0 ? await askAbout(names, activity, listing, services) : { replies: [] };
  return { ...asked, replies: [...joined, ...fewer, ...asked.replies] };
}

async function joinNewcomers(
  activity: Activity,
  entries: readonly Entry[],
  changes: ListChanges,
  { sender, community, message, language, at }: Listing,
  services: Pick<Services, Needed>,
): Promise<Reply[]> {
  const { signUps, roster, rooms } = services;
  const all = await signUps.all(activity._id);
  const joined: Extract<Joined, { kind: 'joined' | 'waiting' }>[] = [];
  const refused = new Map<string, Reply>();
  let current = activity;
  for (const [index, entry] of entries.entries()) {
    const { key, shift, head } = entry;
    const people = newIn(entry, entries.slice(0, index + 1), all, changes, sender);
    if (people.length === 0) continue;
    const by = head ?? sender;
    const contactId = head?.contactIds[0] ?? message.contactId;
    const refusal = await refusalOf({ activity, people, by, community, at }, services);
    if (refusal) {
      // A row that was refused once is in every later copy: only whoever wrote it hears why.
      if (changes.fresh.has(key) || head?._id === sender._id)
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
      ...(people[0] === entry.people[0] && !entry.mine ? { ownRow: true } : {}),
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

/** Whoever writes fewer into their own row than they have on the list is told how to take somebody off. */
async function fewerThanListed(
  activity: Activity,
  entries: readonly Entry[],
  { sizeBefore }: ListChanges,
  { sender, message }: Listing,
  { signUps }: Pick<Services, Needed>,
): Promise<Reply[]> {
  const own = entries.find(({ row, mine, head }) => head?._id === sender._id && !mine && !row.absent);
  const now = own?.people.length ?? 0;
  if (!own || own.people[0]?.resident !== sender._id || (sizeBefore(own.key) ?? now) <= now) return [];
  const listed = (await signUps.listed(activity._id)).filter(isOf(sender._id));
  return listed.length > now
    ? [
        reply(
          'activity.more-already',
          { activity: activityView(activity), names: namesOf(listed) },
          { mentions: [message.contactId] },
        ),
      ]
    : [];
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
 * The open activities whose titles or number stand in a list's header or in one of its headings, on the day that is
 * written there. A list that was posted here before means what it meant then.
 */
async function meant(
  header: string,
  open: readonly Activity[],
  { message, at }: Listing,
  { postedLists }: Pick<Services, Needed>,
): Promise<Activity[]> {
  const called = listOf(open, header, at);
  const before =
    called.length === 1 && isOpenTo(called[0])
      ? await postedLists.about(message.conversation.id, headerKey(header))
      : undefined;
  return called.flatMap(({ candidates, byDay, isDated }) => {
    const isOnly = candidates.length === 1 && (!isDated || called.length > 1);
    const known = candidates.find(({ _id }) => _id === before);
    return known ?? (isDated && !isOnly ? byDay : candidates[0]) ?? [];
  });
}

/** The title alone does not say which date. */
function isOpenTo(called: Called | undefined): boolean {
  return called !== undefined && (called.isDated || called.candidates.length > 1);
}

function namesIn(rows: readonly { name: string }[]): string[] {
  return rows.map(({ name }) => name);
}
