import type { Picture } from './picture.ts';
import type { Sheet } from './sheet.ts';

/**
 * What follows a text, as data. Pictures and sheets are made when they are sent, from what is written here: nothing
 * is drawn inside a transaction, and nothing lies on the disk.
 */
export type Attachment =
  /** A photo that somebody gave as evidence: its file name in the evidence folder. */
  | { kind: 'evidence'; name: string }
  | { kind: 'picture'; picture: Picture }
  | { kind: 'sheet'; sheet: Sheet };

/** An attachment that is ready to be sent. The name's ending tells WeChat what it is. */
export interface FileToSend {
  name: string;
  bytes: Uint8Array;
}

/** An attachment that can't be made from its data, however often it is tried. */
export class CannotMake extends Error {
  override name = 'CannotMake';
}
