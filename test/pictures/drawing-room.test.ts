import { Buffer } from 'node:buffer';
import { expect, onTestFinished, test } from 'vitest';
import { drawPicture } from '#src/pictures/draw.ts';
import { DrawingRoom, type DrawingRoomOptions } from '#src/pictures/drawing-room.ts';
import type { Job } from '#src/pictures/drawing-thread.ts';
import { samplePictures } from '#test/support/sample-pictures.ts';

const board: Job = { kind: 'picture', picture: samplePictures.board };
const unknown: Job = { kind: 'picture', picture: { template: 'no such', params: {} } as never };
const sheet = (name: string): Job => ({
  kind: 'sheet',
  sheet: { fileName: name, tabs: [{ name, columns: [{ title: name, type: 'text' }], rows: [] }] },
});
const faulty = new URL('../support/faulty-drawing-thread.ts', import.meta.url);

function open(options: DrawingRoomOptions = {}): DrawingRoom {
  const room = new DrawingRoom(options);
  onTestFinished(() => room.stop());
  return room;
}

test('the thread starts with the first job and draws what this one would', async () => {
  const room = open();
  expect(room.isOpen).toBe(false);
  expect(Buffer.compare(await room.make(board), await drawPicture(samplePictures.board))).toBe(0);
  expect(room.isOpen).toBe(true);
});

test('jobs that are asked for together are all done; a bad one spoils only itself', async () => {
  const room = open();
  const [first, bad, last] = await Promise.allSettled([
    room.make(board),
    room.make(unknown),
    room.make(sheet('名单')),
  ]);
  expect(first.status).toBe('fulfilled');
  expect(bad).toMatchObject({ status: 'rejected', reason: { name: 'CannotMake' } });
  expect(last.status).toBe('fulfilled');
});

test('a job that never ends is given up for good, and those behind it are done', async () => {
  const room = open({ timeoutMs: 4000, thread: faulty });
  const [hung, next] = await Promise.allSettled([room.make(sheet('hangs')), room.make(sheet('名单'))]);
  expect(hung).toMatchObject({ status: 'rejected', reason: { name: 'CannotMake' } });
  expect(next.status).toBe('fulfilled');
});

test('a thread that dies fails its job in a way that may pass, and the next job gets a new thread', async () => {
  const room = open({ thread: faulty });
  const [lost, next] = await Promise.allSettled([room.make(sheet('dies')), room.make(sheet('名单'))]);
  expect(lost).toMatchObject({
    status: 'rejected',
    reason: { name: 'Error', message: 'the drawing thread ended with code 3' },
  });
  expect(next.status).toBe('fulfilled');
});

test('the thread ends when nothing was drawn for a while, and starts again when needed', async () => {
  const room = open({ idleMs: 10 });
  await room.make(sheet('名单'));
  await expect.poll(() => room.isOpen).toBe(false);
  expect((await room.make(sheet('名单'))).length).toBeGreaterThan(500);
});

test('stopping rejects what is under way and what comes later', async () => {
  const room = open();
  const drawing = Promise.allSettled([room.make(board), room.make(board)]);
  await room.stop();
  for (const outcome of await drawing)
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: { message: 'the drawing thread was stopped' },
    });
  await expect(room.make(board)).rejects.toThrow('stopped');
});
