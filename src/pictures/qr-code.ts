import QRCode from 'qrcode';
import type { Box } from './h.ts';

/** A QR code as one path, `size` pixels wide with the quiet zone of four modules that readers want. */
export function qrCode(words: string, size: number): Box {
  const { modules } = QRCode.create(words, { errorCorrectionLevel: 'M' });
  const quiet = 4;
  const path: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) path.push(`M${x + quiet} ${y + quiet}h1v1h-1z`);
    }
  }
  const side = modules.size + 2 * quiet;
  return {
    type: 'svg',
    props: {
      width: size,
      height: size,
      viewBox: `0 0 ${side} ${side}`,
      'shape-rendering': 'crispEdges',
      children: [{ type: 'path', props: { d: path.join(''), fill: '#000000' } }],
    },
  };
}
