import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { FilesOnTheWay } from '#src/wechat/practice/files-on-the-way.ts';

test.each([0, 1, 20 * 1024, 5 * 1024 * 1024])(
  'a file of %i bytes is whole as soon as it has a name',
  async (size) => {
    const files = new FilesOnTheWay();
    const bytes = Buffer.alloc(size, 7);
    const ids = await Promise.all([1, 2, 3].map(() => files.save(Readable.from(size ? [bytes] : []))));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(Buffer.compare(await buffer(await files.load(id)), bytes)).toBe(0);
  },
);

test('what nobody fetches does not pile up', async () => {
  const files = new FilesOnTheWay();
  const ids: string[] = [];
  for (let nth = 0; nth < 8; nth++)
    ids.push(await files.save(Readable.from([Buffer.alloc(10 * 1024 * 1024)])));
  await expect(files.load(ids[0] ?? '')).rejects.toThrow('there is no file');
  expect((await buffer(await files.load(ids[7] ?? ''))).length).toBe(10 * 1024 * 1024);
});
