import { z } from 'zod';
import { namedBody } from '../bodies.ts';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { gridName } from '../lexicon.ts';
import { compact } from '../rules.ts';

type Bind = {
  purpose: 'residents' | 'committee' | 'grid-workers';
  grid?: string;
  community?: string;
  body?: string;
};

const verb =
  /^(?:(?:请)?(?:绑定|設置|设置|登记|bind)(?:本群|这个群|此群|该群|本微信群|群| this (?:room|group)| the room| room)?(?:为|成|到|作为| to| as)?|(?:把|将)?(?:本群|这个群|此群|这群)(?:绑定|设置|设|登记|作为|当作|定|是)(?:为|成|到)?|(?:this (?:room|group) is|set this (?:room|group) (?:as|to)))[ :]*/;
const purposes: [RegExp, Bind['purpose']][] = [
  [/评审|评议|委员会|委员|两委|审核群|评分组|committee|review/, 'committee'],
  [/网格员|网格群|网格工作|工作群|网格长|志愿者管理|grid[ -]?workers?|staff/, 'grid-workers'],
  [/居民|业主|住户|邻里|大群|小区群|residents?|neighbou?rs?/, 'residents'],
];

/** This group serves the residents, a body, or the grid workers. */
export const roomBind = defineIntent(
  z.object({
    name: z.literal('room.bind'),
    purpose: z.enum(['residents', 'committee', 'grid-workers']),
    grid: z.string().optional(),
    community: z.string().optional(),
    /** Id of the body that meets here. */
    body: z.string().optional(),
  }),
  {
    rules: [
      {
        name: 'bind',
        opens: ['绑', '设', '登', '把', '将', '本', '这', '此', 'bind', 'this', 'set'],
        read(message): Reading<Bind> | undefined {
          const match = verb.exec(message.text);
          if (!match || message.asks) return undefined;
          const rest = message.text.slice(match[0].length);
          const about = /群|room|group/.test(message.text);
          const named = namedBody(message);
          const body = named?.body.id;
          // A body meets in a committee's room, whatever its members are called.
          const purpose = body ? 'committee' : purposes.find(([expression]) => expression.test(rest))?.[1];
          const grid = new RegExp(gridName).exec(rest)?.[0];
          const community = /([\u4e00-\u9fff]{2,12}?(?:社区|小区|村))(?!群)/.exec(
            rest
              .replace(named ? message.text.slice(named.start, named.end) : '', ' ')
              .replace(grid ?? '', ' '),
          )?.[1];
          if (!purpose) {
            if (!about || (rest.trim() !== '' && !grid) || !/绑定|bind/.test(match[0])) return undefined;
            return { ask: 'purpose', draft: compact({ grid, community }) };
          }
          if (!about || rest.length > 40) return undefined;
          if (!message.addressed && /是$/.test(match[0].trim()) && rest.length > 10) return undefined;
          return { intent: compact({ purpose, grid, community, body }) };
        },
      },
    ],
    answer(pending, message) {
      const body = namedBody(message)?.body.id;
      const purpose = body
        ? 'committee'
        : purposes.find(([expression]) => expression.test(message.text))?.[1];
      if (pending.missing !== 'purpose' || !purpose || message.text.length > 12) return undefined;
      const { grid, community } = pending.draft as { grid?: string; community?: string };
      return { intent: compact({ purpose, grid, community, body }) };
    },

    help: {
      roles: ['admin'],
      zh: { what: '绑定本群', examples: ['绑定本群 居民群 一网格', '绑定本群 评审群'] },
      en: { what: 'bind this room', examples: ['bind this room committee'] },
    },
  },
);
