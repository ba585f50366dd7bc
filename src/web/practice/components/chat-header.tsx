import { useState } from 'react';
import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { Avatar } from './avatar.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { SpeakerDialog } from './speaker-dialog.tsx';

/** The chat's title. On a phone also the way back, who speaks, and the guide. */
export function ChatHeader(props: {
  back: () => void;
  speakAs: (person: string, sameConversation?: string) => void;
  openPanel: () => void;
}) {
  const words = useWords();
  const { conversation, speaker } = usePage();
  const [shown, setShown] = useState<'group' | 'speakers' | null>(null);
  const close = () => setShown(null);
  const isRoom = conversation.kind === 'room';

  return (
    <header className="chat-head">
      <button type="button" className="icon-button phone-only" aria-label={words.back} onClick={props.back}>
        ‹
      </button>
      <h2>
        <span>{conversation.title}</span>
        {isRoom && <span>{words.membersCount(conversation.members.length + 1)}</span>}
      </h2>
      <button type="button" className="bar-button phone-only" onClick={props.openPanel}>
        {words.guide}
      </button>
      <button
        type="button"
        className="icon-button phone-only"
        aria-label={`${words.switchSpeaker}，${words.speakingAs} ${speaker.name}`}
        onClick={() => setShown('speakers')}
      >
        <Avatar person={speaker} />
      </button>
      {isRoom && (
        <button
          type="button"
          className="icon-button"
          aria-label={words.groupInfo}
          title={words.groupInfo}
          onClick={() => setShown('group')}
        >
          ⋯
        </button>
      )}
      {shown === 'group' && <GroupDialog close={close} />}
      {shown === 'speakers' && <SpeakerDialog close={close} choose={props.speakAs} />}
    </header>
  );
}
