import { z } from 'zod';

/** One row of a #接龙: its number, the words whole, and what they say about who and how many. */
export const solitaireRow = z.object({
  position: z.int().positive(),
  text: z.string(),
  name: z.string().optional(),
  address: z.string().optional(),
  count: z.int().positive().optional(),
  note: z.string().optional(),
});
export type SolitaireRow = z.infer<typeof solitaireRow>;
