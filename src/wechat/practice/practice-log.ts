import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatMessage } from './api.ts';

/** One thing that happened in practice, as a line of `chat.jsonl`. */
export type PracticeRecord =
  | { type: 'message'; message: ChatMessage }
  | { type: 'alias'; room: string; person: string; alias: string }
  | { type: 'clock'; offsetMs: number };

/**
 * The chat on disk, so that a restart shows what was there: JSON lines, and a folder of pictures and files.
 * Without a folder nothing is written and they are kept in memory.
 */
export class PracticeLog {
  readonly #folder: string | undefined;
  readonly #files = new Map<string, Uint8Array>();

  constructor(folder?: string) {
    this.#folder = folder;
    if (folder) mkdirSync(join(folder, 'files'), { recursive: true });
  }

  /** Everything recorded so far. A line cut short by a crash is left out, and the next one starts afresh. */
  read(): PracticeRecord[] {
    if (!this.#folder || !existsSync(this.#file)) return [];
    const text = readFileSync(this.#file, 'utf8');
    if (text !== '' && !text.endsWith('\n')) appendFileSync(this.#file, '\n');
    return text.split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as PracticeRecord];
      } catch (error) {
        if (error instanceof SyntaxError) return [];
        throw error;
      }
    });
  }

  append(record: PracticeRecord): void {
    if (this.#folder) appendFileSync(this.#file, `${JSON.stringify(record)}\n`);
  }

  saveFile(id: string, bytes: Uint8Array): void {
    if (this.#folder) writeFileSync(join(this.#folder, 'files', id), bytes);
    else this.#files.set(id, bytes);
  }

  /** A picture's or file's bytes, or undefined when there is none of that id. */
  file(id: string): Uint8Array | undefined {
    if (!/^[\w-]+\.[a-z]+$/.test(id)) return undefined;
    if (!this.#folder) return this.#files.get(id);
    const path = join(this.#folder, 'files', id);
    return existsSync(path) ? readFileSync(path) : undefined;
  }

  clear(): void {
    this.#files.clear();
    if (!this.#folder) return;
    rmSync(this.#file, { force: true });
    rmSync(join(this.#folder, 'files'), { recursive: true, force: true });
    mkdirSync(join(this.#folder, 'files'), { recursive: true });
  }

  get #file(): string {
    return join(this.#folder ?? '', 'chat.jsonl');
  }
}
