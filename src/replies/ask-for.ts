import { type Community, itemOf, rulebookNow } from '#src/community/community.ts';
import type { Item } from '#src/rulebook/schema.ts';
import type { Language, PendingQuestion } from '#src/understanding/context.ts';
import type { Deed, ListPart, Selection } from '#src/understanding/intent.ts';
import { type IntentName, intentDefinitions } from '#src/understanding/intents/index.ts';
import type { SeveralVerdict } from '#src/understanding/intents/review-several.ts';
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
  if (intent === 'activity.create') {
    const title = plainText(String(draft.title ?? ''), 40);
    if (missing === 'minutes') return reply('activity.ask-minutes', { title });
    if (missing === 'place') return reply('activity.ask-place', { title });
    if (missing === 'capacity') return reply('activity.ask-capacity', { title });
    if (missing === 'rooms') return reply('activity.ask-rooms', {});
    if (missing === 'publishAt') return reply('activity.ask-publish-at', {});
  }
  switch (missing) {
    case 'minutes':
    case 'duration': {
      const { item, deed } = openDeed(community, deeds, 'hour', 'minutes');
      return reply('ask.hours', { item: item ? item.name[language] : plainText(deed?.itemText ?? '', 20) });
    }
    case 'quantity': {
      const { item } = openDeed(community, deeds, 'unit', 'quantity');
      if (item?.pays.per !== 'unit') return other(intent, language);
      return reply('ask.quantity', { item: item.name[language], unit: item.pays.unit[language] });
    }
    case 'choice': {
      const { item } = openDeed(community, deeds, 'choice', 'choice');
      if (item?.pays.per !== 'choice') return other(intent, language);
      const levels = item.pays.choices.map(({ name, points }) => ({ name: name[language], points }));
      return reply('ask.level', { item: item.name[language], levels });
    }
    case 'item':
    case 'deeds':
      return reply('ask.item', { items: namesOf(community, now, language) });
    case 'reason':
      if (draft.parts) return reply('ask.reason-for-lines', { lines: unexplainedLines(draft.parts) });
      if (draft.verdicts) return reply('ask.reason', { numbers: unexplainedCards(draft.verdicts) });
      return reply('ask.reason', {
        numbers: selection?.kind === 'numbers' ? selection.numbers : ((draft.numbers as number[]) ?? []),
      });
    case 'parts':
      return reply('ask.lines', {});
    case 'text':
      return intent === 'claim.objection'
        ? reply('ask.objection', { numbers: (draft.numbers as number[]) ?? [] })
        : other(intent, language);
    case 'amount':
      return reply('ask.amount', {
        product: plainText(
          (draft.lines as { productText: string }[] | undefined)?.[0]?.productText ?? '',
          20,
        ),
        example: intentDefinitions.get(intent)?.help[language].examples[0] ?? '',
      });
    case 'price':
      return reply('ask.price', { product: plainText(String(draft.productText ?? ''), 20) });
    case 'figure':
      return reply('ask.figure', { words: plainText(String(draft.note ?? ''), 40) });
    case 'points':
      return reply('ask.points', {});
    case 'households':
      return reply('ask.households', { item: plainText(String(draft.itemText ?? ''), 20) });
    case 'standIn':
      return reply('ask.stand-in', {});
    case 'until':
      return reply('ask.until', {});
    case 'purpose':
      return reply('ask.purpose', {});
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
    default:
      return other(intent, language);
  }
}

function other(intent: IntentName, language: Language): Reply {
  const help = intentDefinitions.get(intent)?.help[language];
  return reply('ask.other', { what: help?.what ?? '', example: help?.examples[0] ?? '' });
}

/** The deed that is asked about: the first whose item pays this way and lacks this slot. */
function openDeed(
  community: Community,
  deeds: Partial<Deed>[],
  per: Item['pays']['per'],
  slot: 'minutes' | 'quantity' | 'choice',
): { deed: Partial<Deed> | undefined; item: Item | undefined } {
  const open = deeds.filter((deed) => deed[slot] === undefined);
  const deed =
    open.find(({ item }) => itemOf(community, item ?? '')?.pays.per === per) ?? open[0] ?? deeds[0];
  return { deed, item: itemOf(community, deed?.item ?? '') };
}

/** Lines that are rejected and nobody has said why. Empty when it is all of them. */
function unexplainedLines(parts: unknown): number[] {
  return (parts as ListPart[]).flatMap(({ verdict, reason, lines }) =>
    verdict === 'reject' && !reason && lines.kind === 'lines' ? lines.lines : [],
  );
}

function unexplainedCards(verdicts: unknown): number[] {
  return (verdicts as SeveralVerdict[]).flatMap(({ verdict, reason, numbers }) =>
    verdict === 'reject' && !reason ? numbers : [],
  );
}

/** What can be reported now, as people call it. */
function namesOf(community: Community, now: Date, language: Language): string[] {
  return rulebookNow(community, now)
    .items.filter(({ kind, pays }) => kind === 'credit' && pays.per !== 'state')
    .map(({ name }) => name[language]);
}
