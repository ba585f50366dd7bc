import type { ChatMessage } from '../../../wechat/practice/api.ts';
import { fillStep, type GuideStep, guideFor } from '../guide-steps.ts';
import { useWords } from '../language.tsx';
import { type Draft, usePage } from '../page-context.tsx';

/** The story as steps to click: each brings the player to the place and fills in what is said there. */
export function GuidePanel(props: {
  messages: Record<string, ChatMessage[]>;
  doneSteps: ReadonlySet<string>;
  stepDone: (step: string) => void;
  fill: (step: GuideStep, draft: Draft) => void;
}) {
  const words = useWords();
  const { world, actions, attempt, tell } = usePage();

  async function take(step: GuideStep) {
    const filled = fillStep(step, props.messages[step.conversation] ?? [], world.bot.id);
    if (!filled) return tell(words.guideNoCard);

    props.fill(step, { ...filled, step: step.id });
    const { jump } = step;
    if (jump && (await attempt(() => actions.moveClock(jump)))) props.stepDone(step.id);
  }

  return (
    <section className="guide" aria-label={words.guide}>
      <h2>{words.guide}</h2>
      <p className="hint">{words.guideHint}</p>
      <ol>
        {guideFor(world).map((step, index) => {
          const done = props.doneSteps.has(step.id);
          const { title, hint } = words.guideSteps[step.id];
          return (
            <li key={step.id}>
              <button type="button" className="step" data-done={done} onClick={() => take(step)}>
                <span className="step-number" aria-hidden="true">
                  {done ? '✓' : index + 1}
                </span>
                <span className="step-text">
                  <strong>{title}</strong>
                  <span>{step.text && !step.number && !step.quotes ? step.text : hint}</span>
                </span>
                {done && <span className="for-ear">{words.guideDone}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
