import { readActivity } from './activities.ts';
import type { PendingQuestion } from './context.ts';
import type { Reading } from './define.ts';
import { editDraft, isPutAsChange } from './draft-edits.ts';
import { freeWords } from './free-words.ts';
import {
  type Intent,
  type IntentName,
  type IntentOf,
  intentDefinitions,
  intentSchema,
} from './intents/index.ts';
import type { Message } from './message.ts';
import { fold } from './reading/fold.ts';
import { readNumeral } from './reading/numerals.ts';
import { numberList, readNumberList, selectNumbers } from './reading/selections.ts';

const yes =
  /^(?:(?:是|对|嗯|好|行|可以|没错|确认|确定|正确|就是|要|报|ok|okay|yes|y|yep|yeah|correct|confirm|right|sure|👍|👌|\[ok\]|\[强\])(?:的|了|啊|呀|吧|滴|嘞|无误|确认)*[ ,，!。.~]*){1,4}$/u;
const no =
  /^(?:(?:先|那就?|还是|暂时|我)*(?:不是|不对|(?:不|别|甭)(?:先|用|要|报|发布?|修?改|动|取消|办|做|换|送|记|兑换?|登记|停办?|移除?|合并)?|算了|取消|错了|没有|否|no|nope|cancel|never ?mind)(?:的|了|吧|啊|报)*[ ,，!！。.~]*){1,3}$/;
/** Said in passing to somebody else, 好 and 可以 are no yes: in a group it has to be one of these. */
const plainYes =
  /^(?:(?:是的?|对的?|确认|确定)(?:[ ,]*(?:就(?:这样|这么(?:办|定)?)|没问题|可以))?吧?|yes|confirm)[ ,!。.~]*$/;
const kindly = '(?:(?:是的?|对的?|好的?|行|可以|嗯|没问题|确认|确定|那)[ ,]*)*';
/** A yes that says what is to be done; it is one to that question only. */
const doIt: Partial<Record<IntentName, RegExp>> = {
  'activity.create': new RegExp(
    `^${kindly}就?(?:这样|这么|直接|马上|现在)?(?:发布?(?:出去)?|发出)吧?[ ,!。.~]*$|^(?:publish|post|send) it[.! ]*$`,
  ),
  'activity.edit': new RegExp(
    `^${kindly}(?:就?(?:这样|这么)改|(?:确认|确定|可以)(?:修改|改)|改吧)吧?[ ,!。.~]*$`,
  ),
  'activity.call-off': /^(?:确认|确定|可以)(?:取消|停办|撤回)吧?[ ,!。.~]*$/,
};

/** Whether words said in a group, not to the bot, may answer a question of it that waits for a yes. */
export function isPlainAnswer(text: string): boolean {
  const said = fold(text).text.trim();
  return (
    plainYes.test(said) ||
    no.test(said) ||
    Object.values(doIt).some((yes) => yes.test(said)) ||
    isPutAsChange(said)
  );
}

const wholeNumbers = new RegExp(`^(?:${numberList})$`);
/**
 * What a message says to the question that its sender was asked. Undefined when it is no answer: then it is read
 * like any other message, and the question stays open.
 */
export function readAnswer(pending: PendingQuestion, message: Message): Reading<Intent> | undefined {
  const { text } = message;
  if (no.test(text)) return { intent: { name: 'decline' } as Intent };
  if (pending.missing === 'confirm') {
    const isYes = yes.test(text) || plainYes.test(text) || doIt[pending.intent]?.test(text);
    if (isYes) return settle(pending.draft);
    if (pending.intent !== 'activity.create') return undefined;
    const edited = editDraft(pending.draft as IntentOf<'activity.create'>, message);
    return edited && settle(edited);
  }
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
