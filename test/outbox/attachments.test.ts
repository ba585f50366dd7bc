import { Buffer } from 'node:buffer';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { entry } from '#src/outbox/entries.ts';
import type { Attachment } from '#src/pictures/attachment.ts';
import { drawPicture } from '#src/pictures/draw.ts';
import { reply } from '#src/replies/reply.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { samplePictures } from '#test/support/sample-pictures.ts';

const RESIDENTS = '桂花里一网格居民群';

/** The bot owes a group one sentence and what belongs to it. */
async function owe(community: OpenCommunity, id: string, attachment?: Attachment): Promise<void> {
  const bot = community.bot();
  const room = (await bot.connection.rooms()).find(({ topic }) => topic === RESIDENTS);
  const to = {
    account: bot.connection.account.id,
    conversation: { kind: 'room' as const, id: room?.id ?? '' },
    language: 'zh' as const,
  };
  const said = { ...reply('not-resident', {}, attachment ? { attachment } : {}), to };
  await bot.app.outbox.queue([entry(id, said, community.clock.now(), 'again')]);
}

function stateOf(community: OpenCommunity, id: string): () => Promise<unknown> {
  const { app, store } = community.bot();
  return async () =>
    (await store.connection.collection(app.outbox.collection).findOne({ _id: id as never }))?.state;
}

/** The file that a message in the group carries. */
function fileOf(community: OpenCommunity, url: string | undefined): Uint8Array {
  return community.gateway.world.file(url?.slice('/files/'.length) ?? '') ?? new Uint8Array();
}

test('a picture is drawn when it is sent, and follows its text', async () => {
  const community = await openCommunity();
  await owe(community, 'poster', { kind: 'picture', picture: samplePictures['activity-poster'] });
  await community.passTime();

  const [text, picture] = community.gateway.messages(roomId(community)).slice(-2);
  expect(text).toMatchObject({ kind: 'text' });
  expect(picture).toMatchObject({ kind: 'picture', senderId: text?.senderId });
  const bytes = Buffer.from(fileOf(community, picture?.pictureUrl));
  expect(Buffer.compare(bytes, await drawPicture(samplePictures['activity-poster']))).toBe(0);
});

test('a sheet is a file that can be opened', async () => {
  const community = await openCommunity();
  await owe(community, 'list', {
    kind: 'sheet',
    sheet: {
      fileName: '小积-名单.xlsx',
      tabs: [
        {
          name: '名单',
          columns: [
            { title: '门牌号', type: 'text' },
            { title: '积分', type: 'number' },
          ],
          rows: [
            ['3-2-501', 20],
            ['=1+1', null],
          ],
        },
      ],
    },
  });
  await community.passTime();

  const file = community.gateway.messages(roomId(community)).at(-1);
  expect(file).toMatchObject({ kind: 'file', text: '小积-名单.xlsx' });
  expect(await readSheet(Buffer.from(fileOf(community, file?.fileUrl)))).toEqual([
    ['门牌号', '积分'],
    ['3-2-501', 20],
    ['=1+1', null],
  ]);
});

test('a picture that can’t be drawn is given up after its text; what waits behind it is said', async () => {
  const community = await openCommunity();
  await owe(community, 'broken', { kind: 'picture', picture: { template: 'board', params: {} } as never });
  await owe(community, 'gone', { kind: 'evidence', name: `${'0'.repeat(64)}.png` });
  await owe(community, 'after');
  await community.passTime();

  expect(community.heard(RESIDENTS)).toHaveLength(3);
  expect(await stateOf(community, 'broken')()).toBe('failed');
  expect(await stateOf(community, 'gone')()).toBe('failed');
  await expect.poll(stateOf(community, 'after')).toBe('sent');

  await community.restart();
  await community.passTime();
  expect(community.heard(RESIDENTS)).toHaveLength(3);
});

test('what was owed before a restart is drawn after it', async () => {
  const community = await openCommunity();
  await community.bot().app.outbox.stop();
  await owe(community, 'owed', { kind: 'picture', picture: samplePictures.board });
  expect(community.heard(RESIDENTS)).toEqual([]);

  await community.restart();
  await community.passTime();
  expect(community.heard(RESIDENTS)).toEqual([expect.any(String), '[图片]']);
});

function roomId({ gateway }: OpenCommunity): string {
  return gateway.world.rooms.find(({ topic }) => topic === RESIDENTS)?.id ?? '';
}
