import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import satori, { type SatoriOptions } from 'satori';
import { cleanParams } from './clean-words.ts';
import type { Picture } from './picture.ts';
import { WIDTH } from './style.ts';
import { boxesOf } from './templates/index.ts';

/** A box as satori has laid it out, in pixels; for checks that nothing leaves the page. */
export type LaidOut = Parameters<NonNullable<SatoriOptions['onNodeDetected']>>[0];

let fonts: SatoriOptions['fonts'] | undefined;

/** The fonts out of their package. satori keeps what it has read of them as long as it is given the same list. */
function packagedFonts(): SatoriOptions['fonts'] {
  const home = dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'));
  const font = (file: string, weight: 400 | 700) => ({
    name: 'Noto',
    weight,
    style: 'normal' as const,
    data: readFileSync(join(home, '../fonts', file)),
  });
  return [font('NotoSansHans-Regular.otf', 400), font('NotoSansHans-Bold.otf', 700)];
}

/**
 * Draws a picture as PNG. The same data give the same bytes. Takes 0.1–0.3 s of pure computing, and a second more the
 * first time: so it runs in a thread of its own (picture-thread.ts).
 */
export async function drawPicture(
  picture: Picture,
  onNode?: (node: LaidOut) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  fonts ??= packagedFonts();
  const boxes = boxesOf({ ...picture, params: cleanParams(picture.params) } as Picture);
  // Without loadAdditionalAsset satori has nowhere to fetch from: what the fonts lack becomes their empty-box glyph.
  const svg = await satori(boxes as never, {
    width: WIDTH,
    fonts,
    ...(onNode ? { onNodeDetected: onNode } : {}),
  });
  const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  return new Uint8Array(png);
}
