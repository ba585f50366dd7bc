import { createContext, useContext } from 'react';
import type { ChatMessage, Person, World } from '../../wechat/practice/api.ts';
import type { Conversation } from './conversations.ts';
import type { PracticeActions } from './use-practice.ts';

/** A message that somebody has begun to write. */
export interface Draft {
  text: string;
  quote: ChatMessage | null;
  /** Set when the guide filled it in: the step that is done once it is sent. */
  step?: string;
}

/** What most parts of the page need: the community, who speaks, where, and how to act. */
export interface Page {
  world: World;
  speaker: Person;
  conversation: Conversation;
  actions: PracticeActions;
  /** Runs something that may fail, and tells the player when it does. Resolves to whether it went well. */
  attempt: (doing: () => Promise<unknown>) => Promise<boolean>;
  /** Shows a short sentence for a moment. */
  tell: (text: string) => void;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('usePage is used outside of the page.');
  return page;
}
