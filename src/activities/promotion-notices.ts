import { local } from '#src/calendar.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { Party } from './places.ts';
import type { Activity } from './schema.ts';
import { namesOf, tell } from './telling.ts';
import { activityView } from './view.ts';

/** Tells those who moved up from the waitlist, where they signed up, and until when they may say no. */
export function promotionNotices(activity: Activity, promoted: readonly Party[]): Reply[] {
  return promoted.map(({ people }) => {
    const [first] = people;
    if (!first) throw new Error('a party of nobody moved up');
    return tell(first, (to) =>
      reply(
        'activity.promoted',
        {
          activity: activityView(activity),
          names: namesOf(people),
          until: local(first.declineBy ?? activity.startsAt).toFormat('yyyy-MM-dd HH:mm'),
        },
        to,
      ),
    );
  });
}
