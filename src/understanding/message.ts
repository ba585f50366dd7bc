import type { UnderstandingContext } from './context.ts';

export interface Message {
  readonly text: string;
  readonly context: UnderstandingContext;
}
