import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { type VoteNeeds, voteOnObjection } from './vote-on-objection.ts';

/**
 * 异议成立 1031, 异议不成立 1031 有签到记录: the body's members say whether an objection stands. Upheld, the claim is
 * reversed; dismissed, with a reason, its points are free again.
 */
export const settleObjection: MessageHandler<'objection.resolve', VoteNeeds> = {
  intent: 'objection.resolve',
  discreet: 'outside-offices',
  forStandIns: true,
  may: { committee: 'others', 'grid-worker': 'others', storekeeper: 'others', admin: 'others' },
  effect: 'records',

  async handle(request, services) {
    const { intent, community } = request;
    const { numbers, outcome, reason } = intent;
    if (outcome === 'dismissed' && !reason)
      return {
        replies: [reply('objection.reason', { numbers })],
        asks: { intent: 'objection.resolve', missing: 'reason', draft: { ...intent } },
      };
    const found = await services.objections.byNumbers(community.id, numbers);
    if (found.length === 0) throw new Refusal('objection.unknown', { numbers });
    const word = { verdict: outcome === 'upheld' ? ('approve' as const) : ('reject' as const), reason };
    const replies: Reply[] = [];
    for (const objection of found)
      replies.push(...(await voteOnObjection(objection, word, request, services)));
    return { replies };
  },
};
