import { useState } from 'react';
import { useLanguageToggle, useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { Dialog } from './dialog.tsx';

/** The strip on top that says what this is: a practice room, a real bot, and the way back to the start. */
export function PracticeBar({ openPanel, onReset }: { openPanel: () => void; onReset: () => void }) {
  const words = useWords();
  const toggleLanguage = useLanguageToggle();
  const { world, actions, attempt, tell } = usePage();
  const [asking, setAsking] = useState(false);

  async function reset() {
    setAsking(false);
    if (!(await attempt(actions.reset))) return;
    onReset();
    tell(words.resetDone);
  }

  return (
    <header className="bar">
      <h1>{words.title}</h1>
      <p className="bar-intro">{words.intro}</p>
      <p className="bar-intro-short">{words.introShort}</p>
      <div className="bar-tools">
        <span className="bot-state" data-online={world.bot.connected}>
          {world.bot.connected ? words.botOnline : words.botOffline}
        </span>
        <button type="button" className="bar-button bar-panel-button" onClick={openPanel}>
          {words.guide}
        </button>
        <button type="button" className="bar-button" onClick={() => setAsking(true)}>
          {words.reset}
        </button>
        <button
          type="button"
          className="bar-button"
          aria-label={words.switchLanguageLabel}
          onClick={toggleLanguage}
        >
          {words.switchLanguage}
        </button>
      </div>
      {asking && (
        <Dialog title={words.resetTitle} close={() => setAsking(false)}>
          <p>{words.resetHint}</p>
          <div className="dialog-actions">
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {words.cancel}
            </button>
            <button type="button" className="button button-danger" onClick={reset}>
              {words.resetYes}
            </button>
          </div>
        </Dialog>
      )}
    </header>
  );
}
