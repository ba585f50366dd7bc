import { doneBy } from '#src/audit/done-by.ts';
import type { Verdict } from '#src/claims/decide.ts';
import type { Registration, Resident } from '#src/community/schema.ts';
import type { Request, Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';

/** A grid worker says yes or no to somebody who wants to join; the person is told where they asked. */
export async function settleRegistration(
  registration: Registration,
  verdict: Extract<Verdict, { kind: 'approve' } | { kind: 'reject' }>,
  { community, sender, message, at }: Pick<Request, 'community' | 'message' | 'at'> & { sender: Resident },
  { roster, audit }: Pick<Services, 'roster' | 'audit'>,
): Promise<Reply[]> {
  const approved = verdict.kind === 'approve';
  if (!(await roster.settleRegistration(registration, approved ? 'approved' : 'rejected'))) {
    throw new Error(`registration ${registration._id} was settled underneath a transaction`);
  }
  const { number, name, address, grid, contactId } = registration;
  if (approved) await roster.join(community, { name, address, contactId, at });
  const subject = `#${number}`;
  const reason = verdict.kind === 'reject' ? verdict.reason : '';
  const details = { name, address, ...(reason ? { reason } : {}) };
  const action = approved ? 'registration.approve' : 'registration.reject';
  await audit.record([doneBy({ community, sender, message, at }, action, subject, details)]);

  const conversation = registration.room
    ? { kind: 'room' as const, id: registration.room }
    : { kind: 'direct' as const, id: contactId };
  const to = { account: registration.account, conversation, language: registration.language };
  const mentions = registration.room ? [contactId] : [];
  return [
    reply('registration.settled', { number, address, name, approved, by: plainText(sender.name, 20) }),
    verdict.kind === 'approve'
      ? reply('registration.approved', { address, name, grid }, { to, mentions })
      : reply('registration.rejected', { address, name, reason }, { to, mentions }),
  ];
}
