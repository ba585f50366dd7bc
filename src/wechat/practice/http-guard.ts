import type { FastifyReply, FastifyRequest } from 'fastify';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Turns away what does not come from a page on this machine. A foreign site can make a browser send requests to
 * 127.0.0.1 (under its own name by DNS rebinding, or across origins); its name is then in Host or Origin.
 */
export async function demandLoopback(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { host, origin } = request.headers;
  const fine = isLoopback(`http://${host}`) && (origin === undefined || isLoopback(origin));
  if (!fine) return reply.code(403).send({ error: '练习页面只能在本机打开（127.0.0.1）。' });
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopbackNames.has(new URL(url).hostname);
}
