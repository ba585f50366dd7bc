import { PNG } from 'pngjs';

/** A decoded picture, to look into. */
export interface Pixels {
  width: number;
  height: number;
  /** RGBA, four bytes a pixel. */
  data: Uint8ClampedArray;
}

/** @throws when it is no PNG, or a damaged one. */
export function decode(png: Uint8Array): Pixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  return { width, height, data: new Uint8ClampedArray(data) };
}

/** How many pixels of a part of the picture differ from the one at its top left corner: 0 is a blank part. */
export function ink(
  { width, data }: Pixels,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): number {
  const at = (x: number, y: number) => data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3);
  const ground = at(left, top).join();
  let count = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) if (at(x, y).join() !== ground) count += 1;
  }
  return count;
}
