import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../language.tsx';

/** A window over the page: the browser keeps the focus in it, and Escape closes it. */
export function Dialog(props: { title: string; close: () => void; children: ReactNode; className?: string }) {
  const words = useWords();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    ref.current?.showModal();
  }, []);

  return (
    <dialog
      ref={ref}
      className={`dialog ${props.className ?? ''}`}
      aria-label={props.title}
      onClose={props.close}
      onClick={(event) => event.target === ref.current && props.close()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2>{props.title}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={props.close}>
            ✕
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
