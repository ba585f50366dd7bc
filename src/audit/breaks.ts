/** One way in which an audit log is not what was once written. Numbers are places in the community's chain. */
export type Break = { community: string } & (
  | { kind: 'changed'; seq: number; action: string; subject: string }
  | { kind: 'missing'; from: number; to: number }
  | { kind: 'moved'; seq: number; action: string; subject: string }
  | { kind: 'replaced'; seq: number }
  | { kind: 'unchained'; count: number }
  | { kind: 'cut'; from: number; to: number }
  | { kind: 'no-head'; last: number }
  | { kind: 'head-behind'; head: number; last: number }
  | { kind: 'head-differs'; seq: number }
  | { kind: 'not-as-noted'; seq: number }
  | { kind: 'noted-is-gone'; seq: number; last: number }
  | { kind: 'more'; limit: number }
);

/** A break as one sentence, Chinese and English. */
export function sentenceOf(found: Break): string {
  const [chinese, english] = words(found);
  return `${found.community}：${chinese} (${english})`;
}

function words(found: Break): [chinese: string, english: string] {
  switch (found.kind) {
    case 'changed':
      return [
        `第 ${found.seq} 条（${found.action} ${found.subject}）写下以后被改过`,
        `entry ${found.seq}, ${found.action} ${found.subject}, was changed after it was written`,
      ];
    case 'missing':
      return [
        `缺第 ${span(found)} 条，被删掉了`,
        `${entries(found)} missing: somebody deleted what was written there`,
      ];
    case 'moved':
      return [
        `第 ${found.seq} 条（${found.action} ${found.subject}）不在原来的位置，次序被调换过`,
        `entry ${found.seq}, ${found.action} ${found.subject}, is not where it was written: the order was changed`,
      ];
    case 'replaced':
      return [
        `第 ${found.seq} 条之前的记录被整条换过，第 ${found.seq} 条接不上`,
        `entry ${found.seq} does not follow the one before it: that one was replaced`,
      ];
    case 'unchained':
      return [
        `有 ${found.count} 条记录不在链上，不是小积按次序写的`,
        `${found.count} entries stand outside of the chain`,
      ];
    case 'cut':
      return [
        `末尾的第 ${span(found)} 条被删掉了`,
        `the end was cut off: ${entries(found)} missing, up to which the head counts`,
      ];
    case 'no-head':
      return [
        `有 ${found.last} 条记录，却没有链头`,
        `there are entries up to ${found.last}, but the head is gone`,
      ];
    case 'head-behind':
      return [
        `链头只到第 ${found.head} 条，记录却到第 ${found.last} 条`,
        `the head counts up to ${found.head}, the entries go on to ${found.last}`,
      ];
    case 'head-differs':
      return [
        `链头的校验码与第 ${found.seq} 条对不上`,
        `the head's hash is not that of the last entry, ${found.seq}`,
      ];
    case 'not-as-noted':
      return [
        `第 ${found.seq} 条与纸上抄下的校验码不符，这之前的记录被重写过`,
        `entry ${found.seq} does not have the hash that was noted: what is before it was written anew`,
      ];
    case 'noted-is-gone':
      return [
        `纸上抄到第 ${found.seq} 条，记录却只到第 ${found.last} 条，末尾被删掉了`,
        `entry ${found.seq} was noted, the log ends at ${found.last}: the end was cut off`,
      ];
    case 'more':
      return [
        `问题超过 ${found.limit} 处，其余不列`,
        `more than ${found.limit} problems; the rest is not listed`,
      ];
  }
}

function span({ from, to }: { from: number; to: number }): string {
  return from === to ? `${from}` : `${from}–${to}`;
}

function entries({ from, to }: { from: number; to: number }): string {
  return from === to ? `entry ${from} is` : `entries ${from}–${to} are`;
}
