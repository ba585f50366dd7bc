const maxBytes = 8 * 1024 * 1024;
const types = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** Why a file cannot be sent. */
export type PictureFault =
  | { reason: 'not-a-picture'; name: string }
  | { reason: 'too-large'; name: string; bytes: number }
  | { reason: 'empty'; name: string };

/** What is wrong with a file that somebody wants to send, or null when it can go. */
export function pictureFault(file: File): PictureFault | null {
  if (!types.includes(file.type)) return { reason: 'not-a-picture', name: file.name };
  if (file.size === 0) return { reason: 'empty', name: file.name };
  if (file.size > maxBytes) return { reason: 'too-large', name: file.name, bytes: file.size };
  return null;
}

export const pictureTypes = types.join(',');

/** The file's bytes as base64. */
export function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
