import { holdsBack } from './lexicon.ts';
import type { Message } from './message.ts';

const phrase = /^.{2,120}$/s;
const chatter =
  /^(?:好|收到|谢谢|辛苦|哈|嗯|哦|在吗|你好|大家|早|晚安|明天|今天|吃|走|来|我先|我去|稍等|知道|明白|ok|thanks|hello|hi)|[?？]|吗$|呢$/;
/** What reasons for a decision speak about. Without being addressed, other words are somebody's conversation. */
const reasonWords =
  /照片|时间|时长|重复|清楚|不清|没有|没|缺|不符|不对|不实|不属|模糊|证明|签到|签字|超|多报|少|错|假|虚|未|无法|无|不够|不足|不在|记录|材料|范围|本人|photo|time|twice|duplicate|missing|wrong|not|no |unclear|evidence/;

/** Free words are an answer when said to the bot; otherwise only when they begin like one or speak of reasons. */
export function freeWords(message: Message): string | undefined {
  const { text } = message;
  if (!phrase.test(text)) return undefined;
  const given = /^(?:原因|理由|因为|由于|because|reason)[ :是]*/.exec(text);
  if (given && given[0].length < text.length) return message.rest(given[0].length);
  if (message.addressed) return message.rest(0);
  if (chatter.test(text) || holdsBack.test(text) || text.length > 40 || !reasonWords.test(text))
    return undefined;
  return message.rest(0);
}
