import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import type { WorldFile } from '#src/practice/world-file.ts';
import type { ChatMessage } from './api.ts';

/** The time zone of the demo community. */
export const practiceZone = 'Asia/Shanghai';

/** The chat that the demo groups open with, dated relative to `now`, oldest first. */
export function openingChat(world: WorldFile, now: Date): ChatMessage[] {
  const today = DateTime.fromJSDate(now, { zone: practiceZone }).startOf('day');
  return world.chat
    .map(({ room, from, daysAgo, time, text }): ChatMessage => {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      const sentAt = today.minus({ days: daysAgo }).set({ hour, minute }).toUTC().toISO() ?? '';
      return {
        id: randomUUID(),
        conversation: room,
        senderId: from,
        kind: 'text',
        text,
        mentionIds: [],
        sentAt,
      };
    })
    .sort((a, b) => a.sentAt.localeCompare(b.sentAt));
}
