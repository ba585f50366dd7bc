import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type PracticeGateway, startPracticeGateway } from '#src/wechat/practice/start-gateway.ts';
import { buildPracticePage } from '../../scripts/build-practice.ts';
import { desktop, launchBrowser, PracticePage, phone } from './practice-browser.ts';

/** The page on the real practice gateway, with no bot behind it: whatever is said here, people say. */
const grid1 = '桂花里一网格居民群';
const review = '积分评审组';
const quiet = () => {};
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let folder: string;
let gateway: PracticeGateway;
const pages: PracticePage[] = [];

beforeAll(async () => {
  await buildPracticePage();
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'practice-page-'));
  gateway = await startPracticeGateway({
    worldPath: 'samples/guihuali/practice.yaml',
    folder,
    httpPort: 0,
    log: { info: quiet, warn: quiet, error: quiet },
    onClock: quiet,
    onReset: quiet,
  });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
  rmSync(folder, { recursive: true });
});

afterEach(async () => {
  const faults = pages.flatMap((page) => page.faults);
  for (const page of pages.splice(0)) await page.close();
  expect((await fetch(`${gateway.httpUrl}/api/reset`, { method: 'POST' })).ok).toBe(true);
  expect(faults).toEqual([]);
});

async function open(options = desktop): Promise<PracticePage> {
  const page = await PracticePage.open(browser, gateway.httpUrl, options);
  pages.push(page);
  return page;
}

describe('first sight', () => {
  test('it says that this is practice, with a real bot, and offers the story', async () => {
    const page = await open();
    const banner = page.page.getByRole('banner').first();
    await banner.getByText('这里是练习室').waitFor();
    expect(await banner.textContent()).toContain('不连微信');
    expect(await page.page.locator('.step').count()).toBeGreaterThanOrEqual(8);
    expect(await page.page.getByRole('navigation').getByRole('button').count()).toBe(9);
    await page.page.getByText('小积不在线').waitFor();
  });

  test('each person sees their own groups, and the chat with 小积', async () => {
    const page = await open();
    const titles = () => page.page.locator('.entry-title').allInnerTexts();
    expect(await titles()).toEqual([grid1, '小积']);
    await page.speakAs('赵敏');
    expect(await titles()).toEqual([grid1, review, '小积']);
    await page.speakAs('孙丽');
    expect(await titles()).toEqual([grid1, '桂花里二网格居民群', '网格员工作群', '小积']);
  });

  test('the English words are all there', async () => {
    const page = await open();
    await page.page.getByRole('button', { name: 'Switch to English' }).click();
    await page.page.getByText('A practice room:').waitFor();
    await page.page.getByRole('button', { name: 'Send', exact: true }).waitFor();
    expect(await page.page.locator('html').getAttribute('lang')).toBe('en-GB');
  });
});

