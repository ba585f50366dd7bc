import { gridsOf } from '#src/community/roster.ts';
import type { Resident, Room } from '#src/community/schema.ts';
import { Refusal } from '#src/refusal.ts';
import type { ActivityRef } from '#src/understanding/intent.ts';
import { type Activities, isAnnounced } from './activities.ts';
import type { Activity, SignUp } from './schema.ts';
import { activityView } from './view.ts';

/** The one activity of several. @throws Refusal when there is none, or when somebody has to say which. */
export function onlyOne(candidates: readonly Activity[]): Activity {
  const [only, ...others] = candidates;
  if (!only) throw new Refusal('activity.not-found', {});
  if (others.length > 0)
    throw new Refusal('activity.which', { activities: candidates.slice(0, 8).map(activityView) });
  return only;
}

/**
 * Those of some activities that somebody knows of: before the first notice, only who sees to them does, and who is on
 * the list (`listed`: rows of theirs) of one.
 */
export function knownTo(
  sender: Resident,
  activities: readonly Activity[],
  rooms: Managing['rooms'],
  listed: readonly Pick<SignUp, 'activity'>[] = [],
): Activity[] {
  return activities.filter(
    (one) =>
      isAnnounced(one) ||
      mayManage(sender, one, rooms) ||
      listed.some(({ activity }) => activity === one._id),
  );
}

/**
 * The activity that an organiser speaks of: the one they name, or the only one of theirs among `candidates`.
 * @throws Refusal when it is somebody else's; before its first notice, as if there were none.
 */
export async function managedBy(
  sender: Resident,
  ref: ActivityRef | undefined,
  { activities, candidates, rooms, led = [], now }: Managing,
): Promise<Activity> {
  const isNamed = ref !== undefined && Object.keys(ref).length > 0;
  const found = isNamed ? await activities.find(sender.community, ref, now) : await candidates();
  const own = found.filter((activity) => mayManage(sender, activity, rooms, led));
  if (own.length === 0 && knownTo(sender, found, rooms).length > 0)
    throw new Refusal('activity.not-yours', {});
  return onlyOne(own);
}

interface Managing {
  activities: Activities;
  /** What is meant when nothing is named. */
  candidates: () => Promise<Activity[]>;
  rooms: { byId(id: string): Room | undefined };
  /** Names of the teams that the sender is captain of. */
  led?: readonly string[];
  now: Date;
}

/**
 * Organisers see to their own activities, captains to those of their team, grid workers and admins to those that are
 * held in their grids only: for one that reaches further, somebody of every grid, or of the whole community.
 */
export function mayManage(
  sender: Resident,
  activity: Activity,
  rooms: Managing['rooms'],
  led: readonly string[] = [],
): boolean {
  if (activity.organiser === sender._id) return true;
  if (activity.needs?.team !== undefined && led.includes(activity.needs.team)) return true;
  const grids = activity.rooms.map((id) => rooms.byId(id)?.grid);
  return grids.length > 0 && grids.every((grid) => seesTo(sender, grid));
}

/** Whether somebody is grid worker or admin of a grid; of the whole community where there is no grid. */
export function seesTo(sender: Resident, grid: string | undefined): boolean {
  return (['grid-worker', 'admin'] as const).some((role) => {
    const grids = gridsOf(sender, role);
    return grids === 'all' || (grid !== undefined && grids.includes(grid));
  });
}
