import type { Clock } from '#src/clock.ts';
import { type Community, itemOf } from '#src/community/community.ts';
import type { Roster } from '#src/community/roster.ts';
import type { Config } from '#src/config.ts';
import type { Log } from '#src/log.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ProposalView } from '#src/replies/views.ts';
import { vocabularyOf } from '#src/understand-message.ts';
import type { Intent } from '#src/understanding/intents/index.ts';
import { createModelEar } from '#src/understanding/model.ts';

/** What a second listener makes of a message that the rules did not understand. */
export type Heard =
  /** A guess, and what the sentence shows that asks the person whether it is right. */
  | { kind: 'proposal'; intent: Intent; proposal: ProposalView }
  /** It listened and has no idea. */
  | { kind: 'nothing' }
  /** It could not be asked just now. */
  | { kind: 'unavailable' };

/** Asked only when the bot was spoken to and the rules do not know. It proposes; people confirm. */
export interface SecondEar {
  hear(text: string, community: Community, now: Date): Promise<Heard>;
}

/** Longest that somebody waits for a guess, in milliseconds. */
const TIMEOUT_MS = 8000;

/** The ear that the environment asks for. Without a language model everything else works the same. */
export function secondEarFrom(
  model: Config['model'],
  { roster, clock, log }: { roster: Roster; clock: Clock; log: Log },
): SecondEar {
  if (!model) return { hear: async () => ({ kind: 'nothing' }) };
  const { apiKey, baseUrl, name, dailyBudget } = model;
  const ear = createModelEar({
    ...(apiKey ? { apiKey } : {}),
    ...(baseUrl ? { baseUrl } : {}),
    model: name,
    dailyBudget,
    timeoutMs: TIMEOUT_MS,
    clock,
    log,
  });
  return {
    async hear(text, community, now) {
      const people = await roster.namesIn(community.id);
      const heard = await ear.propose(text, { now, vocabulary: vocabularyOf(community, now), people });
      if (heard.kind !== 'proposal')
        return heard.kind === 'nothing' ? { kind: 'nothing' } : { kind: 'unavailable' };
      return { kind: 'proposal', intent: heard.intent, proposal: viewOf(heard.intent, community) };
    },
  };
}

function viewOf(intent: Intent, community: Community): ProposalView {
  switch (intent.name) {
    case 'claim.report': {
      const [deed] = intent.deeds;
      const person = intent.onBehalfOf?.name;
      return {
        intent: intent.name,
        item: itemOf(community, deed?.item ?? '')?.name,
        minutes: deed?.minutes,
        quantity: deed?.quantity,
        day: deed?.date,
        ...(person ? { person: plainText(person, 20) } : {}),
      };
    }
    case 'claim.status':
      return { intent: intent.name, about: intent.numbers[0]?.toString() };
    case 'rules.show':
      return { intent: intent.name, ...(intent.query ? { about: plainText(intent.query, 20) } : {}) };
    case 'activity.sign-up':
    case 'activity.cancel-sign-up':
      return { intent: intent.name, about: plainText(intent.activity.title ?? '', 40) };
    case 'request.open':
      return { intent: intent.name, about: plainText(intent.text, 80) };
    default:
      return { intent: intent.name };
  }
}
