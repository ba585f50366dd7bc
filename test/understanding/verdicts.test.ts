import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListPart, Verdict } from '#src/understanding/intent.ts';
import { understand } from '#src/understanding/understand.ts';
import { now, vocabulary } from './corpus.ts';

const onList = (text: string) =>
  understand(text, {
    now,
    addressed: true,
    roles: ['committee'],
    vocabulary,
    quote: { text: '【评议单 #1050】议事评审委员会，200项', fromBot: true },
  });
const inRoom = (text: string) =>
  understand(text, { now, addressed: false, roomPurpose: 'committee', vocabulary });

interface Said {
  verdict: Verdict;
  points: number;
  reason: string;
}
const said = fc.record<Said>({
  verdict: fc.constantFrom('approve', 'reject', 'adjust'),
  points: fc.integer({ min: 1, max: 500 }),
  reason: fc.constantFrom('没有照片', '重复申报', '时间对不上', '那天没来', '不在范围内'),
});
const joiners = fc.constantFrom('，', '；', '\n', '。', ', ');
const between = fc.constantFrom('、', ',', '和', ' ');

function words({ verdict, points, reason }: Said, numbers: string): string {
  if (verdict === 'approve') return `${numbers}通过`;
  return verdict === 'reject' ? `${numbers}驳回 ${reason}` : `${numbers}改为${points}分`;
}

function decided({ verdict, points, reason }: Said) {
  return {
    verdict,
    ...(verdict === 'adjust' ? { points } : {}),
    ...(verdict === 'reject' ? { reason } : {}),
  };
}

/** Groups of numbers without one in common. */
const groups = (min: number, max: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 2, maxLength: 12 })
    .chain((numbers) =>
      fc
        .integer({ min: 1, max: numbers.length - 1 })
        .map((cut) => [numbers.slice(0, cut), numbers.slice(cut)] as [number[], number[]]),
    );

describe('several decisions in one message', () => {
  test('on a list mean what each of them says, however they are joined', () => {
    fc.assert(
      fc.property(groups(1, 999), said, said, joiners, between, ([some, others], one, two, join, and) => {
        const text = [words(one, some.join(and)), words(two, others.join(and))].join(join);
        const parts: ListPart[] = [
          { ...decided(one), lines: { kind: 'lines', lines: some } },
          { ...decided(two), lines: { kind: 'lines', lines: others } },
        ];
        expect(onList(text)).toMatchObject({
          kind: 'intent',
          intent: { name: 'review.list', list: 1050, parts },
        });
      }),
    );
  });

  test('on cards are told apart by number', () => {
    fc.assert(
      fc.property(groups(1000, 9999), said, said, joiners, ([some, others], one, two, join) => {
        fc.pre(one.verdict !== two.verdict);
        const text = [words(one, some.join('、')), words(two, others.join('、'))].join(join);
        const verdicts = [
          { ...decided(one), numbers: some },
          { ...decided(two), numbers: others },
        ];
        expect(inRoom(text)).toMatchObject({ kind: 'intent', intent: { name: 'review.several', verdicts } });
      }),
    );
  });

  test('never decide on a line that nobody named, whatever stands between', () => {
    fc.assert(
      fc.property(groups(1, 99), fc.string({ maxLength: 12 }), ([some, others], noise) => {
        const result = onList(`${some.join('、')}通过${noise}${others.join('、')}`);
        if (result.kind !== 'intent' || result.intent.name !== 'review.list') return;
        const digits = new Set((`${some} ${noise} ${others}`.match(/\d+/g) ?? []).map(Number));
        const lines = result.intent.parts.flatMap((part) =>
          part.lines.kind === 'lines' ? part.lines.lines : [],
        );
        const between = (line: number) =>
          [...digits].some((n) => n <= line) && [...digits].some((n) => n >= line);
        expect(
          lines.every((line) => digits.has(line) || (/[-~到至–—－]|to/.test(noise) && between(line))),
        ).toBe(true);
      }),
    );
  });
});
