import type { FileBoxInterface } from 'file-box';

/** WeChat itself takes pictures of up to 25 MB. */
const maxBytes = 25 * 1024 * 1024;

/** The bytes of a file from the gateway; stops reading when it grows beyond what WeChat allows. */
export async function readFile(file: FileBoxInterface): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await file.toStream()) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new Error(`the file is larger than ${maxBytes} bytes`);
  }
  return Buffer.concat(chunks);
}
