import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { browserFlags, findOrInstallBrowser } from '../../scripts/ensure-browser.ts';

export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findOrInstallBrowser(), args: browserFlags });
}

/** The practice page as somebody who plays it sees it. */
export class PracticePage {
  readonly page: Page;
  /** What went wrong unseen: errors in the page, and requests that would leave this machine. */
  readonly faults: string[] = [];

  private constructor(page: Page, url: string) {
    this.page = page;
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      const inside = origin === new URL(url).origin || protocol === 'data:' || protocol === 'blob:';
      if (!inside) this.faults.push(`a request to ${request.url()}`);
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.faults.push(message.text());
    });
  }

  static async open(browser: Browser, url: string, options = desktop): Promise<PracticePage> {
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'America/New_York', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const practice = new PracticePage(page, url);
    await page.goto(url);
    await page.getByRole('navigation', { name: '选择谁来说话' }).waitFor();
    return practice;
  }

  get composer(): Locator {
    return this.page.locator('#composer');
  }

  get messages(): Locator {
    return this.page.getByRole('article');
  }

  /** The newest message that holds these words. */
  message(words: string | RegExp): Locator {
    return this.messages.filter({ hasText: words }).last();
  }

  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  async speakAs(name: string): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('button', { name: `${name}，` })
      .click();
  }

  /** The entry of a chat in the list of whoever speaks. */
  entry(title: string): Locator {
    const named = this.page.locator('.entry-title').getByText(title, { exact: true });
    return this.page.locator('.entry').filter({ has: named });
  }

  async openChat(title: string): Promise<void> {
    await this.entry(title).click();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
    await this.message(text.slice(0, 40)).waitFor();
  }

  /** Quotes the newest message with these words, through the menu of a right click. */
  async quote(words: string | RegExp, reply: string): Promise<void> {
    await this.message(words).locator('.bubble').click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: '引用' }).click();
    await this.composer.fill(reply);
    await this.composer.press('Enter');
  }

  /** Keeps a picture of the page in test-output/, for people to look at. */
  async screenshot(name: string): Promise<void> {
    mkdirSync('test-output', { recursive: true });
    await this.page.screenshot({ path: `test-output/${name}.png` });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
