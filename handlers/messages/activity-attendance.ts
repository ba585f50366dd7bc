import { aroundNow } from '#src/activities/around.ts';
import { isExpected, type Marking } from '#src/activities/attendance.ts';
import { endOf } from '#src/activities/places.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import type { Person } from '#src/activities/sign-ups.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import type { IntentOf } from '#src/understanding/intents/index.ts';

type Said = IntentOf<'activity.attendance'>;

/**
 * The organiser's list: 签到 张三 李四, 全到 除了王五, 缺席, 迟到, 早退, 工时. Names are looked for among those who signed
 * up, then on the roster: whoever is there only walks in.
 */
export const markAttendance: MessageHandler<
  'activity.attendance',
  'activities' | 'signUps' | 'attendance' | 'teams' | 'roster' | 'rooms'
> = {
  intent: 'activity.attendance',
  may: { resident: 'own', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle(request, { activities, signUps, attendance, teams, roster, rooms }) {
    const { intent, sender, community, message, language, at } = request;
    const activity = await managedBy(sender, intent.activity, {
      activities,
      candidates: () =>
        aroundNow(activities, community.id, at, intent.mark === 'absent' ? 'absent' : 'present'),
      rooms,
      led: await teams.ledBy(community.id, sender._id),
      now: at,
    });
    const view = activityView(activity);
    if (activity.startsAt.getTime() - 3_600_000 > at.getTime())
      throw new Refusal('activity.too-early', { activity: view });
    const all = (await signUps.all(activity._id)).filter(({ state }) => state !== 'cancelled');

    const found: Person[] = [];
    const unknown: string[] = [];
    for (const name of intent.people) {
      const onList = all.filter((signUp) => signUp.name === name);
      const known = onList.length > 0 ? onList : await onRoster(name);
      const [only, ...others] = known;
      if (only && others.length === 0) found.push(only);
      else unknown.push(plainText(name, 20));
    }
    // Nothing is written down while a name is open: 全到 except somebody unknown would mark the wrong people.
    if (unknown.length > 0) throw new Refusal('activity.unknown-people', { names: unknown });

    const notExpected = found.filter(
      ({ name, resident }) =>
        !all.some((one) => isExpected(one) && (resident ? one.resident === resident : one.name === name)),
    );
    // 王芳迟到20分钟, said among colleagues, puts nobody on a list who isn't there: 签到 does, or an order.
    const inPassing = intent.mark !== 'present' && !message.addressed && !intent.activity;
    if ((intent.mark === 'absent' || inPassing) && !intent.everybody && notExpected.length > 0)
      throw new Refusal('activity.not-on-list', {
        activity: view,
        names: notExpected.map(({ name }) => plainText(name, 20)),
      });

    const marked = intent.everybody
      ? everybodyBut(found, all)
      : found.map((person) => marking(person, intent, activity));
    const { account, conversation, contactId } = message;
    const done = await attendance.mark(activity, marked, {
      resident: sender._id,
      said: { account, conversation, contactId, language },
      messageId: message.id,
      now: at,
    });
    if (!done) throw new Refusal('activity.over', { activity: view });
    const after = await signUps.all(activity._id);
    return [
      reply('activity.marked', {
        activity: view,
        mark: intent.mark,
        names: found.map(({ name }) => plainText(name, 20)),
        everybody: intent.everybody === true,
        present: after.filter(({ checkedInAt }) => checkedInAt !== undefined).length,
      }),
    ];

    async function onRoster(name: string): Promise<Person[]> {
      const residents = await roster.find(community.id, { name });
      return residents.map(({ _id, name }) => ({ name, resident: _id }));
    }
  },
};

/** Everybody with a place was there from the start, but for these. */
function everybodyBut(
  absent: readonly Person[],
  all: readonly SignUp[],
): { person: Person; marking: Marking }[] {
  return all
    .filter(({ state }) => state === 'in')
    .map((person) => {
      const isAbsent = absent.some(({ name, resident }) =>
        resident ? resident === person.resident : name === person.name,
      );
      return { person, marking: { present: !isAbsent } };
    });
}

function marking(
  person: Person,
  { mark, minutes }: Said,
  activity: Activity,
): { person: Person; marking: Marking } {
  const moment = (from: Date, after: number) => new Date(from.getTime() + after * 60_000);
  switch (mark) {
    case 'absent':
      return { person, marking: { present: false } };
    case 'present':
      return { person, marking: { present: true } };
    case 'late':
      return {
        person,
        marking: { present: true, late: minutes ? moment(activity.startsAt, minutes) : 'as-checked-in' },
      };
    case 'left-early':
      return {
        person,
        marking: { present: true, left: minutes ? moment(endOf(activity), -minutes) : 'as-checked-out' },
      };
    case 'minutes':
      return { person, marking: { present: true, minutes: minutes ?? 0 } };
  }
}
