import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RoomPurpose } from '#src/understanding/context.ts';
import { understand } from '#src/understanding/understand.ts';
import { now, vocabulary } from './corpus.ts';

const shared = new URL('../../../shared/negatives/', import.meta.url);

/** 106k lines of public chat, beside the project where it is developed; the project's own are in silence.yaml. */
describe.skipIf(!existsSync(shared))('the bot is silent on ordinary chat', () => {
  test.each(['residents', 'committee', 'grid-workers'] as RoomPurpose[])(
    'in a room for %s',
    (roomPurpose) => {
      let lines = 0;
      const triggers: string[] = [];
      for (const file of readdirSync(shared).filter((name) => name !== 'SOURCES.md')) {
        for (const text of readFileSync(new URL(file, shared), 'utf8').split('\n')) {
          if (text.trim() === '') continue;
          lines++;
          if (understand(text, { now, addressed: false, roomPurpose, vocabulary }).kind !== 'silence')
            triggers.push(text);
        }
      }
      expect(lines).toBeGreaterThan(100_000);
      expect(triggers).toEqual([]);
    },
  );

  test('also while a question is open, but for words that could be its answer', () => {
    const pending = {
      intent: 'claim.report' as const,
      missing: 'minutes',
      draft: { name: 'claim.report', deeds: [{ item: 'volunteer', itemText: '志愿服务', note: '' }] },
    };
    let lines = 0;
    let taken = 0;
    for (const text of readFileSync(new URL('lccc_toy_weibo.txt', shared), 'utf8').split('\n')) {
      if (text.trim() === '') continue;
      lines++;
      const result = understand(text, { now, addressed: false, pending, vocabulary });
      if (result.kind !== 'silence' && !(result.kind === 'intent' && result.intent.name === 'decline'))
        taken++;
    }
    expect(taken).toBeLessThanOrEqual(lines / 2000);
  });
});

test('a message over the limit is silence, or one honest none when the bot was asked', () => {
  const text = '上报'.repeat(5000);
  expect(understand(text, { now, addressed: false, vocabulary }).kind).toBe('silence');
  expect(understand(text, { now, addressed: true, vocabulary })).toMatchObject({
    kind: 'intent',
    intent: { name: 'none' },
  });
});
