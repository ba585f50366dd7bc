import { type FormEvent, useState } from 'react';
import type { ClockJump } from '../../../wechat/practice/api.ts';
import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { dateText, fromField, hourMinute, toField, usePracticeTime, weekdayText } from '../practice-time.ts';

const steps = ['hour', 'day', 'monday-09:00'] as const;
const minuteMs = 60_000;

/** The practice time, and the ways to move it forward. */
export function ClockControl({ clock }: { clock: { now: number; heardAt: number } }) {
  const words = useWords();
  const { actions, attempt } = usePage();
  const now = usePracticeTime(clock);
  const [field, setField] = useState('');
  const [fault, setFault] = useState<string | null>(null);

  async function move(jump: ClockJump) {
    setFault(null);
    if (await attempt(() => actions.moveClock(jump))) setField('');
  }

  function go(event: FormEvent) {
    event.preventDefault();
    const to = fromField(field);
    if (!(Date.parse(to) > now)) setFault(words.clockBackwards);
    else move({ to });
  }

  return (
    <section className="clock" aria-label={words.clock}>
      <h2>{words.clock}</h2>
      <p className="clock-now">
        <strong>{hourMinute(now)}</strong>
        <span>{dateText(now, words.locale)}</span>
        <span>{weekdayText(now, words.locale)}</span>
      </p>
      <div className="clock-steps">
        {steps.map((step) => (
          <button key={step} type="button" className="button" onClick={() => move({ step })}>
            {words.clockSteps[step]}
          </button>
        ))}
      </div>
      <form className="clock-form" onSubmit={go} noValidate>
        <label>
          <span>{words.clockPick}</span>
          <input
            type="datetime-local"
            value={field || toField(now + minuteMs)}
            min={toField(now)}
            onChange={(event) => setField(event.target.value)}
            required
          />
        </label>
        <button type="submit" className="button">
          {words.clockGo}
        </button>
      </form>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <p className="hint">{words.clockHint}</p>
    </section>
  );
}