describe('talking', () => {
  test('a message appears live in another tab, under the group nickname, with a mark where it is unread', async () => {
    const zhang = await open();
    const zhao = await open();
    await zhao.speakAs('赵敏');
    await zhao.openChat(review);

    await zhang.say('大家早上好');
    await zhao.entry(grid1).getByLabel('1 条未读').waitFor();
    await zhao.openChat(grid1);
    await zhao.message('大家早上好').getByText('3-2-501 张三').waitFor();
    await zhao.entry(grid1).getByLabel('条未读').waitFor({ state: 'detached' });
  });

  test('Enter sends, Shift+Enter makes a line, and Enter that an input method needs does neither', async () => {
    const page = await open();
    await page.composer.pressSequentially('第一行');
    await page.composer.press('Shift+Enter');
    await page.composer.pressSequentially('第二行');
    await page.composer.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await page.composer.inputValue()).toBe('第一行\n第二行');
    await page.composer.press('Enter');
    expect(await page.message('第一行').locator('.bubble').textContent()).toBe('第一行\n第二行');
    await expect.poll(() => page.composer.inputValue()).toBe('');
  });

  test('a quoted message stands under the reply, and leads back to the original', async () => {
    const page = await open();
    await page.quote('明天降温', '好的');
    const quoted = page.message('好的').getByRole('button', { name: '网格员孙丽：明天降温' });
    await quoted.click();
    await expect
      .poll(() => page.page.evaluate(() => document.activeElement?.textContent))
      .toContain('明天降温');
  });

  test('the keyboard alone reaches a message and quotes it', async () => {
    const page = await open();
    await page.page.getByRole('log').focus();
    await page.page.keyboard.press('ArrowUp');
    await page.page.keyboard.press('ArrowUp');
    await page.page.keyboard.press('Enter');
    await page.page.keyboard.press('Enter');
    await page.page.getByRole('button', { name: '取消引用' }).waitFor();
    await page.page.keyboard.type('辛苦了');
    await page.page.keyboard.press('Enter');
    await page.message('辛苦了').getByText('3-2-501 张三：收到').waitFor();
  });

  test('@ offers the members, and tells the gateway whom it means', async () => {
    const page = await open();
    await page.composer.pressSequentially('请 @小');
    await page.page.getByRole('option', { name: '小积' }).waitFor();
    await page.composer.press('Enter');
    await page.composer.pressSequentially('查积分 @孙');
    await page.page.getByRole('option', { name: '网格员孙丽' }).click();
    const sent = page.page.waitForRequest((request) => request.method() === 'POST');
    await page.composer.press('Enter');
    expect((await sent).postDataJSON()).toMatchObject({
      as: 'zhang-san',
      text: '请 @小积\u2005查积分 @网格员孙丽\u2005',
      mentionIds: ['xiaoji', 'sun-li'],
    });
  });

  test('what was begun stays with the person and the chat', async () => {
    const page = await open();
    await page.composer.fill('还没写完');
    await page.speakAs('王芳');
    expect(await page.composer.inputValue()).toBe('');
    await page.speakAs('张三');
    expect(await page.composer.inputValue()).toBe('还没写完');
  });

  test('markup stays text', async () => {
    const page = await open();
    const markup = '<img src=x onerror="document.title=1"><b>粗</b>&lt;';
    await page.say(markup);
    expect(await page.message('<b>粗').locator('.bubble').textContent()).toBe(markup);
    expect(await page.page.title()).toBe('小积练习室');
  });

  test('a hundred thousand bytes are folded, and can be unfolded', async () => {
    const page = await open();
    const text = '长'.repeat(33_000);
    await page.composer.fill(text);
    await page.composer.press('Enter');
    const folded = page.messages.last().locator('.bubble');
    await folded.getByRole('button', { name: '展开全文' }).waitFor();
    expect((await folded.textContent())?.length).toBeLessThan(1_000);
    await folded.getByRole('button').click();
    expect((await folded.locator('.bubble-text').textContent())?.length).toBe(33_000);
  });

  test('a message that the gateway refuses is explained, and not lost', async () => {
    const page = await open();
    await page.composer.fill('太长'.repeat(30_000));
    await page.composer.press('Enter');
    await page.page.getByText('没有成功：消息太长了').waitFor();
    await expect.poll(async () => (await page.composer.inputValue()).length).toBe(60_000);
  });

  test('a changed group nickname is used at once', async () => {
    const page = await open();
    await page.page.getByRole('button', { name: '群成员和我的群昵称' }).click();
    await page.dialog().getByLabel('我在本群的昵称').fill('3-2-501 张三（党员）');
    await page.dialog().getByRole('button', { name: '保存' }).click();
    await page.dialog().waitFor({ state: 'detached' });
    await page.speakAs('王芳');
    await page.message('收到').getByText('3-2-501 张三（党员）').waitFor();
  });
});

describe('pictures and lists', () => {
  const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });

  test('a picture is shown before it goes, arrives live, and opens large', async () => {
    const zhang = await open();
    const wang = await open();
    await wang.speakAs('王芳');
    await zhang.page.locator('input[type=file]').setInputFiles(file('楼道.png', 'image/png', onePixel));
    await zhang.dialog().getByAltText('楼道.png').waitFor();
    await zhang.dialog().getByRole('button', { name: '发送' }).click();

    await wang.page.getByRole('button', { name: '放大看图片' }).click();
    const large = wang.dialog().getByRole('img');
    expect(await large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await wang.page.keyboard.press('Escape');
    await wang.dialog().waitFor({ state: 'detached' });
  });

  test('what cannot be sent is said plainly', async () => {
    const page = await open();
    const input = page.page.locator('input[type=file]');
    await input.setInputFiles(file('大.png', 'image/png', Buffer.alloc(9 * 1024 * 1024)));
    await page.page.getByText('图片“大.png”有 9.0 MB，最大只能发 8 MB').waitFor();
    await input.setInputFiles(file('说明.pdf', 'application/pdf', Buffer.from('%PDF')));
    await page.page.getByText('“说明.pdf”不是能发的图片').waitFor();
  });

  test('a picture can be pasted', async () => {
    const page = await open();
    await page.composer.focus();
    await page.page.evaluate(
      ([base64]) => {
        const bytes = Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0));
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([bytes], '截图.png', { type: 'image/png' }));
        document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      },
      [onePixel.toString('base64')],
    );
    await page.dialog().getByAltText('截图.png').waitFor();
  });

  test('a #接龙 list grows by a row of each who joins', async () => {
    const zhang = await open();
    const wang = await open();
    await wang.speakAs('王芳');
    await zhang.page.getByRole('button', { name: '#接龙' }).click();
    await zhang.dialog().getByLabel('接龙内容').fill('周六上午清扫小广场');
    await zhang.dialog().getByRole('button', { name: '发到群里' }).click();

    await wang.message('#接龙').getByRole('button', { name: '参与接龙' }).click();
    expect(await wang.dialog().getByLabel('第 1 行').inputValue()).toBe('3-2-501 张三');
    await wang.dialog().getByRole('button', { name: '发到群里' }).click();
    const list = zhang.message('2. 3栋2单元501王芳').locator('.bubble-text');
    expect(await list.textContent()).toBe('#接龙\n周六上午清扫小广场\n\n1. 3-2-501 张三\n2. 3栋2单元501王芳');
  });
});

