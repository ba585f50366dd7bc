import { useEffect } from 'react';
import type { ChatMessage } from '../../../wechat/practice/api.ts';
import type { GuideStep } from '../guide-steps.ts';
import { useWords } from '../language.tsx';
import type { Draft } from '../page-context.tsx';
import { ClockControl } from './clock-control.tsx';
import { GuidePanel } from './guide-panel.tsx';

/** Guide and clock. Beside the chat where there is room, else a sheet that opens over it. */
export function SidePanel(props: {
  open: boolean;
  close: () => void;
  clock: { now: number; heardAt: number };
  messages: Record<string, ChatMessage[]>;
  doneSteps: ReadonlySet<string>;
  stepDone: (step: string) => void;
  fill: (step: GuideStep, draft: Draft) => void;
}) {
  const words = useWords();
  const { open, close } = props;

  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close();
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open, close]);

  return (
    <aside className="side" data-open={open} aria-label={words.guide}>
      <button type="button" className="button side-close" onClick={close}>
        {words.close} ✕
      </button>
      <ClockControl clock={props.clock} />
      <GuidePanel
        messages={props.messages}
        doneSteps={props.doneSteps}
        stepDone={props.stepDone}
        fill={props.fill}
      />
    </aside>
  );
}
