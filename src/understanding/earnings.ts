import { blank } from './reading/span.ts';

const NOTHING =
  /(?:本次|这次|本活动|活动)?(?:不计分|不记分|不算分|不算积分|不计积分|没有积分|无积分|不给分)|\b(?:no points|without points)\b/;
const ITEM =
  /按(?:照)?[“"「]?(?<item>[^\s,，;；“"「」]{2,16}?)[”"」]?(?:条目)?(?:来)?(?:计分|记分|算分|计积分|算积分)|(?:计分|记分|积分)条目[ :]*(?:改成|改为|换成|是)?[ :]*[“"「]?(?<item2>[^\s,，;；”"」]{2,16})[”"」]?|(?<=^|[\s,;。\ue000])(?<item4>[\u4e00-\u9fff]{2,10})(?:计分|记分)(?=$|[\s,;。\ue000])|\bpoints for (?<item3>[a-z][a-z -]{1,38}[a-z])/;

/**
 * Which rulebook item an activity is to earn, as its organiser says: words for the item (按清洁家园计分), or null for
 * nothing (不计分); undefined when nothing is said of it. `text` is what is left.
 */
export function readEarns(text: string): { text: string; earns?: string | null } {
  const nothing = NOTHING.exec(text);
  if (nothing) return { text: without(text, nothing), earns: null };
  const named = ITEM.exec(text);
  const { item, item2, item3, item4 } = named?.groups ?? {};
  const earns = item ?? item2 ?? item3 ?? item4;
  return named && earns ? { text: without(text, named), earns } : { text };
}

function without(text: string, { index, 0: matched }: RegExpExecArray): string {
  return blank(text, [{ start: index, end: index + matched.length }]);
}
