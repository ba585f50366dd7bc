import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { WechatyBuilder } from 'wechaty';
import { log } from 'wechaty-puppet';
import { PuppetService } from 'wechaty-puppet-service';
import { systemClock } from '#src/clock.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import { createPracticeServer } from '#src/wechat/practice/practice-server.ts';

log.level('silent');

test('an ordinary wechaty bot, as in wechaty’s own README, works on the practice gateway', async () => {
  const gateway = await createPracticeServer({
    world: readWorldFile('samples/guihuali/practice.yaml'),
    clock: systemClock,
    token: `insecure_${randomUUID()}`,
    grpcPort: 0,
  });
  onTestFinished(() => gateway.close());
  const puppet = new PuppetService({
    endpoint: gateway.endpoint,
    token: gateway.token,
    timeoutSeconds: 86_400,
  });
  const bot = WechatyBuilder.build({ puppet });
  onTestFinished(() => bot.stop());
  bot.on('message', async (message) => {
    const room = message.room();
    if (message.self() || !room || message.text() !== 'ding') return;
    const talker = message.talker();
    await room.say(`dong from ${await room.topic()}`, talker);
  });
  const loggedIn = new Promise((resolve) => bot.once('login', resolve));
  await bot.start();
  await loggedIn;

  const answer = new Promise<string>((resolve) => {
    gateway.onMessage(({ senderId, text }) => senderId === 'xiaoji' && resolve(text));
  });
  gateway.say({ as: 'zhang-san', conversation: 'guihuali-1@chatroom', kind: 'text', text: 'ding' });
  expect(await answer).toMatch(/^@3-2-501 张三\s+dong from 桂花里一网格居民群$/);
});
