import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextBatch } from '#src/outbox/batch.ts';
import { Permits } from '#src/outbox/pace.ts';
import type { OutboxEntry } from '#src/outbox/schema.ts';

describe('permits', () => {
  test('so many at once, then one every so often', () => {
    const permits = new Permits(3, 1000);
    const given = [0, 0, 0, 0, 999, 1000, 1000, 5000, 5000, 5000, 5000].map((now) => {
      const available = permits.available(now);
      if (available) permits.take(now);
      return available;
    });
    expect(given).toEqual([true, true, true, false, false, true, false, true, true, true, false]);
  });

  test('over any stretch of time never more than capacity plus what was gained', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.array(fc.nat(500), { maxLength: 200 }),
        (capacity, everyMs, waits) => {
          const permits = new Permits(capacity, everyMs);
          let now = 0;
          let taken = 0;
          for (const wait of waits) {
            now += wait;
            if (!permits.available(now)) continue;
            permits.take(now);
            taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(capacity + now / everyMs + 1e-6);
        },
      ),
    );
  });
});

describe('what is said next in a conversation', () => {
  const entry = (id: number, change: Partial<OutboxEntry> = {}): OutboxEntry =>
    ({
      _id: String(id),
      key: 'unknown',
      params: {},
      language: 'zh',
      mentions: [],
      whenUnsure: 'again',
      ...change,
    }) as OutboxEntry;
  const registration = (id: number) =>
    entry(id, {
      key: 'registration.card',
      params: { number: 1000 + id, address: '3-2-501', name: `邻居${id}`, fromNickname: false },
    });
  const ids = (batch: ReturnType<typeof nextBatch>) => batch?.entries.map(({ _id }) => _id);
  const nothingHeld = () => false;

  test('nothing waits: nothing is said', () => {
    expect(nextBatch([], nothingHeld)).toBeUndefined();
  });

  test('acknowledgements of a kind become one message', () => {
    expect(ids(nextBatch([registration(1), entry(2), registration(3)], nothingHeld))).toEqual(['1', '3']);
  });

  test('a kind that is being gathered waits; other things pass it', () => {
    expect(
      ids(nextBatch([registration(1), entry(2), entry(3)], ({ key }) => key === 'registration.card')),
    ).toEqual(['2', '3']);
    expect(nextBatch([registration(1)], () => true)).toBeUndefined();
  });

  test('a post that must not be repeated and a picture stay messages of their own', () => {
    expect(ids(nextBatch([entry(1), entry(2, { whenUnsure: 'never' }), entry(3)], nothingHeld))).toEqual([
      '1',
    ]);
    expect(ids(nextBatch([entry(2, { whenUnsure: 'never' }), entry(3)], nothingHeld))).toEqual(['2']);
    expect(
      ids(nextBatch([entry(1, { attachment: { kind: 'evidence', name: 'a.png' } }), entry(2)], nothingHeld)),
    ).toEqual(['1']);
  });

  test('whatever waits is said in the end, each thing once, in order within its kind', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<'card' | 'text' | 'once' | 'picture'>('card', 'text', 'once', 'picture'), {
          maxLength: 60,
        }),
        (kinds) => {
          let waiting = kinds.map((kind, id) => {
            if (kind === 'card') return registration(id);
            return entry(
              id,
              kind === 'once'
                ? { whenUnsure: 'never' }
                : kind === 'picture'
                  ? { attachment: { kind: 'evidence', name: 'a.png' } }
                  : {},
            );
          });
          const said: number[] = [];
          for (let batch = nextBatch(waiting, nothingHeld); batch; batch = nextBatch(waiting, nothingHeld)) {
            expect(batch.entries.length).toBeGreaterThan(0);
            const settled = new Set(batch.entries);
            said.push(...batch.entries.map(({ _id }) => Number(_id)));
            waiting = waiting.filter((one) => !settled.has(one));
          }
          expect([...said].sort((a, b) => a - b)).toEqual(kinds.map((_, id) => id));
          const others = said.filter((id) => kinds[id] !== 'card');
          expect(others).toEqual([...others].sort((a, b) => a - b));
        },
      ),
    );
  });
});
