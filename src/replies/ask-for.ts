import { type Community, itemOf, rulebookNow } from '#src/community/community.ts';
import type { Language, PendingQuestion } from '#src/understanding/context.ts';
import type { Deed, Selection } from '#src/understanding/intent.ts';
import { intentDefinitions } from '#src/understanding/intents/index.ts';
import { plainText } from './plain-text.ts';
import { type Reply, reply } from './reply.ts';

/** The sentence that asks for just what is missing. */
export function askFor(
  { intent, missing, draft }: PendingQuestion,
  language: Language,
  community: Community,
  now: Date,
): Reply {
  const deeds = (draft.deeds ?? []) as Partial<Deed>[];
  const selection = draft.selection as Selection | undefined;
  switch (missing) {
    case 'minutes':
    case 'duration': {
      const open = deeds.find(({ minutes }) => minutes === undefined) ?? deeds[0];
      const item = itemOf(community, open?.item ?? '');
      return reply('ask.hours', { item: item ? item.name[language] : plainText(open?.itemText ?? '', 20) });
    }
    case 'item':
    case 'deeds':
      return reply('ask.item', { items: namesOf(community, now, language) });
    case 'reason':
      return reply('ask.reason', {
        numbers: selection?.kind === 'numbers' ? selection.numbers : ((draft.numbers as number[]) ?? []),
      });
    case 'numbers':
    case 'selection':
      return reply('ask.numbers', {});
    case 'address':
    case 'residentName':
      return reply('ask.address', {});
    case 'activity':
      return reply('ask.activity', {});
    case 'startsAt':
      return reply('ask.start', {});
    default: {
      const help = intentDefinitions.get(intent)?.help[language];
      return reply('ask.other', { what: help?.what ?? '', example: help?.examples[0] ?? '' });
    }
  }
}

/** What can be reported now, as people call it. */
function namesOf(community: Community, now: Date, language: Language): string[] {
  return rulebookNow(community, now)
    .items.filter(({ kind, pays }) => kind === 'credit' && pays.per !== 'state')
    .map(({ name }) => name[language]);
}
