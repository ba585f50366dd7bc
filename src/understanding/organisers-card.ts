import { quotedRef } from './activities.ts';
import type { Message } from './message.ts';
import { dayOf, findDays } from './reading/days.ts';
import { fold } from './reading/fold.ts';

const preview = /^\s*(?:【招募预览|\[preview)/i;
const posted = /”(?:已|将于[^\n]{0,20})发到：|" (?:was|will be) posted [^\n]{0,24}to: /;

/**
 * The published activity of a quoted card that only organisers are shown: the preview of its notice, or where it was
 * posted. What is said to such a card is said by who sees to the activity, and no sign-up.
 */
export function organisersCard(message: Message): { number: number } | undefined {
  const { quote } = message.context;
  if (quote?.fromBot !== true) return undefined;
  if (posted.test(quote.text)) return quotedRef(message);
  return preview.test(quote.text) ? ofPreview(quote.text, message) : undefined;
}

/** A preview has no number yet: its title and day say which it became; of several nobody knows. */
function ofPreview(card: string, { context }: Message): { number: number } | undefined {
  const text = fold(card).text;
  const titled = (context.vocabulary.activities ?? []).filter(({ title }) =>
    text.split('\n')[0]?.endsWith(fold(title).text),
  );
  const days = findDays(text, context.now, 'future').map(({ value }) => value);
  const onDay = titled.filter(({ startsAt }) => days.includes(dayOf(startsAt)));
  const [one, ...others] = onDay.length > 0 ? onDay : titled;
  return one && others.length === 0 ? { number: one.number } : undefined;
}
