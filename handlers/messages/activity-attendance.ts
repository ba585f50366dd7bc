import { aroundNow } from '#src/activities/around.ts';
import { isExpected, type Marking } from '#src/activities/attendance.ts';
import { asListed } from '#src/activities/party.ts';
import { endOf } from '#src/activities/places.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import type { Person } from '#src/activities/sign-ups.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import type { IntentOf } from '#src/understanding/intents/index.ts';
import { relativeOf } from '#src/understanding/party-words.ts';

type Said = IntentOf<'activity.attendance'>;
type SaidOfSome = NonNullable<Said['also']>[number];

/**
 * The organiser's list: 签到 张三 李四, 全到 除了王五, 缺席, 迟到, 早退, 工时. Names are looked for among those who signed
 * up, then on the roster: whoever is there only walks in. A message may say several things, of several people.
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
      candidates: () => whereTheyAre(request, { activities, signUps }),
      rooms,
      led: await teams.ledBy(community.id, sender._id),
      now: at,
    });
    const view = activityView(activity);
    if (activity.startsAt.getTime() - 3_600_000 > at.getTime())
      throw new Refusal('activity.too-early', { activity: view });
    const all = (await signUps.all(activity._id)).filter(({ state }) => state !== 'cancelled');

    const unknown: string[] = [];
    const { everybody, also = [] } = intent;
    const said: { people: Person[]; what: SaidOfSome }[] = [];
    for (const what of [{ ...intent, mark: everybody ? ('absent' as const) : intent.mark }, ...also]) {
      const people: Person[] = [];
      for (const name of what.people) {
        const onList = called(name);
        const known = onList.length > 0 ? onList : await unlisted(name, what.mark);
        const [only, ...others] = known;
        if (only && others.length === 0) people.push(only);
        else unknown.push(plainText(name, 20));
      }
      said.push({ people, what });
    }
    // Nothing is written down while a name is open: 全到 except somebody unknown would mark the wrong people.
    if (unknown.length > 0) throw new Refusal('activity.unknown-people', { names: unknown });

    // 王芳迟到20分钟, said among colleagues, puts nobody on a list who isn't there: 签到 does, or an order.
    const inPassing = !message.addressed && !intent.activity;
    const notExpected = said
      .filter(({ what }) => inPassing || (what.mark === 'absent' && !everybody))
      .flatMap(({ people }) => people)
      .filter((person) => !all.some((one) => isExpected(one) && isSame(one, person)));
    if (notExpected.length > 0)
      throw new Refusal('activity.not-on-list', {
        activity: view,
        names: notExpected.map(({ name }) => plainText(name, 20)),
      });

    const absent = said.filter(({ what }) => what.mark === 'absent').flatMap(({ people }) => people);
    const here = said.filter(({ what }) => what.mark !== 'absent').flatMap(({ people }) => people);
    const both = absent.filter((person) => here.some((one) => isSame(one, person)));
    if (both.length > 0)
      throw new Refusal('activity.both-marks', { names: both.map(({ name }) => plainText(name, 20)) });

    const present = all.filter(({ state }) => everybody && state === 'in');
    const marked = merged([
      ...present.map((person) => ({ person, marking: { present: true } })),
      ...said.flatMap(({ people, what }) =>
        people.map((person) => ({ person, marking: marking(what, activity) })),
      ),
    ]);
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
        everybody: everybody === true,
        said: said
          .filter(({ people }) => people.length > 0)
          .map(({ people, what: { mark, minutes } }) => ({
            mark,
            names: people.map(({ name }) => plainText(name, 20)),
            minutes,
          })),
        present: after.filter(({ checkedInAt }) => checkedInAt !== undefined).length,
      }),
    ];

    function called(name: string): SignUp[] {
      const exactly = all.filter((signUp) => signUp.name === name);
      // 王芳的妈妈 is on the list as 王芳的妈.
      return exactly.length > 0 ? exactly : all.filter((signUp) => signUp.name === listedAs(name, sender));
    }

    /** Somebody of the roster, or a relative whom somebody brought along without signing them up. */
    async function unlisted(name: string, mark: SaidOfSome['mark']): Promise<Person[]> {
      const whose = relativeOf.exec(name)?.groups?.whose;
      if (whose === undefined || mark === 'absent') return onRoster(name);
      const host = called(whose).length > 0 ? called(whose) : await onRoster(whose);
      return host.length === 1 ? [{ name: listedAs(name, sender) }] : [];
    }

    async function onRoster(name: string): Promise<Person[]> {
      const residents = await roster.find(community.id, { name });
      return residents.map(({ _id, name }) => ({ name, resident: _id }));
    }
  },
};

/**
 * What is going on now; of several, those on whose lists somebody stands who was named: 赵敏没来.
 * @throws Refusal when that is nobody, in words that need not be meant for the bot
 */
async function whereTheyAre(
  { intent, community, message, at }: Request<'activity.attendance'>,
  { activities, signUps }: Pick<Services, 'activities' | 'signUps'>,
): Promise<Activity[]> {
  const around = await aroundNow(
    activities,
    community.id,
    at,
    intent.mark === 'absent' ? 'absent' : 'present',
  );
  const names = new Set([intent, ...(intent.also ?? [])].flatMap(({ people }) => people));
  if (around.length < 2 || names.size === 0) return around;
  const having: Activity[] = [];
  for (const one of around)
    if ((await signUps.all(one._id)).some((signUp) => isExpected(signUp) && names.has(signUp.name)))
      having.push(one);
  if (having.length === 0 && !message.addressed)
    throw new Refusal('activity.unknown-people', { names: [...names].map((name) => plainText(name, 20)) });
  return having.length > 0 ? having : around;
}

/** A guest as lists call them: 王芳的妈妈 is 王芳的妈, 周建国＋1 is 周建国+1. */
function listedAs(name: string, sender: Resident): string {
  return /的/.test(name) ? asListed(name, sender) : name.replace('＋', '+');
}

function isSame(signUp: Pick<SignUp, 'name' | 'resident'>, { name, resident }: Person): boolean {
  return resident === undefined ? signUp.name === name : signUp.resident === resident;
}

/** What is said of each person, as one: 全到, 王芳迟到10分钟 has her there, and late; 除了赵敏 has her away. */
function merged(marked: readonly { person: Person; marking: Marking }[]) {
  const of: { person: Person; marking: Marking }[] = [];
  for (const { person, marking } of marked) {
    const known = of.find((one) => isSame(one.person, person));
    if (!known) of.push({ person, marking });
    else if (marking.present) known.marking = { ...known.marking, ...marking };
    else known.marking = marking;
  }
  return of;
}

function marking({ mark, minutes }: SaidOfSome, activity: Activity): Marking {
  const moment = (from: Date, after: number) => new Date(from.getTime() + after * 60_000);
  switch (mark) {
    case 'absent':
      return { present: false };
    case 'present':
      return { present: true };
    case 'late':
      return { present: true, late: minutes ? moment(activity.startsAt, minutes) : 'as-checked-in' };
    case 'left-early':
      return { present: true, left: minutes ? moment(endOf(activity), -minutes) : 'as-checked-out' };
    case 'minutes':
      return { present: true, minutes: minutes ?? 0 };
  }
}
