import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskAddress, maskName } from '#src/publicity/mask.ts';

describe('a masked name', () => {
  test.each([
    ['张三', '张*'],
    ['张小三', '张*'],
    ['欧阳娜娜', '欧*'],
    ['李奶奶', '李*'],
    ['买买提·吾布力', '买*'],
    ['John Smith', 'J*'],
    [' 王芳 ', '王*'],
    ['𠮷田', '𠮷*'],
    ['张', '*'],
    ['', '*'],
  ])('%s -> %s', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });

  test('never holds the name, and tells nothing of its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2 }), (name) => {
        fc.pre(name.trim().length > 1 && !name.includes('*'));
        const masked = maskName(name);
        expect(masked).not.toContain(name.trim());
        expect([...masked].length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('a masked address', () => {
  test.each([
    ['3-2-501', '3-2-***'],
    ['12-301', '12-***'],
    ['501', '***'],
    ['A1-3-2-1102', 'A1-3-2-***'],
    ['', '***'],
  ])('%s -> %s', (address, shown) => {
    expect(maskAddress(address)).toBe(shown);
  });

  test('never ends with the room', () => {
    const part = fc.integer({ min: 1, max: 3000 }).map(String);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const masked = maskAddress(parts.join('-')).split('-');
        expect(masked.at(-1)).toBe('***');
        expect(masked).toHaveLength(parts.length);
      }),
    );
  });
});
