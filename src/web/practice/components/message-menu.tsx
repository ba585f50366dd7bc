import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ChatMessage } from '../../../wechat/practice/api.ts';
import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';

/** A message and where its menu opens, in pixels of the window. */
export interface MenuPlace {
  message: ChatMessage;
  x: number;
  y: number;
}

/** 引用 and 复制, by right click, long press, or Enter on a message. */
export function MessageMenu(props: {
  place: MenuPlace;
  close: () => void;
  quote: (message: ChatMessage) => void;
}) {
  const words = useWords();
  const { tell } = usePage();
  const ref = useRef<HTMLDivElement>(null);
  const { message, x, y } = props.place;
  const { close } = props;

  useLayoutEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    menu.style.left = `${Math.max(8, Math.min(x, window.innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(y, window.innerHeight - menu.offsetHeight - 8))}px`;
    menu.querySelector('button')?.focus();
  }, [x, y]);

  useEffect(() => {
    const onPress = (event: Event) => !ref.current?.contains(event.target as Node) && close();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close();
    window.addEventListener('pointerdown', onPress);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('pointerdown', onPress);
      window.removeEventListener('keydown', onKey);
    };
  }, [close]);

  async function copy() {
    close();
    const done = await navigator.clipboard.writeText(message.text).then(
      () => true,
      () => false,
    );
    tell(done ? words.copied : words.copyFailed);
  }

  return (
    <div ref={ref} className="menu" role="menu" aria-label={words.messageMenu}>
      <button
        type="button"
        role="menuitem"
        onClick={() => {
          close();
          props.quote(message);
        }}
      >
        {words.quote}
      </button>
      {message.text && (
        <button type="button" role="menuitem" onClick={copy}>
          {words.copy}
        </button>
      )}
    </div>
  );
}
