import { afterEach, expect, test, vi } from 'vitest';
import { startSchedule } from '#src/schedule/schedule.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('due posts are looked for at the beginning of every minute, until it is stopped', async () => {
  vi.useFakeTimers({ now: new Date('2025-11-12T10:29:40+08:00') });
  const looked: string[] = [];
  const schedule = startSchedule({
    async runDue() {
      looked.push(new Date().toISOString());
    },
  });
  await vi.advanceTimersByTimeAsync(85_000);
  await schedule.stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(looked.map((at) => at.slice(11, 16))).toEqual(['02:30', '02:31']);
});
