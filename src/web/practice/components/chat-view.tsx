import { type DragEvent, useState } from 'react';
import type { ChatMessage } from '../../../wechat/practice/api.ts';
import { useWords } from '../language.tsx';
import type { Draft } from '../page-context.tsx';
import { newestSolitaire, type Solitaire } from '../solitaire.ts';
import { useSendPicture } from '../use-send-picture.ts';
import { ChatHeader } from './chat-header.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { PictureToSend } from './picture-to-send.tsx';
import { SolitaireDialog } from './solitaire-dialog.tsx';

/** The open chat: its messages and the place to write. */
export function ChatView(props: {
  messages: ChatMessage[];
  clock: { now: number; heardAt: number };
  draft: Draft;
  changeDraft: (change: (draft: Draft) => Draft) => void;
  onSent: () => void;
  back: () => void;
  speakAs: (person: string, sameConversation?: string) => void;
  openPanel: () => void;
}) {
  const words = useWords();
  /** The list that is being joined, or a new, empty one. */
  const [list, setList] = useState<Solitaire | null>(null);
  const [dragging, setDragging] = useState(false);
  const picture = useSendPicture();

  function drop(event: DragEvent) {
    event.preventDefault();
    setDragging(false);
    picture.choose(event.dataTransfer.files[0]);
  }

  return (
    <main
      className="chat"
      onDragOver={(event) => {
        event.preventDefault();
        setDragging(event.dataTransfer.types.includes('Files'));
      }}
      onDragLeave={(event) => event.target === event.currentTarget && setDragging(false)}
      onDrop={drop}
    >
      <ChatHeader back={props.back} speakAs={props.speakAs} openPanel={props.openPanel} />
      <MessageList
        messages={props.messages}
        clock={props.clock}
        quote={(quote) => props.changeDraft((draft) => ({ ...draft, quote }))}
        join={setList}
      />
      <Composer
        draft={props.draft}
        changeDraft={props.changeDraft}
        onSent={props.onSent}
        choosePicture={picture.choose}
        startList={() => setList({ title: '', rows: [] })}
      />
      {dragging && (
        <p className="drop-here" onDragLeave={() => setDragging(false)}>
          {words.dropHere}
        </p>
      )}
      {picture.chosen && <PictureToSend {...picture} chosen={picture.chosen} />}
      {list && (
        <SolitaireDialog
          solitaire={newestSolitaire(props.messages, list)}
          joining={list.title !== ''}
          close={() => setList(null)}
        />
      )}
    </main>
  );
}
