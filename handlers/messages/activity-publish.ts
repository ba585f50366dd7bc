import { planPostings } from '#src/activities/activities.ts';
import { itemEarned, worthOf } from '#src/activities/earns.ts';
import { checkTeam, needsOf } from '#src/activities/needs.ts';
import { postNotice } from '#src/activities/post-notice.ts';
import { chosenRooms, roomsInCare } from '#src/activities/rooms-of.ts';
import { shiftsOf } from '#src/activities/shifts.ts';
import { activityView } from '#src/activities/view.ts';
import { local } from '#src/calendar.ts';
import { rulebookNow } from '#src/community/community.ts';
import type { Answer, MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import type { IntentOf } from '#src/understanding/intents/index.ts';

/**
 * 周六上午9点花园小区清洁家园，招20人，2小时，带手套: recruits for an activity. What is missing is asked for, one thing at
 * a time; then a preview waits for a yes; then it is posted, at once or at its time, and again before it starts.
 */
export const publishActivity: MessageHandler<
  'activity.create',
  'activities' | 'series' | 'teams' | 'rooms' | 'roomPosts' | 'openTitles'
> = {
  intent: 'activity.create',
  may: { 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle(
    { intent, sender, community, message, at },
    { activities, series, teams, rooms, roomPosts, openTitles },
  ) {
    const startsAt = new Date(intent.startsAt ?? at);
    const publishAt = intent.publishAt ? new Date(intent.publishAt) : at;
    if (startsAt <= at || publishAt > startsAt) throw new Refusal('activity.in-past', {});
    const targets = chosenRooms(roomsInCare(sender, rooms.for(community.id, 'residents')), intent.rooms);
    const missing = nextMissing(intent);
    if (missing) return missing;

    const words = `${intent.title} ${intent.note ?? ''}`;
    const item = itemEarned(rulebookNow(community, at), words, intent.earns);
    const needs = needsOf(intent.needs);
    await checkTeam(community.id, needs, teams);
    const draft = {
      community: community.id,
      title: plainText(intent.title, 40),
      startsAt,
      ...(intent.minutes ? { minutes: intent.minutes } : {}),
      ...(intent.place ? { place: plainText(intent.place, 40) } : {}),
      ...(intent.note ? { note: plainText(intent.note, 200) } : {}),
      ...(item ? { item: item.id } : {}),
      ...(needs ? { needs } : {}),
      shifts: shiftsOf(intent),
      organiser: sender._id,
      organiserName: sender.name,
      rooms: targets.map(({ _id }) => _id),
      messageId: message.id,
      createdAt: at,
    };
    const names = targets.map(({ topic, _id }) => plainText(topic || _id, 30));
    const later = publishAt > at;
    const when = later ? { at: local(publishAt).toFormat('MM-dd HH:mm') } : {};
    if (!intent.confirmed) {
      const view = activityView({ ...draft, number: 0, taken: {} });
      const preview = {
        ...view,
        rooms: names,
        ...when,
        earns: item?.name ?? null,
        worth: worthOf(draft, item),
        repeat: intent.repeat,
      };
      return ask('confirm', { ...intent, confirmed: true }, reply('activity.preview', preview));
    }

    const postings = planPostings(startsAt, publishAt, community.recruitment.remindHoursBefore);
    const first = await activities.publish(draft, postings);
    const activity = intent.repeat
      ? { ...first, series: (await series.begin(first, intent.repeat))._id }
      : first;
    const published = reply('activity.published', {
      activity: activityView(activity),
      rooms: names,
      ...when,
    });
    const toldElsewhere = !targets.some(({ _id }) => _id === message.conversation.id);
    const notices = later
      ? []
      : await postNotice('notice', activity, targets, { activities, posts: roomPosts, community, at });
    return {
      replies: later || toldElsewhere ? [published, ...notices] : notices,
      afterCommit: () => openTitles.refresh(),
    };
  },
};

/** The question for the next thing that an organiser has neither said nor left open. */
function nextMissing(intent: IntentOf<'activity.create'>): Answer | undefined {
  const title = plainText(intent.title, 40);
  const open = (slot: 'minutes' | 'place' | 'capacity') => intent.leaves?.includes(slot);
  if (!intent.minutes && !open('minutes'))
    return ask('minutes', intent, reply('activity.ask-minutes', { title }));
  if (!intent.place && !open('place')) return ask('place', intent, reply('activity.ask-place', { title }));
  if (!intent.capacity && !intent.jobs?.length && !open('capacity'))
    return ask('capacity', intent, reply('activity.ask-capacity', { title }));
  return undefined;
}

function ask(
  missing: string,
  draft: IntentOf<'activity.create'>,
  question: Answer['replies'][number],
): Answer {
  return { replies: [question], asks: { intent: 'activity.create', missing, draft: { ...draft } } };
}
