import Fastify from 'fastify';
import { BadInput } from '#src/bad-input.ts';

/** How the bot is, for people and for monitors. */
export interface Health {
  /** `ok` when messages come in and go out. */
  status: 'ok' | 'degraded';
  connection: 'starting' | 'connected' | 'reconnecting' | 'stopped';
  store: 'embedded' | 'mongodb';
  practice: boolean;
  /** Messages that are waiting to be sent. */
  outbox: number;
  /** Seconds since the process started. */
  uptime: number;
}

/**
 * The bot's own HTTP server: `GET /healthz` answers 200 when all is well and 503 when it is not. It shows no
 * names, messages or secrets.
 *
 * @throws BadInput when the port is taken, naming the variable.
 */
export async function startWebServer({
  host,
  port,
  health,
}: WebServerOptions): Promise<{ url: string; close(): Promise<void> }> {
  const server = Fastify({ logger: false, bodyLimit: 1024 });
  server.get('/healthz', async (_request, response) => {
    const state = health();
    return response.status(state.status === 'ok' ? 200 : 503).send(state);
  });
  server.get('/', async (_request, response) => response.redirect('/healthz'));
  try {
    const url = await server.listen({ host, port });
    return { url, close: () => server.close() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BadInput(
      code === 'EADDRINUSE'
        ? `端口 ${port} 已被占用，请换一个 HTTP_PORT (port ${port} is in use, set another HTTP_PORT)`
        : `不能在 ${host}:${port} 上提供 /healthz，请检查 HTTP_HOST 和 HTTP_PORT (${code})`,
    );
  }
}

interface WebServerOptions {
  host: string;
  port: number;
  health(): Health;
}
