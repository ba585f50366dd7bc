import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { local } from '#src/calendar.ts';
import { startPracticeBot } from './practice-bot.ts';
import { launchBrowser, PracticePage, phone } from './practice-browser.ts';

/** The loop of docs/activities.md on the practice page; the pictures in docs/images are what this test keeps. */
const grid1 = '桂花里一网格居民群';
const workers = '网格员工作群';
const review = '积分评审组';

let browser: Browser;
let bot: Awaited<ReturnType<typeof startPracticeBot>>;
beforeAll(async () => {
  browser = await launchBrowser();
  bot = await startPracticeBot();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
});

async function jump(to: string): Promise<void> {
  const answer = await fetch(`${bot.url}/api/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  });
  expect(answer.ok).toBe(true);
}

test('recruit, sign up, serve, earn on the practice page', { timeout: 240_000 }, async () => {
  const desk = await PracticePage.open(browser, bot.url);
  const handy = await PracticePage.open(browser, bot.url, phone);
  await desk.page.getByText('小积在线').waitFor();

  await desk.speakAs('孙丽');
  await desk.openChat(workers);
  await desk.say('后天上午9点花园小区清洁家园，招4人，2小时，带手套');
  await desk.message('【招募预览，还没有发布】').waitFor();
  await desk.say('是');
  await desk.message(/活动 1“清洁家园”已发到/).waitFor();
  await desk.screenshot('activities-publish');

  await handy.speakAs('张三');
  await handy.openChat(grid1);
  await handy.message('【招募】清洁家园').waitFor();
  await handy.page.locator('.picture img').last().waitFor();
  await handy.page
    .locator('.picture img')
    .last()
    .evaluate((poster) => (poster as HTMLImageElement).decode());
  await handy.screenshot('activities-poster');
  await handy.say('报名 1 我和我妈');
  await handy.message(/张三、张三的妈已报名/).waitFor();
  await handy.page.getByRole('button', { name: '返回聊天列表' }).tap();
  for (const name of ['王芳', '赵敏', '周建国']) {
    await handy.speakAs(name);
    await handy.openChat(grid1);
    await handy.say('报名 1');
    await handy.message(new RegExp(`${name}`)).waitFor();
    await handy.page.getByRole('button', { name: '返回聊天列表' }).tap();
  }
  await handy.speakAs('王芳');
  await handy.openChat(grid1);
  await handy.message(/周建国排在候补第一位/).waitFor();
  await handy.say('不去 1');
  await handy.message(/周建国已从候补转为正式报名/).waitFor();
  await handy.screenshot('activities-waitlist');

  await jump(local(new Date()).plus({ days: 2 }).toFormat("yyyy-MM-dd'T'11:05"));

  await desk.say('全到 1 除了 赵敏');
  await desk.message(/除赵敏外全部到场/).waitFor();
  await desk.say('结束活动 1');
  await desk.message(/已结束，到场 3 人/).waitFor();
  await desk.screenshot('activities-close');
  await desk.speakAs('周建国');
  await desk.openChat(review);
  await desk.message('【待评审】活动 1').waitFor();
  await desk.screenshot('activities-review');
  expect([...desk.faults, ...handy.faults]).toEqual([]);
});
