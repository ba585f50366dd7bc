import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { PersonRef } from '../intent.ts';
import { localDate, personRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { dayOf, findDays, isoDay } from '../reading/days.ts';
import { findDurations } from '../reading/durations.ts';

type Visit = { person: PersonRef; note: string; date?: string; minutes?: number };

const verb =
  /^(?<before>.{0,14}?)(?:走访记录|走访|入户走访|入户|探访|探望|看望|慰问|上门看望|上门走访|家访|巡访|visited|visit(?:ed)?(?: log)?|called on)(?:了|过)?(?<gap>[ :,]*)/;

function log(message: Message, strict: boolean): Reading<Visit> | undefined {
  const match = verb.exec(message.text);
  if (
    !match ||
    message.asks ||
    /计划|安排|名单|谁|plan|schedule|list/.test(message.text.slice(0, match[0].length + 4))
  )
    return undefined;
  const before = match.groups?.before ?? '';
  const from = match[0].length;
  if (strict && (before !== '' || match.groups?.gap === '')) {
    // 走访李奶奶 without a gap counts where grid workers talk.
    if (before !== '' || message.context.roomPurpose !== 'grid-workers') return undefined;
  }
  const lead =
    /^(?:独居老人|孤寡老人|老人|残疾人|困难户|低保户|住户)?/.exec(message.text.slice(from))?.[0].length ?? 0;
  const read = message.personAt(from + lead) ?? message.personAt(from);
  if (!read) return strict ? undefined : { ask: 'person', draft: { note: message.rest(from) } };
  if (
    strict &&
    !read.person.address &&
    !read.person.contactId &&
    !/^[ ,:，。]|^$/.test(message.text.slice(read.end))
  )
    return undefined;
  const note = message.rest(read.end);
  const today = dayOf(message.context.now);
  const [day] = findDays(before + note, message.context.now, 'past');
  if (day && day.value > today) return undefined;
  const [duration] = findDurations(note);
  return {
    intent: {
      person: read.person,
      note,
      ...(day && day.value !== today ? { date: isoDay(day.value) } : {}),
      ...(duration && !duration.value.vague ? { minutes: duration.value.minutes } : {}),
    },
  };
}

/** A grid worker has visited somebody. */
export const visitLog = defineIntent(
  z.object({
    name: z.literal('visit.log'),
    person: personRef,
    note: z.string(),
    date: localDate.optional(),
    minutes: z.int().positive().optional(),
  }),
  {
    rules: [
      {
        name: 'visit',
        opens: ['走', '入', '探', '看', '慰', '上', '家', '巡', 'visited', 'visit'],
        longest: 1500,
        read: (message) => log(message, !message.addressed),
      },
      { name: 'told', rank: 2, longest: 1500, read: (message) => log(message, false) },
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '记录走访', examples: ['走访 3-1-101 李奶奶 血压正常'] },
      en: { what: 'log a visit', examples: ['visited 3-1-101 Granny Li, all well'] },
    },
  },
);
