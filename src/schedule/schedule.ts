import cron, { type ScheduledTask } from 'node-cron';
import { TIME_ZONE } from '#src/calendar.ts';
import type { ScheduleRunner } from './run-schedule.ts';

/** Looks for due posts at the beginning of every minute. @returns what stops it. */
export function startSchedule(runner: Pick<ScheduleRunner, 'runDue'>): { stop(): Promise<void> } {
  const task: ScheduledTask = cron.schedule('* * * * *', () => runner.runDue(), {
    timezone: TIME_ZONE,
    noOverlap: true,
    name: 'due posts',
  });
  return {
    async stop() {
      await task.destroy();
    },
  };
}
