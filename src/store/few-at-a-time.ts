/**
 * Runs so much work at a time; the rest waits its turn, in order.
 *
 * Each transaction that waits for another one keeps a connection of the pool busy. Were all of them busy with
 * waiting, the one transaction that could go on would find no connection for its next statement.
 */
export function fewAtATime(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next in line without becoming free in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
