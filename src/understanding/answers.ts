import { readActivity } from './activities.ts';
import type { PendingQuestion } from './context.ts';
import type { Reading } from './define.ts';
import { freeWords } from './free-words.ts';
import { type Intent, intentDefinitions, intentSchema } from './intents/index.ts';
import type { Message } from './message.ts';
import { readNumeral } from './reading/numerals.ts';
import { numberList, readNumberList, selectNumbers } from './reading/selections.ts';

const yes =
  /^(?:(?:是|对|嗯|好|行|可以|没错|确认|确定|正确|就是|要|报|ok|okay|yes|y|yep|yeah|correct|confirm|right|sure|👍|👌|\[ok\]|\[强\])(?:的|了|啊|呀|吧|滴|嘞|无误|确认)*[ ,，!。.~]*){1,4}$/u;
const no =
  /^(?:(?:先|那就?|还是|暂时|我)*(?:不是|不对|(?:不|别|甭)(?:先|用|要|报|发布?|修?改|动|取消|办|做|换|送|记|兑换?|登记|停办?|移除?|合并)?|算了|取消|错了|没有|否|no|nope|cancel|never ?mind)(?:的|了|吧|啊|报)*[ ,，!！。.~]*){1,3}$/;
/** Said in passing to somebody else, 好 and 可以 are no yes: in a group it has to be one of these. */
const plainYes = /^(?:是的?|对的?|确认|确定|yes|confirm)[ ,，!！。.~]*$/;

/** Whether words said in a group, not to the bot, answer its question all the same. */
export function isPlainAnswer(text: string): boolean {
  const said = text.trim().toLowerCase();
  return plainYes.test(said) || no.test(said);
}

const wholeNumbers = new RegExp(`^(?:${numberList})$`);
/**
 * What a message says to the question that its sender was asked. Undefined when it is no answer: then it is read
 * like any other message, and the question stays open.
 */
export function readAnswer(pending: PendingQuestion, message: Message): Reading<Intent> | undefined {
  const { text } = message;
  if (no.test(text)) return { intent: { name: 'decline' } as Intent };
  if (pending.missing === 'confirm') return yes.test(text) ? settle(pending.draft) : undefined;
  const own = intentDefinitions.get(pending.intent)?.answer?.(pending, message) as
    | Reading<Intent>
    | undefined;
  if (own) return own;
  const slot = readSlot(pending.missing, message);
  return slot === undefined ? undefined : settle({ ...pending.draft, [pending.missing]: slot });
}

function settle(draft: Record<string, unknown>): Reading<Intent> | undefined {
  const parsed = intentSchema.safeParse(draft);
  return parsed.success ? { intent: parsed.data } : undefined;
}

function readSlot(slot: string, message: Message): unknown {
  const { text } = message;
  switch (slot) {
    case 'numbers':
      return wholeNumbers.test(text) ? readNumberList(text) : undefined;
    case 'selection':
      return wholeNumbers.test(text) ? selectNumbers(readNumberList(text)) : undefined;
    case 'points':
    case 'stars': {
      const value = readNumeral(text.replace(/(?:个|颗)?(?:积?分|星|points?|stars?)$/, '').trim());
      return value !== undefined && Number.isInteger(value) ? value : undefined;
    }
    case 'activity': {
      if (message.asks || text.length > 24) return undefined;
      const { activity, certain } = readActivity(message, text);
      return certain || (message.addressed && activity.title) ? activity : undefined;
    }
    case 'person': {
      const read = message.personAt(0, message.addressed);
      return read && read.end === text.length ? read.person : undefined;
    }
    case 'address':
    case 'residentName': {
      const read = message.personAt(0);
      if (!read || read.end !== text.length) return undefined;
      return slot === 'address' ? read.person.address : read.person.name;
    }
    case 'reason':
    case 'text':
    case 'note':
    case 'title':
      return freeWords(message);
    default:
      return undefined;
  }
}
