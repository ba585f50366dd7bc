import { useRef } from 'react';
import { useWords } from '../language.tsx';
import { pictureTypes } from '../picture-input.ts';

/** The buttons above the text: a picture, a #接龙 list, a mention. The last two only in groups. */
export function ComposerTools(props: {
  choosePicture: (file: File | undefined) => void;
  startList: (() => void) | undefined;
  mention: (() => void) | undefined;
}) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="composer-tools">
      <button type="button" className="tool" onClick={() => input.current?.click()}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <rect x="3" y="5" width="18" height="14" rx="2" />
          <circle cx="8.5" cy="10" r="1.6" />
          <path d="M4 18l6-6 4 4 2.5-2.5L21 18" />
        </svg>
        {words.choosePicture}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={pictureTypes}
        onChange={(event) => {
          props.choosePicture(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {props.startList && (
        <button type="button" className="tool" onClick={props.startList}>
          {words.solitaire}
        </button>
      )}
      {props.mention && (
        <button type="button" className="tool" onClick={props.mention}>
          {words.mention}
        </button>
      )}
    </div>
  );
}
