import type { VocabularyBody } from './context.ts';
import { readRole } from './lexicon.ts';
import type { Message } from './message.ts';
import { findExact, indexesOf } from './vocabulary.ts';

export interface NamedBody {
  body: VocabularyBody;
  /** Where its name stands in the message, 的 and 成员 after it included. */
  start: number;
  end: number;
}

const member = /^(?:的)?(?:成员|组员|小组成员|评分员|评议员|评审员|评委|members?)?/;

/**
 * The body of the regulation that a message names. A name that is a role's, too (评审委员), means the role, unless
 * people have to be appointed to the body.
 */
export function namedBody(message: Message): NamedBody | undefined {
  const { bodies = [] } = message.context.vocabulary;
  if (bodies.length === 0) return undefined;
  for (const { value, start, end } of findExact(message.text, indexesOf(message.context.vocabulary).bodies)) {
    const body = bodies.find(({ id }) => id === value);
    if (!body || (!body.appointed && readRole(message.text.slice(start, end)) === body.role)) continue;
    return { body, start, end: end + (member.exec(message.text.slice(end))?.[0].length ?? 0) };
  }
  return undefined;
}
