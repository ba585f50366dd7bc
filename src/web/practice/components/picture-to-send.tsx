import { useWords } from '../language.tsx';
import { Dialog } from './dialog.tsx';

/** The chosen picture, to be looked at before it goes. */
export function PictureToSend(props: {
  chosen: { file: File; url: string };
  send: () => void;
  cancel: () => void;
}) {
  const words = useWords();
  return (
    <Dialog title={words.pictureReady} close={props.cancel}>
      <img className="picture-preview" src={props.chosen.url} alt={props.chosen.file.name} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={props.cancel}>
          {words.cancel}
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: the window was opened by the player, to send this */}
        <button type="button" className="button button-primary" onClick={props.send} autoFocus>
          {words.send}
        </button>
      </div>
    </Dialog>
  );
}