describe('the room itself', () => {
  test('the clock goes forward by steps and to a time, and says why it does not go back', async () => {
    const page = await open();
    const clock = page.page.getByRole('region', { name: '练习时间' });
    await clock.getByRole('button', { name: '下周一 09:00' }).click();
    await clock.getByText('09:00', { exact: true }).waitFor();
    await clock.getByText('星期一').waitFor();
    await clock.getByRole('button', { name: '1 小时后' }).click();
    await clock.getByText('10:00', { exact: true }).waitFor();

    await clock.getByLabel('去到指定的时间').fill('2020-01-01T09:00');
    await clock.getByRole('button', { name: '去', exact: true }).click();
    await clock.getByText('练习时间只能往前走').waitFor();
  });

  test('starting again asks first, then brings the first day back', async () => {
    const page = await open();
    await page.say('这句会不见');
    await page.page.getByRole('button', { name: '重新开始' }).click();
    await page.dialog().getByRole('button', { name: '取消' }).click();
    await page.message('这句会不见').waitFor();

    await page.page.getByRole('button', { name: '重新开始' }).click();
    await page.dialog().getByRole('button', { name: '重新开始' }).click();
    await page.page.getByText('已经重新开始').waitFor();
    await page.message('明天降温').waitFor();
    expect(await page.message('这句会不见').count()).toBe(0);
  });

  test('a gateway that goes away is noticed, and found again with nothing lost', async () => {
    const page = await open();
    await page.say('断线之前');
    gateway.process().kill('SIGKILL');
    await page.page.getByRole('alert').getByText('断开了').waitFor();
    await page.page.getByRole('alert').getByText('断开了').waitFor({ state: 'hidden' });
    await page.say('断线之后');
    await page.message('断线之前').waitFor();
  });
});

describe('a phone', () => {
  test('goes from the list to a chat and back, and another person can take over there', async () => {
    const page = await open(phone);
    await page.page.getByText('练习用的群，真的机器人').waitFor();
    expect(await page.composer.isVisible()).toBe(false);

    await page.openChat(grid1);
    await page.say('手机上说一句');
    await page.page.getByRole('button', { name: '换人说话' }).tap();
    await page.screenshot('practice-phone-speakers');
    await page.dialog().getByRole('button', { name: '王芳' }).tap();
    await page.message('手机上说一句').getByText('3-2-501 张三').waitFor();

    await page.page.getByRole('button', { name: '返回聊天列表' }).tap();
    await page.page.getByText('3-2-501 · 居民（张三家）').waitFor();
    const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.page.evaluate(overflow)).toBe(0);
  });

  test('a long press opens the menu of a message', async () => {
    const page = await open(phone);
    await page.openChat(grid1);
    const bubble = page.message('明天降温').locator('.bubble');
    const { x, y } = (await bubble.boundingBox()) ?? { x: 0, y: 0 };
    const touch = await page.page.context().newCDPSession(page.page);
    await touch.send('Input.dispatchTouchEvent', {
      type: 'touchStart',
      touchPoints: [{ x: x + 30, y: y + 15 }],
    });
    await page.page.getByRole('menuitem', { name: '复制' }).waitFor();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.page.getByRole('menuitem', { name: '引用' }).tap();
    await page.page.getByRole('button', { name: '取消引用' }).waitFor();
  });

  test('the guide opens over the chat and fills in the first step', async () => {
    const page = await open(phone);
    await page.page.getByRole('button', { name: '试试看' }).tap();
    await page.screenshot('practice-phone-guide');
    await page.page.getByRole('button', { name: '张三上报志愿服务' }).tap();
    expect(await page.composer.inputValue()).toBe('上报 志愿服务 2小时 昨天 清扫楼道');
    await page.page.getByText('已经填好了').waitFor();
  });
});
