import type { EvidenceFolder } from '#src/claims/evidence-folder.ts';
import { type Attachment, CannotMake, type FileToSend } from './attachment.ts';

/** Makes attachments into files, when they are sent. */
export class AttachmentFiles {
  readonly #evidence: Pick<EvidenceFolder, 'read'>;

  constructor({ evidence }: { evidence: Pick<EvidenceFolder, 'read'> }) {
    this.#evidence = evidence;
  }

  /** @throws {CannotMake} when it can't be made from its data; ENOENT when the evidence is gone. */
  async make(attachment: Attachment): Promise<FileToSend> {
    switch (attachment.kind) {
      case 'evidence':
        return { name: attachment.name, bytes: await this.#evidence.read(attachment.name) };
      default:
        throw new CannotMake(`no way yet to make a ${attachment.kind}`);
    }
  }

  async stop(): Promise<void> {}
}
