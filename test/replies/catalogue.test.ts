import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainText } from '#src/replies/plain-text.ts';
import { MAX_MESSAGE_CHARACTERS, render, renderMerged } from '#src/replies/render.ts';
import { zhCN } from '#src/replies/zh-CN/index.ts';

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/^replies\/(?:zh-CN|en)\//.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
}

describe('the catalogues', () => {
  test('the English one has no Chinese in it', () => {
    const english = sources('src/replies/en').replace(/import .*;/g, '');
    expect(english.match(/[\p{Script=Han}，。：；！？（）“”]/gu) ?? []).toEqual([]);
  });

  test('every sentence is said somewhere', () => {
    const code = `${sources('src')}\n${sources('handlers')}`;
    expect(Object.keys(zhCN).filter((key) => !code.includes(`'${key}'`))).toEqual([]);
  });

  test('a gathered message takes as many lines as fit, and says how many', () => {
    const people = Array.from({ length: 200 }, (_, index) => ({
      number: 1001 + index,
      address: '3-2-501',
      name: `邻居${index}`,
      fromNickname: false,
    }));
    const { text, count } = renderMerged('zh', 'registration.card', people);
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThan(200);
    expect(text.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARACTERS);
    expect(text).toContain(`【登记 ${count} 份，等待确认】`);
  });

  test('one alone reads as one', () => {
    const params = { number: 1001, address: '3-2-501', name: '张三', fromNickname: false };
    expect(renderMerged('zh', 'registration.card', [params]).text).toBe(
      render('zh', 'registration.card', params),
    );
  });
});

describe('somebody’s own words in a reply', () => {
  test.each([
    ['清扫楼道', '清扫楼道'],
    ['两行\n变成一行', '两行 变成一行'],
    ['#1001 冒充', '1001 冒充'],
    ['全角＃1001', '全角1001'],
    ['响铃\u0007和翻转\u202e', '响铃 和翻转'],
    ['   ', ''],
  ])('%j -> %j', (said, shown) => {
    expect(plainText(said)).toBe(shown);
  });

  test('long words are cut between characters, never inside one', () => {
    expect(plainText('👨‍👩‍👧'.repeat(50), 10)).toMatch(
      /^[^\ud800-\udfff]*…$|^(?:[\ud800-\udbff][\udc00-\udfff]| )*…$/,
    );
  });
});
