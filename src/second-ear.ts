import type { Clock } from '#src/clock.ts';
import type { Community } from '#src/community/community.ts';
import type { Config } from '#src/config.ts';
import type { Log } from '#src/log.ts';
import type { Language } from '#src/understanding/context.ts';
import type { Intent } from '#src/understanding/intents/index.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';

/** What a second listener makes of a message that the rules did not understand. */
export type Heard =
  /** A guess, with the sentence that asks the person whether it is right. */
  | { kind: 'proposal'; intent: Intent; sentence: string }
  /** It listened and has no idea. */
  | { kind: 'nothing' }
  /** It could not be asked just now. */
  | { kind: 'unavailable' };

/** Asked only when the bot was spoken to and the rules do not know. It proposes; people confirm. */
export interface SecondEar {
  hear(message: IncomingMessage, language: Language, community: Community, now: Date): Promise<Heard>;
}

/** The ear that the environment asks for; none without a key or address of a language model. */
export function secondEarFrom(_model: Config['model'], _parts: { clock: Clock; log: Log }): SecondEar {
  return noSecondEar;
}

/** Without a language model everything else works the same. */
export const noSecondEar: SecondEar = { hear: async () => ({ kind: 'nothing' }) };
