/** A progress bar on a terminal; a line now and then where there is none. */
export interface Progress {
  to(done: number, total: number): void;
  end(summary: string): void;
}

const WIDTH = 30;

export function progressBar(label: string, out: NodeJS.WriteStream = process.stderr): Progress {
  let last = 0;
  return {
    to(done, total) {
      const now = Date.now();
      if (now - last < (out.isTTY ? 100 : 5000)) return;
      last = now;
      const share = total > 0 ? Math.min(1, done / total) : 1;
      const percent = `${Math.floor(share * 100)}%`.padStart(4);
      if (out.isTTY) {
        const full = Math.round(share * WIDTH);
        out.write(`\r${label} [${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}] ${percent} ${done}/${total}`);
      } else out.write(`${label} ${percent} (${done} of ${total})\n`);
    },
    end(summary) {
      out.write(`${out.isTTY ? '\r\u001b[K' : ''}${label}: ${summary}\n`);
    },
  };
}
