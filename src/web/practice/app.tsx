import { useMemo, useState } from 'react';
import { ChatView } from './components/chat-view.tsx';
import { ConnectionBanner } from './components/connection-banner.tsx';
import { ConversationList } from './components/conversation-list.tsx';
import { PracticeBar } from './components/practice-bar.tsx';
import { SidePanel } from './components/side-panel.tsx';
import { SpeakerRail } from './components/speaker-rail.tsx';
import { conversationsOf, personOf } from './conversations.ts';
import { useWords } from './language.tsx';
import { type Draft, PageContext } from './page-context.tsx';
import { useAttempt } from './use-attempt.ts';
import { usePlace } from './use-place.ts';
import { usePractice } from './use-practice.ts';

const emptyDraft: Draft = { text: '', quote: null };

/** The practice room: who speaks, their chats, the open chat, and the guide with the clock. */
export function App() {
  const words = useWords();
  const place = usePlace();
  const { state, actions } = usePractice(place.watching);
  const { notice, tell, attempt } = useAttempt();
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const [doneSteps, setDoneSteps] = useState<ReadonlySet<string>>(new Set());
  const [panelOpen, setPanelOpen] = useState(false);

  const { world } = state;
  const speaker = world && (personOf(world, place.speaker) ?? world.people[0]);
  const conversations = useMemo(
    () => (world && speaker ? conversationsOf(world, speaker.id) : []),
    [world, speaker],
  );
  const conversation = conversations.find(({ id }) => id === place.conversation) ?? conversations[0];

  const page = useMemo(
    () =>
      world && speaker && conversation ? { world, speaker, conversation, actions, attempt, tell } : null,
    [world, speaker, conversation, actions, attempt, tell],
  );
  if (!page || !world || !speaker || !conversation) {
    const lost = state.connection === 'lost';
    return <p className="opening">{lost ? words.connectionLost : words.opening}</p>;
  }

  const draftKey = `${speaker.id} ${conversation.id}`;
  const draft = drafts[draftKey] ?? emptyDraft;
  const changeDraft = (change: (draft: Draft) => Draft) =>
    setDrafts((all) => ({ ...all, [draftKey]: change(all[draftKey] ?? emptyDraft) }));
  const stepDone = (step: string) => setDoneSteps((done) => new Set(done).add(step));

  return (
    <PageContext value={page}>
      <div className="page" data-view={place.view}>
        <PracticeBar
          openPanel={() => setPanelOpen(true)}
          onReset={() => {
            setDrafts({});
            setDoneSteps(new Set());
          }}
        />
        <ConnectionBanner connection={state.connection} />
        <div className="columns">
          <SpeakerRail unread={state.unread} choose={place.speakAs} />
          <ConversationList
            conversations={conversations}
            messages={state.messages}
            unread={state.unread}
            clock={state.clock}
            open={place.open}
          />
          <ChatView
            key={draftKey}
            messages={state.messages[conversation.id] ?? []}
            clock={state.clock}
            draft={draft}
            changeDraft={changeDraft}
            onSent={() => draft.step && stepDone(draft.step)}
            back={place.backToList}
            speakAs={place.speakAs}
            openPanel={() => setPanelOpen(true)}
          />
          <SidePanel
            open={panelOpen}
            close={() => setPanelOpen(false)}
            clock={state.clock}
            messages={state.messages}
            doneSteps={doneSteps}
            stepDone={stepDone}
            fill={(step, filled) => {
              place.goTo(step.as, step.conversation);
              setDrafts((all) => ({ ...all, [`${step.as} ${step.conversation}`]: filled }));
              setPanelOpen(false);
            }}
          />
        </div>
        <p className="notice" role="status" data-shown={notice !== null}>
          {notice}
        </p>
      </div>
    </PageContext>
  );
}
