import { readAnswer } from './answers.ts';
import type { PendingQuestion, Understanding, UnderstandingContext } from './context.ts';
import type { Reading, Rule } from './define.ts';
import { type Intent, type IntentName, intentDefinitions } from './intents/index.ts';
import { Message } from './message.ts';
import { soundsLikeCommand } from './typos.ts';

type AnyRule = Rule<Intent>;
interface NamedRule {
  intent: IntentName;
  rule: AnyRule;
}

/** Longer messages are nobody's command; only a #接龙 may be this long. */
const longestMessage = 8000;

const longestAnswer = 600;

const openRules: NamedRule[] = [];
const commands = new Map<string, NamedRule[]>();
for (const [intent, { rules }] of intentDefinitions) {
  for (const rule of rules as AnyRule[]) {
    if (!rule.opens) openRules.push({ intent, rule });
    for (const word of new Set(rule.opens?.map(keyOf) ?? [])) {
      const listed = commands.get(word) ?? [];
      listed.push({ intent, rule });
      commands.set(word, listed);
    }
  }
}

openRules.sort((a, b) => (a.rule.rank ?? 0) - (b.rule.rank ?? 0));
const beforeCommands = openRules.filter(({ rule }) => (rule.rank ?? 0) <= -10);
const anyOpening = commands.get('*') ?? [];

/** What the pre-filter looks at: the first Han character, digit class or sign, or the first Latin word. */
function keyOf(text: string): string {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return '0';
  if (first >= 97 && first <= 122) return /^[a-z]+/.exec(text)?.[0] ?? '';
  return text.charAt(0);
}

/**
 * What somebody wants, from what they wrote. Pure and synchronous; nothing is looked up.
 *
 * A message to the bot is an intent, a question back, or `none`; a message to others is silence unless the whole
 * of it is a command. See docs/understanding.md for the order in which it is read.
 */
export function understand(text: string, context: UnderstandingContext): Understanding {
  if (
    text.length > longestMessage &&
    context.kind !== 'solitaire' &&
    !/^\s{0,9}[#＃]\s?(?:接龙|接龍|group note)/i.test(text)
  ) {
    return context.addressed ? none(text) : silence('too long for a command');
  }
  const message = Message.read(text, context);
  if (message.text === '') return onlyCalled(message);

  const onCard = context.quote?.fromBot && firstReading(beforeCommands, message);
  if (onCard) return onCard;
  const command = readCommand(message);
  if (command) return command;
  if (context.pending && message.text.length <= longestAnswer) {
    const answer = readAnswer(context.pending, message);
    if (answer) return conclude(answer, context.pending.intent, `answer.${context.pending.missing}`, message);
  }
  for (const line of laterLines(message)) {
    const found = readCommand(line);
    if (found && found.kind === 'intent') return found;
  }
  if (message.addressed) {
    // 好的 to a card that waits may be a decision; otherwise it is just kind.
    const kind = pleasantry.test(message.text);
    if (kind && message.card.length === 0) return silence('a pleasantry');
    const found = firstReading(openRules, message);
    if (found) return found;
    if (kind) return silence('a pleasantry');
  }
  const corrected = soundsLikeCommand(message);
  if (corrected) {
    const found =
      readCommand(corrected) ?? (message.addressed ? firstReading(openRules, corrected) : undefined);
    if (found && found.kind !== 'silence') return found;
  }
  const asked = message.addressed ? context.pending : undefined;
  if (asked && asked.missing !== 'confirm' && intentDefinitions.get(asked.intent)?.asksAgain)
    return conclude({ ask: asked.missing, draft: asked.draft }, asked.intent, 'asked-again', message);
  // Called by name in passing (小积，你真行) is not a call for help.
  return context.addressed ? none(text, message) : silence('nothing for the bot');
}

const pleasantry =
  /^(?:(?:谢谢|多谢|感谢|谢了|辛苦|收到|好的?|好嘞|好滴|知道了?|明白了?|了解|嗯+|哦+|哈+|嘿+|ok|okay|okk|行|可以|没事|不客气|真棒|厉害|太好了|赞|晚安|早安?|再见|拜拜|👍|👌|🙏|👏|🌹|\[强\]|\[ok\]|\[握手\]|\[玫瑰\]|\[鼓掌\]|thanks?|thank you|thx|good|great|nice|got it|noted|cool|bye|welcome)(?:你|您|啦|了|大家|小积|的|呢|吧|啊|哈|🏻|🏼|🏽)*[ ,。.!~、]*){1,5}$/u;

function onlyCalled(message: Message): Understanding {
  if (!message.context.addressed) return silence('nothing was said');
  if (message.context.quote) return silence('a quote without words');
  return {
    kind: 'intent',
    intent: { name: 'help' },
    why: { rule: 'help/called', span: [0, 0] },
    language: 'zh',
  };
}

function readCommand(message: Message): Understanding | undefined {
  const listed = commands.get(keyOf(message.text));
  return (listed && firstReading(listed, message)) ?? firstReading(anyOpening, message);
}

function firstReading(rules: readonly NamedRule[], message: Message): Understanding | undefined {
  for (const { intent, rule } of rules) {
    if (message.text.length > (rule.longest ?? 200)) continue;
    if ((rule.rank ?? 0) < 0 && !message.context.quote) continue;
    if (rule.needs && !rule.needs.test(message.text)) continue;
    const reading = rule.read(message);
    if (reading) return conclude(reading, intent, rule.name, message);
  }
  return undefined;
}

function conclude(reading: Reading<Intent>, name: IntentName, rule: string, message: Message): Understanding {
  if ('silent' in reading) return silence(reading.silent);
  const [start, end] = reading.span ?? [0, message.text.length];
  const why = {
    rule: rule.includes('/') ? rule : `${name}/${rule}`,
    span: [message.place(start), message.place(end)] as [number, number],
  };
  if ('intent' in reading)
    return { kind: 'intent', intent: { name, ...reading.intent } as Intent, why, language: message.language };
  const question: PendingQuestion = { intent: name, missing: reading.ask, draft: { ...reading.draft, name } };
  return { kind: 'question', question, why, language: message.language };
}

/** A command may follow some words on lines of their own. */
function* laterLines(message: Message): Generator<Message> {
  let at = message.text.indexOf('\n');
  for (let i = 0; at >= 0 && i < 5; i++) {
    yield message.from(at + 1);
    at = message.text.indexOf('\n', at + 1);
  }
}

function none(text: string, message?: Message): Understanding {
  const why = { rule: 'none', span: [0, text.length] as [number, number] };
  return { kind: 'intent', intent: { name: 'none' }, why, language: message?.language ?? 'zh' };
}

function silence(why: string): Understanding {
  return { kind: 'silence', why };
}
