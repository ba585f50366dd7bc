import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Holders that live in this process; tests open several bots in one. */
const ownHolders = new Set<string>();

/** A name for one outbox that others can check: its machine, its process, and something that no other start has. */
export function newHolder(): string {
  const holder = [hostname(), process.pid, randomUUID()].join('|');
  ownHolders.add(holder);
  return holder;
}

/**
 * Whether a holder is surely gone: it was on this machine, and its process no longer runs (or its process id is now
 * ours). Of other machines nothing is known but that their lease runs out.
 */
export function isGone(holder: string): boolean {
  const [machine, id] = holder.split('|');
  const pid = Number(id);
  // In a container the process is number 1, whichever container of that name it is: nothing can be told.
  if (machine !== hostname() || !Number.isInteger(pid) || pid === 1) return false;
  if (pid === process.pid) return !ownHolders.has(holder);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
