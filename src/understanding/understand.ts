import type { Understanding, UnderstandingContext } from './context.ts';

/** What somebody wants, from what they wrote. Pure and synchronous. */
export function understand(_text: string, context: UnderstandingContext): Understanding {
  if (!context.addressed) return { kind: 'silence', why: 'not for us' };
  return { kind: 'intent', intent: { name: 'none' }, why: { rule: 'none', span: [0, 0] }, language: 'zh' };
}
