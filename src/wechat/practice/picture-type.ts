/** The picture formats that the practice gateway takes, told by their first bytes (magic numbers). */
const pictureTypes = [
  { extension: 'jpg', mime: 'image/jpeg', matches: (b: Uint8Array) => startsWith(b, [0xff, 0xd8, 0xff]) },
  {
    extension: 'png',
    mime: 'image/png',
    matches: (b: Uint8Array) => startsWith(b, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { extension: 'gif', mime: 'image/gif', matches: (b: Uint8Array) => /^GIF8[79]a$/.test(latin1(b, 0, 6)) },
  {
    extension: 'webp',
    mime: 'image/webp',
    matches: (b: Uint8Array) => latin1(b, 0, 4) === 'RIFF' && latin1(b, 8, 12) === 'WEBP',
  },
] as const;

export type PictureType = { extension: string; mime: string };

/** What kind of picture the bytes are, or null when they are none that WeChat shows. The name is not trusted. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  const found = pictureTypes.find((type) => type.matches(bytes));
  return found ? { extension: found.extension, mime: found.mime } : null;
}

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
