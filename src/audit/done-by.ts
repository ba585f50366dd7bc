import type { Resident } from '#src/community/schema.ts';
import type { Request } from '#src/handler.ts';
import type { AuditRecord } from './chain.ts';

/** What the sender of a message did by it: who, when and by which message are the request's own. */
export function doneBy(
  { community, sender, message, at }: Pick<Request, 'community' | 'message' | 'at'> & { sender: Resident },
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
  rulebookVersion?: string,
): AuditRecord {
  return {
    community: community.id,
    by: sender._id,
    byName: sender.name,
    action,
    subject,
    ...(rulebookVersion === undefined ? {} : { rulebookVersion }),
    details,
    messageId: message.id,
    at,
  };
}
