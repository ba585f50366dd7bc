import { createApp } from '#src/app.ts';
import { trailReplies } from '#src/audit/trail-replies.ts';
import { BadInput } from '#src/bad-input.ts';
import { systemClock } from '#src/clock.ts';
import type { Community } from '#src/community/community.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { render } from '#src/replies/render.ts';
import type { Store } from '#src/store/store.ts';

/** What 查证 shows of some cards of a community, in Chinese and English. @throws BadInput when a card is not there. */
export async function showTrails(
  store: Store,
  communities: ReadonlyMap<string, Community>,
  id: string,
  numbers: number[],
): Promise<string[]> {
  const community = communities.get(id);
  if (!community) throw new BadInput(`没有社区 ${id} (there is no such community)`);
  // The app is never started: its services are asked, nothing is sent.
  const { services } = createApp({
    store,
    communities,
    evidenceFolder: '',
    contacts: { members: async () => [], roomTopic: async () => '' },
    model: undefined,
    pace: NO_PACE,
    clock: systemClock,
    log: createLog('silent'),
  });
  const found = await services.claims.byNumbers(id, numbers);
  const missing = numbers.filter((number) => !found.some((claim) => claim.number === number));
  if (missing.length > 0) throw new BadInput(`${community.name}没有编号 (has no card) ${missing.join('、')}`);
  const lines: string[] = [];
  for (const claim of found) {
    const options = { community, at: systemClock.now(), namesObjectors: true };
    const replies = await trailReplies(claim, options, services);
    for (const language of ['zh', 'en'] as const)
      lines.push(...replies.map(({ key, params }) => render(language, key, { ...params })), '');
  }
  return lines;
}
