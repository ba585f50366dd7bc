import { aroundNow } from '#src/activities/around.ts';
import { servedMinutes } from '#src/activities/minutes.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import { dayOf, local } from '#src/calendar.ts';
import type { Answer, MessageHandler, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

const clockTime = (at: Date) => local(at).toFormat('HH:mm');

/** 开始签到 12: the organiser gets the day's code, privately, to be called out on site. 关闭签到 12 voids it. */
export const openCheckIn: MessageHandler<
  'activity.open-check-in',
  'activities' | 'attendance' | 'teams' | 'rooms'
> = {
  intent: 'activity.open-check-in',
  may: { resident: 'own', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle(
    { intent, sender, community, message, language, at },
    { activities, attendance, teams, rooms },
  ) {
    const activity = await managedBy(sender, intent.activity, {
      activities,
      candidates: () => aroundNow(activities, community.id, at, 'code'),
      rooms,
      led: await teams.ledBy(community.id, sender._id),
      now: at,
    });
    const view = activityView(activity);
    if (intent.void)
      return [
        reply((await attendance.voidCode(activity)) ? 'activity.code-void' : 'activity.no-code', {
          activity: view,
        }),
      ];
    if (dayOf(activity.startsAt) > dayOf(at)) throw new Refusal('activity.too-early', { activity: view });
    const opened = await attendance.openCode(activity, at);
    if (!opened || opened.until <= at) throw new Refusal('activity.over', { activity: view });
    const { code, from, until } = opened;
    const privately = {
      account: message.account,
      conversation: { kind: 'direct' as const, id: message.contactId },
      language,
    };
    const told = reply(
      'activity.code',
      { activity: view, code, from: clockTime(from), until: clockTime(until) },
      { to: privately },
    );
    return message.conversation.kind === 'direct' ? [told] : [reply('activity.code-sent', {}), told];
  },
};

/** 签到 482913: whoever is on site tells the bot privately the code that was called out, and is there, once. */
export const checkIn: MessageHandler<'activity.check-in', 'attendance' | 'activities' | 'signUps'> = {
  intent: 'activity.check-in',
  may: { resident: 'own', 'grid-worker': 'own', committee: 'own', admin: 'own' },
  effect: 'records',

  async handle(
    { intent, sender, community, message, language, at },
    { attendance, activities, signUps },
  ): Promise<Answer> {
    const privately = {
      account: message.account,
      conversation: { kind: 'direct' as const, id: message.contactId },
      language,
    };
    if (intent.forgot) return { replies: [reply('activity.forgot-check-in', {})] };
    const open = await attendance.withCode(community.id, at);
    // 我签到了, said to neighbours by somebody who takes part in nothing, is not for the bot.
    if (
      !message.addressed &&
      !intent.code &&
      !(await takesPart(sender._id, community.id, at, { activities, signUps }))
    )
      return { replies: [] };
    // Whoever reads a code in a group need not be there.
    if (message.conversation.kind === 'room' && open.length > 0)
      return { replies: [reply('activity.code-privately', {}, { to: privately })] };
    if (!intent.code) {
      if (open.length === 0) throw new Refusal('activity.no-code-open', {});
      return {
        replies: [reply('activity.needs-code', {})],
        asks: { intent: 'activity.check-in', missing: 'code', draft: { ...intent } },
      };
    }
    const { account, conversation, contactId } = message;
    const person = { name: sender.name, resident: sender._id };
    const said = { account, conversation, contactId, language };
    const where = { said, now: at, day: dayOf(at), number: intent.activity?.number };
    const result = await attendance.checkIn(community.id, person, intent.code, where);
    const name = plainText(sender.name, 20);
    switch (result.kind) {
      case 'none-open':
        throw new Refusal('activity.no-code-open', {});
      case 'wrong':
        // Said, not refused: the try has to count.
        return { replies: [reply('activity.wrong-code', { triesLeft: result.triesLeft })] };
      case 'marked-absent':
        return {
          replies: [reply('activity.marked-absent', { activity: activityView(result.activity), name })],
        };
      case 'elsewhere':
        return {
          replies: [
            reply('activity.checked-in-elsewhere', {
              activity: activityView(result.activity),
              other: activityView(result.other),
            }),
          ],
        };
      case 'already':
        return {
          replies: [reply('activity.already-checked-in', { activity: activityView(result.activity), name })],
        };
      case 'checked-in':
        return {
          replies: [
            reply('activity.checked-in', {
              activity: activityView(result.activity),
              name,
              at: clockTime(at),
              walkIn: result.walkIn,
            }),
            ...(intent.guests ? [reply('activity.guests-by-list', {})] : []),
          ],
        };
    }
  },
};

/** 签退: leaves; the minutes are counted up to now. */
export const checkOut: MessageHandler<'activity.check-out', 'attendance' | 'activities' | 'signUps'> = {
  intent: 'activity.check-out',
  may: { resident: 'own', 'grid-worker': 'own', committee: 'own', admin: 'own' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, { attendance, activities, signUps }) {
    const left = await attendance.checkOut(community.id, sender._id, at, intent.activity?.number);
    if (
      !left &&
      !message.addressed &&
      !(await takesPart(sender._id, community.id, at, { activities, signUps }))
    )
      return [];
    if (!left) throw new Refusal('activity.not-checked-in', {});
    const { activity } = left;
    const view = activityView(activity);
    if (left.kind === 'not-begun')
      return [reply('activity.not-begun', { activity: view, startsAt: clockTime(activity.startsAt) })];
    return [
      reply('activity.checked-out', {
        activity: view,
        name: plainText(sender.name, 20),
        minutes: servedMinutes(left.signUp, activity),
      }),
    ];
  },
};

/** Whether somebody has signed up for, or come to, what is going on now. */
async function takesPart(
  resident: string,
  community: string,
  at: Date,
  { activities, signUps }: Pick<Services, 'activities' | 'signUps'>,
): Promise<boolean> {
  return (await signUps.ofPerson(resident, await activities.around(community, at))).length > 0;
}
