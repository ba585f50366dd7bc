import type { PracticeEvent } from '../../wechat/practice/api.ts';

const retryAfterMs = 1_500;

/**
 * Listens to the gateway's events and keeps listening: a stream that breaks is opened again until it holds.
 *
 * `onOpen` runs at every opening, since whatever happened while the stream was down was missed.
 * Returns the function that stops it.
 */
export function listen(handlers: {
  onOpen: () => void;
  onLost: () => void;
  onEvent: (event: PracticeEvent) => void;
}): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function open() {
    source = new EventSource('/api/events');
    source.onopen = handlers.onOpen;
    source.onmessage = ({ data }) => handlers.onEvent(JSON.parse(data));
    // The browser's own retry gives up for good on some errors; ours never does.
    source.onerror = () => {
      source.close();
      handlers.onLost();
      retry = setTimeout(open, retryAfterMs);
    };
  }

  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
