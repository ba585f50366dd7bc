import type { FastifyInstance } from 'fastify';

/** How many ports after the wanted one are tried. */
const tries = 10;

/**
 * Listens on 127.0.0.1, on the wanted port or one of the next few when it is taken. Returns the page's address.
 * @throws {Error} one sentence that names PRACTICE_PORT, when all are taken or the port is no port.
 */
export async function listenNear(http: FastifyInstance, wanted: string): Promise<string> {
  const port = wanted.trim() === '' ? Number.NaN : Number(wanted);
  const valid = Number.isInteger(port) && port >= 0 && port <= 65_535 - tries;
  for (let candidate = port; valid && candidate < port + tries; candidate += 1) {
    try {
      return await http.listen({ host: '127.0.0.1', port: candidate });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  throw new Error(
    `练习页面的端口 ${wanted} 不能用，请把环境变量 PRACTICE_PORT 设成别的端口。` +
      `The practice page cannot listen on port ${wanted}: set PRACTICE_PORT to another one.`,
  );
}
