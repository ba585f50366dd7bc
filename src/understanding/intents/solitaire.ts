import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { parseSolitaire } from '../solitaire.ts';
import { solitaireRow } from '../solitaire-row.ts';

/** A #接龙 list: always the whole list, to be compared with the last one of the same header. */
export const solitaire = defineIntent(
  z.object({
    name: z.literal('solitaire'),
    tag: z.string().optional(),
    header: z.string(),
    example: z.string().optional(),
    rows: z.array(solitaireRow),
  }),
  {
    rules: [
      {
        name: 'list',
        opens: ['*'],
        longest: 20_000,
        read(message) {
          const native = message.context.kind === 'solitaire';
          const { source } = message;
          if (!native && source.charCodeAt(0) !== 35 && !source.includes('\n')) return undefined;
          const parsed = parseSolitaire(source, native);
          return parsed && { intent: { ...parsed } };
        },
      },
    ],
    help: {
      roles: ['resident'],
      zh: { what: '接龙报名', examples: ['#接龙'] },
      en: { what: 'join by #接龙', examples: ['#接龙'] },
    },
  },
);
