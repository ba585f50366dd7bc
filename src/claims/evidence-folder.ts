import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Evidence } from './schema.ts';

/** Largest picture that is kept, in bytes. */
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;

const TYPES: { mediaType: string; extension: string; matches: (bytes: Buffer) => boolean }[] = [
  {
    mediaType: 'image/jpeg',
    extension: 'jpg',
    matches: (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  },
  {
    mediaType: 'image/png',
    extension: 'png',
    matches: (bytes) => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n',
  },
  {
    mediaType: 'image/gif',
    extension: 'gif',
    matches: (bytes) => /^GIF8[79]a/.test(bytes.subarray(0, 6).toString('latin1')),
  },
  {
    mediaType: 'image/webp',
    extension: 'webp',
    matches: (bytes) =>
      bytes.subarray(0, 4).toString('latin1') === 'RIFF' &&
      bytes.subarray(8, 12).toString('latin1') === 'WEBP',
  },
];

/**
 * Pictures on disk, each under the hash of its content: the same picture is kept once, and a stored one can't be
 * changed without its name giving it away. The type is read from the bytes, never from what the sender called it.
 */
export class EvidenceFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps a picture; on return its bytes are on the disk. Says why when it is not one that we keep. */
  async keep(data: Uint8Array): Promise<Evidence | 'type' | 'size'> {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (bytes.length > MAX_PICTURE_BYTES) return 'size';
    const type = TYPES.find(({ matches }) => matches(bytes));
    if (!type) return 'type';
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = this.#path(`${sha256}.${type.extension}`);
    if (!(await exists(path))) await writeDurably(path, bytes);
    return { sha256, mediaType: type.mediaType, bytes: bytes.length };
  }

  /** File name of a kept picture, as the outbox carries it. */
  nameOf({ sha256, mediaType }: Evidence): string {
    return `${sha256}.${TYPES.find((type) => type.mediaType === mediaType)?.extension ?? 'bin'}`;
  }

  read(name: string): Promise<Buffer> {
    if (!/^[0-9a-f]{64}\.[a-z]+$/.test(name)) throw new Error(`not the name of a kept picture: ${name}`);
    return readFile(this.#path(name));
  }

  #path(name: string): string {
    return join(this.#folder, name.slice(0, 2), name);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.part`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await unlink(temporary);
    throw error;
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
