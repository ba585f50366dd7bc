import type { ChatMessage, ClockJump, World } from '../../wechat/practice/api.ts';
import { directWith } from './conversations.ts';
import type { Words } from './words-zh.ts';

export type GuideStepId = keyof Words['guideSteps'];

/** One step of the story: who speaks, where, and what they say or how the clock moves. */
export interface GuideStep {
  id: GuideStepId;
  as: string;
  conversation: string;
  text: string;
  /** The step quotes the bot's newest message that matches. */
  quotes?: RegExp;
  /** The step needs a number that the bot has said; `N` in the text stands for it. */
  number?: RegExp;
  jump?: ClockJump;
}

const grid1 = 'guihuali-1@chatroom';
const grid2 = 'guihuali-2@chatroom';
const review = 'guihuali-review@chatroom';

const story: GuideStep[] = [
  { id: 'report', as: 'zhang-san', conversation: grid1, text: '上报 志愿服务 2小时 昨天 清扫楼道' },
  { id: 'approve', as: 'zhao-min', conversation: review, text: '通过', quotes: /【待评审/ },
  { id: 'balance', as: 'zhang-san', conversation: directWith('zhang-san'), text: '查积分' },
  { id: 'english', as: 'chen-jing', conversation: grid2, text: 'report 2 volunteer hours' },
  {
    id: 'elder',
    as: 'sun-li',
    conversation: grid1,
    text: '代 3-1-101 李奶奶 上报 志愿服务 1小时 今天 看护楼道',
  },
  {
    id: 'recruit',
    as: 'sun-li',
    conversation: grid1,
    text: '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人',
  },
  { id: 'publish', as: 'sun-li', conversation: grid1, text: '是' },
  { id: 'signUp', as: 'wang-fang', conversation: grid1, text: '报名 N', number: /报名\s*(\d+)/ },
  { id: 'board', as: 'chen-jing', conversation: grid2, text: '本月排行榜' },
  { id: 'monday', as: 'zhang-san', conversation: grid1, text: '', jump: { step: 'monday-09:00' } },
  { id: 'help', as: 'liu-yang', conversation: directWith('liu-yang'), text: '帮助' },
];

/** The steps that this community can play: those whose people and groups it has. */
export function guideFor(world: World): GuideStep[] {
  const people = new Set(world.people.map(({ id }) => id));
  const rooms = new Set(world.rooms.map(({ id }) => id));
  return story.filter(
    ({ as, conversation }) => people.has(as) && (rooms.has(conversation) || conversation === directWith(as)),
  );
}

/** What a step puts into the composer; null while the message that it answers is not there. */
export function fillStep(
  step: GuideStep,
  messages: ChatMessage[],
  botId: string,
): { text: string; quote: ChatMessage | null } | null {
  const wanted = step.quotes ?? step.number;
  if (!wanted) return { text: step.text, quote: null };

  const card = messages.findLast(({ senderId, text }) => senderId === botId && wanted.test(text));
  if (!card) return null;
  if (step.quotes) return { text: step.text, quote: card };
  return { text: step.text.replace('N', wanted.exec(card.text)?.[1] ?? ''), quote: null };
}
