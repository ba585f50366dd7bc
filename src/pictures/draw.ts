import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import satori, { type SatoriOptions } from 'satori';
import { cleanParams } from './clean-words.ts';
import type { Picture } from './picture.ts';
import { WIDTH } from './style.ts';
import { boxesOf } from './templates/index.ts';

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

/** A picture as SVG. @param checks what satori can say of its layout, for checks that nothing leaves its place. */
export async function pictureSvg(
  picture: Picture,
  checks: Pick<SatoriOptions, 'onNodeDetected' | 'embedFont'> = {},
): Promise<string> {
  fonts ??= packagedFonts();
  const boxes = boxesOf({ ...picture, params: cleanParams(picture.params) } as Picture);
  // Without loadAdditionalAsset satori has nowhere to fetch from: what the fonts lack becomes their empty-box glyph.
  return satori(boxes as never, { width: WIDTH, fonts, ...checks });
}

/**
 * Draws a picture as PNG. The same data give the same bytes. Takes 0.1–0.3 s of pure computing, and a second more the
 * first time: so it runs in a thread of its own (drawing-thread.ts).
 */
export async function drawPicture(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const svg = await pictureSvg(picture);
  return new Uint8Array(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}
