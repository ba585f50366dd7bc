import { Buffer } from 'node:buffer';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { drawPicture } from '#src/pictures/draw.ts';
import type { Picture } from '#src/pictures/picture.ts';
import { isWithin, layoutOf, overlap } from '#test/support/picture-layout.ts';
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

  test('at its worst every word keeps to its box, and no box leaves the page or lies on another', async () => {
    const { height, boxes, grounds, words } = await layoutOf(overlongPictures[template]);
    expect(words.length).toBeGreaterThan(100);
    const page = { left: 28, top: 0, right: 722, bottom: height, text: '' };
    expect(boxes.filter((box) => !isWithin(box, page))).toEqual([]);
    expect(
      boxes.filter((box) => grounds.some((ground) => overlap(box, ground) && !isWithin(box, ground))),
    ).toEqual([]);
    expect(words.filter((word) => !boxes.some((box) => isWithin(word, box)))).toEqual([]);
    const onAnother = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter((b) => overlap(a, b))
        .map((b) => [a.text, b.text]),
    );
    expect(onAnother).toEqual([]);
  });

  test('at its worst nothing is cut off: every character that was given is set', async () => {
    const { words } = await layoutOf(overlongPictures[template]);
    const set = words.map(({ text }) => text).join('');
    const missing = texts(overlongPictures[template].params).filter(
      (text) => !unspaced(set).includes(unspaced(text)),
    );
    expect(missing).toEqual([]);
  });
});

test('a row that was taken back is struck through', async () => {
  const { params } = samplePictures.publicity as Extract<Picture, { template: 'publicity' }>;
  const [row] = params.rows;
  if (!row) throw new Error('the sample has no rows');
  const darkest = async (struck: boolean) => {
    const taken: Picture = { template: 'publicity', params: { ...params, rows: [{ ...row, struck }] } };
    const box = (await layoutOf(taken)).boxes.find(({ text }) => text === row.what);
    if (!box) throw new Error('the row is not there');
    const picture = decode(await drawPicture(taken));
    // Letters leave gaps; a line that runs through them all fills one row of pixels.
    const rows = Array.from({ length: box.bottom - box.top }, (_, y) =>
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

/** Where the data have a value; of a list only the entry that says most. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) {
    const sizes = value.map((one) => Object.keys(one).length);
    const fullest = sizes.indexOf(Math.max(...sizes));
    return leaves(value[fullest], [...path, fullest]);
  }
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

/** Every text in the data, but for days and addresses of pages, which are shown otherwise. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$|^https:/.test(value) ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

function unspaced(text: string): string {
  return text.replaceAll(' ', '');
}
