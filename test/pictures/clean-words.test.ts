import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanParams, cleanWords } from '#src/pictures/clean-words.ts';

test.each([
  ['张三', '张三'],
  ['张三😀', '张三'],
  ['👨‍👩‍👧 王家 ❤️', '王家'],
  ['👍🏽好', '好'],
  ['🇨🇳国庆', '国庆'],
  ['1️⃣号楼', '1号楼'],
  ['🌸🌸', '（表情）'],
  ['', ''],
  ['  两  个\n空格\t', '两 个 空格'],
  ['零\u200b宽\u202e', '零宽'],
  ['半个\ud83d', '半个\ufffd'],
  ['★ 第3名 ①（#1023）', '★ 第3名 ①（#1023）'],
  ['龑喆𬭊', '龑喆𬭊'],
])('%j is shown as %j', (words, shown) => {
  expect(cleanWords(words)).toBe(shown);
});

test('cleaning twice changes nothing, and what is left is one line without emoji', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (words) => {
      const clean = cleanWords(words);
      expect(cleanWords(clean)).toBe(clean);
      expect(clean).not.toMatch(/[\p{Emoji_Presentation}\p{Cc}\p{Cf}]/u);
    }),
  );
});

test('in data every text is cleaned, at any depth; null becomes absent, figures stay', () => {
  expect(cleanParams({ a: '甲😀', b: null, rows: [{ c: '乙\n丙', n: 0, ok: false, d: undefined }] })).toEqual(
    {
      a: '甲',
      rows: [{ c: '乙 丙', n: 0, ok: false }],
    },
  );
});
