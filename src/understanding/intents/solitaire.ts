import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { solitaireRow } from '../solitaire.ts';

/** A #接龙 list: always the whole list, to be compared with the last one of the same header. */
export const solitaire = defineIntent({
  schema: z.object({
    name: z.literal('solitaire'),
    tag: z.string().optional(),
    header: z.string(),
    example: z.string().optional(),
    rows: z.array(solitaireRow),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '接龙报名', examples: ['#接龙'] },
    en: { what: 'join by #接龙', examples: ['#接龙'] },
  },
});
