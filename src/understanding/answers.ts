import { readActivity } from './activities.ts';
import type { PendingQuestion } from './context.ts';
import type { Reading } from './define.ts';
import { type Intent, intentDefinitions, intentSchema } from './intents/index.ts';
import { holdsBack } from './lexicon.ts';
import type { Message } from './message.ts';
import { readNumeral } from './reading/numerals.ts';
import { numberList, readNumberList, selectNumbers } from './reading/selections.ts';

const yes =
  /^(?:(?:是|对|嗯|好|行|可以|没错|确认|确定|正确|就是|要|报|ok|okay|yes|y|yep|yeah|correct|confirm|right|sure|👍|👌|\[ok\]|\[强\])(?:的|了|啊|呀|吧|滴|嘞|无误|确认)*[ ,，!。.~]*){1,4}$/u;
const no =
  /^(?:(?:不是|不对|不用|不要|不报|算了|取消|不了|错了|没有|否|别|不|no|nope|cancel|never ?mind|wrong)(?:的|了|吧|啊|报)*[ ,，!。.~]*){1,3}$/;
const wholeNumbers = new RegExp(`^(?:${numberList})$`);
const phrase = /^.{2,120}$/s;
const chatter =
  /^(?:好|收到|谢谢|辛苦|哈|嗯|哦|在吗|你好|大家|早|晚安|明天|今天|吃|走|来|我先|我去|稍等|知道|明白|ok|thanks|hello|hi)|[?？]|吗$|呢$/;
/** What reasons for a decision speak about. Without being addressed, other words are somebody's conversation. */
const reasonWords =
  /照片|时间|时长|重复|清楚|不清|没有|没|缺|不符|不对|不实|不属|模糊|证明|签到|签字|超|多报|少|错|假|虚|未|无法|无|不够|不足|不在|记录|材料|范围|本人|photo|time|twice|duplicate|missing|wrong|not|no |unclear|evidence/;

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

/** Free words are an answer when said to the bot; otherwise only when they begin like one or speak of reasons. */
function freeWords(message: Message): string | undefined {
  const { text } = message;
  if (!phrase.test(text)) return undefined;
  const given = /^(?:原因|理由|因为|由于|because|reason)[ :是]*/.exec(text);
  if (given && given[0].length < text.length) return message.rest(given[0].length);
  if (message.addressed) return message.rest(0);
  if (chatter.test(text) || holdsBack.test(text) || text.length > 40 || !reasonWords.test(text))
    return undefined;
  return message.rest(0);
}
