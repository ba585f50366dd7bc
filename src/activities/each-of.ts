import { Refusal } from '#src/refusal.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { ActivityRef } from '#src/understanding/intent.ts';

/** Most activities that one message speaks of. */
const MOST_AT_ONCE = 5;

/**
 * Does the same for several activities, 报名 1、2: what can't be done for one is told, and keeps nobody from the others.
 * @throws Refusal when nothing could be done.
 */
export async function eachOf(
  refs: readonly ActivityRef[],
  act: (ref: ActivityRef) => Promise<Reply[]>,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  const refused: Refusal[] = [];
  for (const ref of refs.slice(0, MOST_AT_ONCE))
    try {
      replies.push(...(await act(ref)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(error);
    }
  if (replies.length === 0 && refused[0]) throw refused[0];
  return [...replies, ...refused.map(({ key, params }) => reply(key, params))];
}
