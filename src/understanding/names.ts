import { findAddresses } from './reading/addresses.ts';
import { fold } from './reading/fold.ts';

/**
 * Address and name in a group nickname: `3-2-501 张三`, `3栋2单元501张三`, `12#301 李姐`, `张三 3-2-501`. Undefined
 * when one of the two is missing.
 */
export function parseGroupNickname(alias: string): { address: string; name: string } | undefined {
  const folded = fold(alias);
  const [address] = findAddresses(folded.text);
  if (!address) return undefined;
  const original = (start: number, end: number) =>
    alias.slice(folded.at[start] ?? alias.length, folded.at[end] ?? alias.length);
  const bare = (words: string) =>
    words
      .replace(/[（(【[][^）)】\]]*[）)】\]]/g, ' ')
      .replace(
        /^(?:[\s\-_—~·.,，、:：/|#室号户的）)】\]]|\p{Extended_Pictographic}|️)+|(?:[\s\-_—~·.,，、:：/|#（(【]|\p{Extended_Pictographic}|️)+$/gu,
        '',
      );
  const name = bare(original(address.end, folded.text.length)) || bare(original(0, address.start));
  if (name === '' || name.length > 20 || /^\d+$/.test(name)) return undefined;
  return { address: address.value, name };
}
