import { pictureSvg } from '#src/pictures/draw.ts';
import type { Picture } from '#src/pictures/picture.ts';

/** In pixels of the picture. */
export interface Place {
  left: number;
  top: number;
  right: number;
  bottom: number;
  text: string;
}

export interface PictureLayout {
  height: number;
  /** The boxes that texts were given. */
  boxes: Place[];
  /** The coloured grounds, whose edges can be seen. */
  grounds: Place[];
  /** The words and characters as they are set, each as wide as it is drawn; from the baseline up. */
  words: Place[];
}

/** Where the words of a picture went, and where they should be. */
export async function layoutOf(picture: Picture): Promise<PictureLayout> {
  const boxes: Place[] = [];
  const grounds: Place[] = [];
  const svg = await pictureSvg(picture, {
    embedFont: false,
    onNodeDetected({ left, top, width, height, textContent, props }) {
      const place = { left, top, right: left + width, bottom: top + height, text: textContent ?? '' };
      if (textContent) boxes.push(place);
      if (props.style?.backgroundColor) grounds.push(place);
    },
  });
  const words = [...svg.matchAll(/<text ([^>]*)>([^<]*)</g)].map(([, attributes = '', text = '']) => {
    const of = (name: string) => Number(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1]);
    const [left, bottom] = [of('x'), of('y')];
    return { left, right: left + of('width'), bottom, top: bottom - 0.7 * of('font-size'), text };
  });
  return { height: Number(/^<svg [^>]*height="(\d+)"/.exec(svg)?.[1]), boxes, grounds, words };
}

/** Whether one place lies in another, give or take the rounding to whole pixels. */
export function isWithin(inner: Place, outer: Place): boolean {
  const slack = 1.5;
  return (
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack
  );
}

export function overlap(a: Place, b: Place): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
