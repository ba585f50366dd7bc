import { z } from 'zod';

/** The bodies that the practice page sends; the types in api.ts are their contract. */
export const newMessageBody = z.strictObject({
  as: z.string(),
  conversation: z.string(),
  kind: z.enum(['text', 'picture', 'solitaire']),
  text: z.string().optional(),
  quoteId: z.string().optional(),
  mentionIds: z.array(z.string()).max(100).optional(),
  picture: z.strictObject({ name: z.string().max(200), base64: z.base64() }).optional(),
});

export const clockJumpBody = z.union([
  z.strictObject({ to: z.string() }),
  z.strictObject({ step: z.enum(['hour', 'day', 'monday-09:00']) }),
]);

export const aliasBody = z.strictObject({ alias: z.string() });
