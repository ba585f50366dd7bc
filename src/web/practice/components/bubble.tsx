import { useState } from 'react';
import type { ChatMessage } from '../../../wechat/practice/api.ts';
import { parseSolitaire, type Solitaire } from '../solitaire.ts';
import type { Words } from '../words-zh.ts';
import { Dialog } from './dialog.tsx';

/** What was said. Always text, never markup: anyone may have written it. */
export function Bubble(props: {
  message: ChatMessage;
  senderName: string;
  words: Words;
  join: (list: Solitaire) => void;
}) {
  const { message, words } = props;
  if (message.fileUrl) return <FileBubble url={message.fileUrl} name={message.text} words={words} />;
  if (message.pictureUrl) return <PictureBubble {...props} url={message.pictureUrl} />;

  const list = parseSolitaire(message.text.slice(0, 20_000));
  return (
    <div className="bubble">
      <LongText text={message.text} words={words} />
      {list && (
        <button type="button" className="join-list" onClick={() => props.join(list)}>
          {words.joinSolitaire}
        </button>
      )}
    </div>
  );
}

function FileBubble({ url, name, words }: { url: string; name: string; words: Words }) {
  return (
    <a className="bubble" href={url} download={name} title={words.saveFile}>
      <span className="bubble-text">📄 {name}</span>
    </a>
  );
}

function PictureBubble(props: { url: string; senderName: string; words: Words }) {
  const [large, setLarge] = useState(false);
  const name = props.words.pictureFrom(props.senderName);
  return (
    <>
      <button
        type="button"
        className="picture"
        aria-label={`${name}，${props.words.openPicture}`}
        onClick={() => setLarge(true)}
      >
        <img src={props.url} alt={name} />
      </button>
      {large && (
        <Dialog title={name} close={() => setLarge(false)} className="dialog-picture">
          <img src={props.url} alt={name} />
        </Dialog>
      )}
    </>
  );
}

const longAfter = { characters: 1_500, lines: 40 };
const shownWhenShort = { characters: 500, lines: 14 };

/** Very long messages show their beginning only, so that a hundred thousand characters do not hold up the page. */
function LongText({ text, words }: { text: string; words: Words }) {
  const [expanded, setExpanded] = useState(false);
  const isLong = text.length > longAfter.characters || hasMoreLines(text, longAfter.lines);
  if (!isLong) return <p className="bubble-text">{text}</p>;

  const beginning = text.slice(0, shownWhenShort.characters).split('\n').slice(0, shownWhenShort.lines);
  return (
    <>
      <p className="bubble-text">{expanded ? text : `${beginning.join('\n')}…`}</p>
      <button
        type="button"
        className="expand"
        aria-expanded={expanded}
        onClick={() => setExpanded(!expanded)}
      >
        {expanded ? words.collapse : words.expand(text.length)}
      </button>
    </>
  );
}

function hasMoreLines(text: string, lines: number): boolean {
  let at = -1;
  for (let line = 0; line < lines; line++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return false;
  }
  return true;
}
