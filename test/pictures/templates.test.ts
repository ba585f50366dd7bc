import { Buffer } from 'node:buffer';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { drawPicture, type LaidOut } from '#src/pictures/draw.ts';
import type { Picture } from '#src/pictures/picture.ts';
import { decode, ink } from '#test/support/pixels.ts';
import { overlongPictures, samplePictures } from '#test/support/sample-pictures.ts';

const TEMPLATES = Object.keys(samplePictures) as Picture['template'][];

describe.each(TEMPLATES)('%s', (template) => {
  const sample = samplePictures[template];

  test('is a PNG as wide as two phones’ points, with something on it from head to foot', async () => {
    const { width, height, data } = decode(await drawPicture(sample));
    expect(width).toBe(750);
    expect(height).toBeGreaterThan(900);
    const picture = { width, height, data };
    for (const [top, bottom] of [
      [30, 150],
      [height / 2, height / 2 + 150],
      [height - 70, height - 25],
    ] as const) {
      expect(
        ink(picture, { left: 40, top: Math.floor(top), right: 710, bottom: Math.floor(bottom) }),
      ).toBeGreaterThan(300);
    }
  });

  test('the same data give the same bytes', async () => {
    const [first, again] = [await drawPicture(sample), await drawPicture(structuredClone(sample))];
    expect(Buffer.compare(first, again)).toBe(0);
  });

  test('shows all that it is given: whatever changes, the picture changes', async () => {
    const before = await drawPicture(sample);
    const unseen: string[] = [];
    for (const path of leaves(sample.params)) {
      const after = await drawPicture({ template, params: changedAt(sample.params, path) } as Picture);
      if (Buffer.compare(before, after) === 0) unseen.push(path.join('.'));
    }
    expect(unseen).toEqual([]);
  });

  test('at its worst every text keeps to its place: none leaves the page or lies on another', async () => {
    const texts: LaidOut[] = [];
    const png = await drawPicture(overlongPictures[template], (node) => {
      if (node.textContent) texts.push(node);
    });
    const picture = decode(png);
    expect(texts.length).toBeGreaterThan(10);
    for (const { left, top, width, height, textContent } of texts) {
      const isInside = left >= 28 && left + width <= 722 && top >= 0 && top + height <= picture.height;
      expect(isInside, textContent).toBe(true);
    }
    expect(overlapping(texts)).toEqual([]);
    // Layout says where boxes are; the pixels say that nothing was drawn beyond them.
    for (let y = 0; y < picture.height; y += 1) {
      expect(ink(picture, { left: 0, top: y, right: 27, bottom: y + 1 }), `left edge at ${y}`).toBe(0);
      expect(ink(picture, { left: 723, top: y, right: 750, bottom: y + 1 }), `right edge at ${y}`).toBe(0);
    }
  });
});

test('a row that was taken back is struck through', async () => {
  const { params } = samplePictures.publicity as Extract<Picture, { template: 'publicity' }>;
  const [row] = params.rows;
  if (!row) throw new Error('the sample has no rows');
  const darkest = async (struck: boolean) => {
    const boxes: LaidOut[] = [];
    const picture = decode(
      await drawPicture({ template: 'publicity', params: { ...params, rows: [{ ...row, struck }] } }, (box) =>
        boxes.push(box),
      ),
    );
    const box = boxes.find(({ textContent }) => textContent === row.what);
    if (!box) throw new Error('the row is not there');
    // Letters leave gaps; a line that runs through them all fills one row of pixels.
    const rows = Array.from({ length: box.height }, (_, y) =>
      ink(picture, { left: box.left - 2, top: box.top + y, right: box.left + 130, bottom: box.top + y + 1 }),
    );
    return Math.max(...rows);
  };
  expect(await darkest(false)).toBeLessThan(110);
  expect(await darkest(true)).toBeGreaterThan(125);
});

test('a phone can read the poster’s code', async () => {
  const { data, width, height } = decode(await drawPicture(samplePictures['activity-poster']));
  expect(jsQR(data, width, height)?.data).toBe('https://example.org/activities/12');
  const worst = decode(await drawPicture(overlongPictures['activity-poster']));
  expect(jsQR(worst.data, worst.width, worst.height)?.data).toContain('https://example.org/activity/987654');
});

test('a character that the font lacks becomes a crossed box, each the same', async () => {
  const named = (name: string) =>
    drawPicture({
      template: 'board',
      params: { title: '红榜', subtitle: '桂花里社区', rows: [{ rank: 1, name, points: 1 }], unit: '分' },
    });
  const [none, one, other] = [await named('张'), await named('张\u{323AF}'), await named('张\u{323AE}')];
  expect(Buffer.compare(one, none)).not.toBe(0);
  expect(Buffer.compare(one, other)).toBe(0);
});

test('a store’s null is as good as absent', async () => {
  const { qr, place, ...rest } = samplePictures['activity-poster'].params as unknown as Record<
    string,
    unknown
  >;
  const absent = { template: 'activity-poster', params: rest } as unknown as Picture;
  const nulls = {
    template: 'activity-poster',
    params: { ...rest, qr: null, place: null },
  } as unknown as Picture;
  expect(Buffer.compare(await drawPicture(absent), await drawPicture(nulls))).toBe(0);
});

test('a template that is not there is an error, not an empty picture', async () => {
  await expect(drawPicture({ template: 'toString', params: {} } as never)).rejects.toThrow('no template');
});

type Path = (string | number)[];

/** Where the data have a value; of a list only the first entry. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return leaves(value[0], [...path, 0]);
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]));
}

function changedAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) {
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    return String(value).replace(/.$/, '9');
  }
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? changedAt(one, rest) : one));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: changedAt(record[key], rest) };
}

function overlapping(texts: LaidOut[]): string[] {
  return texts.flatMap((a, index) =>
    texts
      .slice(index + 1)
      .filter(
        (b) =>
          a.left < b.left + b.width &&
          b.left < a.left + a.width &&
          a.top < b.top + b.height &&
          b.top < a.top + a.height,
      )
      .map((b) => `${a.textContent} | ${b.textContent}`),
  );
}
