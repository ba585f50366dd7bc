import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { UniformResourceNameRegistry } from 'file-box';

/** So many bytes are kept for whoever fetches them; then the oldest files go. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Files that have been uploaded to the gateway and not been sent yet, or wait to be fetched. Upstream writes them to a
 * temporary folder and gives their name away before they are on the disk: whoever was quick found no file, or half of
 * one. Here they stay in memory, and are whole before they have a name.
 */
export class FilesOnTheWay extends UniformResourceNameRegistry {
  readonly #files = new Map<string, Buffer>();

  override init(): void {}

  override async save(stream: NodeJS.ReadableStream): Promise<string> {
    const bytes = await buffer(stream);
    const id = randomUUID();
    this.#files.set(id, bytes);
    let total = [...this.#files.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [oldest, { length }] of this.#files) {
      if (total <= MAX_BYTES || oldest === id) break;
      this.#files.delete(oldest);
      total -= length;
    }
    return id;
  }

  override async load(id: string): Promise<Readable> {
    const bytes = this.#files.get(id);
    if (!bytes) throw new Error(`there is no file ${id} on the way`);
    return Readable.from([bytes], { objectMode: false });
  }

  override destroy(): void {
    this.#files.clear();
  }
}
