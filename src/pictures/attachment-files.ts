import type { EvidenceFolder } from '#src/claims/evidence-folder.ts';
import type { Attachment, FileToSend } from './attachment.ts';
import { DrawingRoom } from './drawing-room.ts';
import { sheetFileName } from './sheet.ts';

/** Makes attachments into files, when they are sent. */
export class AttachmentFiles {
  readonly #evidence: Pick<EvidenceFolder, 'read'>;
  readonly #drawingRoom = new DrawingRoom();

  constructor({ evidence }: { evidence: Pick<EvidenceFolder, 'read'> }) {
    this.#evidence = evidence;
  }

  /**
   * @throws {CannotMake} when the data don't make a file, now or ever; ENOENT when the evidence is gone; any other
   * error may pass.
   */
  async make(attachment: Attachment): Promise<FileToSend> {
    switch (attachment.kind) {
      case 'evidence':
        return { name: attachment.name, bytes: await this.#evidence.read(attachment.name) };
      case 'picture':
        return {
          name: `${attachment.picture.template}.png`,
          bytes: await this.#drawingRoom.make(attachment),
        };
      case 'sheet':
        return { name: sheetFileName(attachment.sheet), bytes: await this.#drawingRoom.make(attachment) };
    }
  }

  stop(): Promise<void> {
    return this.#drawingRoom.stop();
  }
}
