import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UnderstandingContext } from '#src/understanding/context.ts';
import { parseGroupNickname } from '#src/understanding/names.ts';
import { understand } from '#src/understanding/understand.ts';
import { now, readCorpus, vocabulary } from './corpus.ts';

/** Signs and words that rules look for: their repetitions are what could make an expression run away. */
const signs = [
  ...'0123456789一二两三半点个小时分钟号周月日-~#.,、，: \n@()（）「」？！ａ１\u2005\u3000\u200b👍🏻é́',
  ...[
    '1025-1027、',
    '#1023',
    '3-2-501',
    '两个半',
    '上午9点到',
    '一百二',
    '1.1.1.1',
    '除了',
    '都通过',
    '、1',
    ' 1',
    '-1',
    '1 ',
    'a ',
    '谢谢',
    '3、7驳回 ',
    '全部都',
    '其余',
    '12月1日到',
    '达标',
  ],
];
/** Every fourth word of the corpus. */
const words = [...new Set(readCorpus().flatMap(({ text }) => text.split(/[\s,，、：:]+/)))].filter(
  (word, i) => word !== '' && i % 4 === 0,
);
const pieces = [...signs, ...words];

const contexts: UnderstandingContext[] = [
  { now, addressed: false, roomPurpose: 'residents', vocabulary },
  { now, addressed: true, roomPurpose: 'committee', vocabulary },
  { now, addressed: true, vocabulary, quote: { text: '待审 #1023 #1024 志愿服务', fromBot: true } },
  {
    now,
    addressed: true,
    vocabulary,
    pending: {
      intent: 'claim.report',
      missing: 'minutes',
      draft: { deeds: [{ item: 'volunteer', itemText: '', note: '' }] },
    },
  },
  { now, addressed: true, vocabulary, quote: { text: '【评议单 #1050】12项', fromBot: true } },
  { now, addressed: false, kind: 'solitaire', vocabulary },
];

/** Time of this thread only, and the best of three: other work on the machine is not the expression's fault. */
function worstMs(text: string): number {
  let worst = 0;
  for (const context of contexts) {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3 && best > 10; i++) {
      const started = process.threadCpuUsage();
      understand(text, context);
      const used = process.threadCpuUsage(started);
      best = Math.min(best, (used.user + used.system) / 1000);
    }
    worst = Math.max(worst, best);
  }
  return worst;
}

const limitMs = 20;

describe('no message takes longer than 20 ms', () => {
  for (const context of contexts) understand('上报 志愿服务 2小时', context);

  test('100 kB of one piece over and over, whole and cut to the lengths that rules look at', () => {
    const slow: [string, number, number][] = [];
    for (const piece of pieces) {
      for (const length of signs.includes(piece)
        ? [200, 500, 1000, 3000, 8000, 100_000]
        : [200, 1000, 4000]) {
        const ms = worstMs(piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
        if (ms > limitMs) slow.push([piece, length, Math.round(ms)]);
      }
    }
    expect(slow).toEqual([]);
  }, 300_000);

  test('commands followed by repetition', () => {
    const slow: [string, string, number][] = [];
    const heads = [
      '上报 ',
      '通过 ',
      '驳回 1023 ',
      '除了',
      '发布招募 ',
      '登记 ',
      '报名 12 ',
      '兑换 ',
      '走访 ',
      '群发 ',
      '代李奶奶上报',
      '#接龙\n',
      'report ',
    ];
    for (const head of heads) {
      for (const piece of signs) {
        const ms = worstMs((head + piece.repeat(600)).slice(0, 590));
        if (ms > limitMs) slow.push([head, piece, Math.round(ms)]);
      }
    }
    expect(slow).toEqual([]);
  }, 300_000);

  test('any mixture of them', () => {
    const mixture = fc.tuple(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 400 }),
    );
    fc.assert(
      fc.property(mixture, ([parts, times]) => {
        const text = parts.join('').repeat(times).slice(0, 100_000);
        expect(worstMs(text)).toBeLessThanOrEqual(limitMs);
      }),
      { numRuns: 200 },
    );
  }, 300_000);

  test('any text at all is understood without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const context of contexts) understand(text, context);
        parseGroupNickname(text);
      }),
      { numRuns: 500 },
    );
  });
});
