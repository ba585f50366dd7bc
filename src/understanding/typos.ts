import { pinyin } from 'pinyin-pro';
import type { Message } from './message.ts';

const written = [
  '上报',
  '申报',
  '补报',
  '兑换',
  '报名',
  '签到',
  '签退',
  '查积分',
  '排行榜',
  '驳回',
  '待审',
  '撤回',
  '走访',
  '核销',
  '异议',
  '冲正',
  '接单',
  '报修',
  '积分明细',
  '查询积分',
  '我的积分',
  '取消报名',
];

const sounds = new Map<string, string>();
for (const word of written) sounds.set(pinyin(word, { toneType: 'none' }), word);
const openings = new Set([...sounds.keys()].map((sound) => sound.split(' ')[0]));

const soundOf = new Map<string, string>();
function sound(character: string): string {
  let known = soundOf.get(character);
  if (known === undefined) {
    known = pinyin(character, { toneType: 'none' });
    if (soundOf.size > 8000) soundOf.clear();
    soundOf.set(character, known);
  }
  return known;
}

/**
 * The message with its first word put right, when that sounds exactly like a command but is written otherwise
 * (上抱, 兑患, 前到). The positions stay the same, since only characters are exchanged.
 */
export function soundsLikeCommand(message: Message): Message | undefined {
  const { text } = message;
  const first = text.charCodeAt(0);
  if (text.length > 120 || first < 0x4e00 || first > 0x9fff || !openings.has(sound(text.charAt(0))))
    return undefined;
  for (const length of [4, 3, 2]) {
    const head = text.slice(0, length);
    if (head.length < length || !/^[\u4e00-\u9fff]+$/.test(head)) continue;
    const meant = sounds.get([...head].map(sound).join(' '));
    if (meant && meant !== head) return message.respelled(meant);
  }
  return undefined;
}
