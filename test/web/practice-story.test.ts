import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startPracticeBot } from './practice-bot.ts';
import { launchBrowser, PracticePage, phone } from './practice-browser.ts';

/** The whole loop as a newcomer plays it: the page in a browser, the real bot over real gRPC, the real store. */
const grid1 = '桂花里一网格居民群';
const review = '积分评审组';

let browser: Browser;
let bot: Awaited<ReturnType<typeof startPracticeBot>>;
const pages: PracticePage[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  bot = await startPracticeBot();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
});
afterEach(async () => {
  const faults = pages.flatMap((page) => page.faults);
  for (const page of pages.splice(0)) await page.close();
  expect((await fetch(`${bot.url}/api/reset`, { method: 'POST' })).ok).toBe(true);
  expect(faults).toEqual([]);
});

async function open(options?: typeof phone): Promise<PracticePage> {
  const page = await PracticePage.open(browser, bot.url, options);
  pages.push(page);
  return page;
}

/** Asks 小积 in the direct chat, and reads the household's points from the answer. */
async function balance(page: PracticePage): Promise<number> {
  await page.openChat('小积');
  const before = await page.messages.count();
  await page.say('查积分');
  const answer = page.messages.nth(before + 1);
  await answer.waitFor();
  const points = /当前积分 (\d+) 分/.exec((await answer.textContent()) ?? '')?.[1];
  return Number(points);
}

test('a report, approved by quoting its card, becomes twenty points', { timeout: 90_000 }, async () => {
  const page = await open();
  await page.page.getByText('小积在线').waitFor();
  await page.screenshot('practice-desktop-start');
  const before = await balance(page);

  await page.openChat(grid1);
  await page.say('上报 志愿服务 2小时 昨天 清扫楼道');
  await page.message('已记录 #').waitFor();

  await page.speakAs('赵敏');
  await page.openChat(review);
  await page.message('清扫楼道').waitFor();
  await page.quote('清扫楼道', '通过');
  await page.message(/已通过.*赵敏/).waitFor();
  await page.screenshot('practice-desktop-review');

  await page.speakAs('张三');
  expect(await balance(page)).toBe(before + 20);
  await page.openChat(grid1);
  await page.message(/已通过/).waitFor();
  await page.screenshot('practice-desktop-approved');
});

/** What 小积 says to each step of the guide, in its order. */
const answers = [
  /已记录 #\d+：张三/,
  /张三.*已通过（赵敏）/,
  /当前积分 \d+ 分/,
  /Recorded #\d+/,
  /已记录 #\d+：李奶奶/,
  /【招募预览，还没有发布】清洁家园/,
  /【招募】清洁家园/,
  /王芳已报名“清洁家园”/,
  /本月积分榜/,
  /上周积分榜/,
  /您在这里可以这样说/,
];

test('the guide plays the story by itself, step after step', { timeout: 180_000 }, async () => {
  const page = await open();
  const steps = page.page.locator('.step');
  expect(await steps.count()).toBe(answers.length);
  for (const [index, answer] of answers.entries()) {
    await steps.nth(index).click();
    if (await page.composer.inputValue()) await page.composer.press('Enter');
    await page.message(answer).waitFor();
    expect(await steps.nth(index).getAttribute('data-done')).toBe('true');
  }
  await page.speakAs('张三');
  await page.message('上周积分榜').waitFor();
  await page.screenshot('practice-desktop-guide-done');
});

test('the same loop fits a phone', { timeout: 90_000 }, async () => {
  const page = await open(phone);
  await page.page.getByText('小积在线').waitFor();
  await page.screenshot('practice-phone-list');
  await page.openChat(grid1);
  await page.say('上报 垃圾分类 今天');
  await page.message(/已记录 #.*垃圾分类/).waitFor();
  await page.screenshot('practice-phone-chat');
  await page.page.getByRole('button', { name: '返回聊天列表' }).tap();
  await page.speakAs('周建国');
  await page.openChat(review);
  await page.quote(/待评审[\s\S]*垃圾分类/, '通过');
  await page.message(/垃圾分类.*已通过/).waitFor();
  await page.screenshot('practice-phone-review');
});

test('starting again brings the first day back, to the bot as well', { timeout: 90_000 }, async () => {
  const page = await open();
  await page.page.getByRole('button', { name: '重新开始' }).click();
  await page.dialog().getByRole('button', { name: '重新开始' }).click();
  await page.page.getByText('已经重新开始').waitFor({ timeout: 40_000 });
  await page.page.getByText('小积在线').waitFor({ timeout: 40_000 });
  expect(await balance(page)).toBe(25);
});
