import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import type { ClockJump, NewMessage, PracticeEvent } from '../../wechat/practice/api.ts';
import { allConversationIds } from './conversations.ts';
import { listen } from './event-stream.ts';
import { practiceClient } from './practice-client.ts';
import { initialState, reduce } from './practice-state.ts';

/** What is on the screen now: messages there are not unread. */
export type Watching = { person: string; conversation: string } | null;

/** The page's link to the gateway: what it knows, kept up to date, and what can be asked of it. */
export function usePractice(watching: Watching) {
  const [state, dispatch] = useReducer(reduce, initialState);
  const latest = useRef({ state, watching });
  latest.current = { state, watching };

  const load = useCallback(async () => {
    const world = await practiceClient.world();
    dispatch({ type: 'world-loaded', world, heardAt: performance.now() });
    const knownBefore = latest.current.state.messages;
    await Promise.all(
      allConversationIds(world).map(async (conversation) => {
        const messages = await practiceClient.messages(conversation);
        const known = knownBefore[conversation] ?? [];
        dispatch({ type: 'messages-loaded', conversation, messages, knownBefore: known });
      }),
    );
  }, []);

  useEffect(() => {
    // A load that fails has lost its gateway, and the stream, which is lost too, asks for the next one.
    const reload = () => load().catch(() => dispatch({ type: 'stream-lost' }));

    function onEvent(event: PracticeEvent) {
      if (event.type === 'message')
        dispatch({ type: 'message-arrived', message: event.message, seenBy: latest.current.watching });
      if (event.type === 'clock')
        dispatch({ type: 'clock-moved', clock: event.clock, heardAt: performance.now() });
      if (event.type === 'bot') dispatch({ type: 'bot-changed', connected: event.connected });
      if (event.type === 'world') reload();
    }

    return listen({
      onOpen: () => {
        dispatch({ type: 'stream-opened' });
        reload();
      },
      onLost: () => dispatch({ type: 'stream-lost' }),
      onEvent,
    });
  }, [load]);

  useEffect(() => {
    if (watching) dispatch({ type: 'read', ...watching });
  }, [watching]);

  const actions = useMemo(
    () => ({
      async send(message: NewMessage) {
        const sent = await practiceClient.send(message);
        dispatch({ type: 'message-arrived', message: sent, seenBy: latest.current.watching });
      },
      async moveClock(jump: ClockJump) {
        const clock = await practiceClient.moveClock(jump);
        dispatch({ type: 'clock-moved', clock, heardAt: performance.now() });
      },
      async rename(room: string, person: string, alias: string) {
        const world = await practiceClient.rename(room, person, alias);
        dispatch({ type: 'world-loaded', world, heardAt: performance.now() });
      },
      async reset() {
        await practiceClient.reset();
        dispatch({ type: 'all-read' });
        await load();
      },
    }),
    [load],
  );

  return { state, actions };
}

export type PracticeActions = ReturnType<typeof usePractice>['actions'];
