import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { MovableClock } from '#src/clock.ts';
import type { ClockState, PracticeEvent, World } from './api.ts';
import { jumpTarget } from './clock-jump.ts';
import { demandLoopback } from './http-guard.ts';
import { pictureType } from './picture-type.ts';
import { servePage } from './practice-page.ts';
import { PracticeRefusal } from './practice-refusal.ts';
import { aliasBody, clockJumpBody, newMessageBody } from './practice-requests.ts';
import type { PracticeServer } from './practice-server.ts';

/** A picture of 8 MiB in base64, and some air. */
const maxBodyBytes = 12 * 1024 * 1024;
/** Keeps proxies and sleeping browsers from taking a quiet stream for a dead one. */
const keepAliveMs = 20_000;

export interface HttpApiOptions {
  server: PracticeServer;
  clock: MovableClock;
  pageFolder: string;
  /** The clock was moved; what has to know is told before the page is answered. */
  onClock(offsetMs: number): void;
  /** Brings the bot and the world back to the first day. */
  onReset(): Promise<void>;
}

/** The practice page's HTTP side, as api.ts describes it. The caller binds it to 127.0.0.1. */
export function createHttpApi({
  server,
  clock,
  pageFolder,
  onClock,
  onReset,
}: HttpApiOptions): FastifyInstance {
  const http = fastify({ bodyLimit: maxBodyBytes, forceCloseConnections: true });
  const streams = new Set<(event: PracticeEvent) => void>();
  const tell = (event: PracticeEvent) => {
    for (const send of streams) send(event);
  };
  let resetting = false;

  const clockState = (): ClockState => ({ now: clock.now().toISOString(), offsetMs: clock.offsetMs });
  const world = (): World => ({
    bot: { ...server.world.bot, connected: server.connected },
    people: [...server.world.people],
    rooms: server.world.rooms,
    clock: clockState(),
  });
  const stopListening = [
    server.onMessage((message) => tell({ type: 'message', message })),
    server.onConnected((connected) => tell({ type: 'bot', connected })),
  ];

  http.addHook('onRequest', demandLoopback);
  http.addHook('onClose', async () => {
    for (const stop of stopListening) stop();
  });
  http.removeContentTypeParser('text/plain');
  http.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const { status, message } = explain(error);
    return reply.code(status).send({ error: message });
  });

  http.get('/api/world', async () => world());

  http.get('/api/conversations/:id/messages', async (request) => {
    const { id } = request.params as { id: string };
    const { as } = request.query as { as?: string };
    return server.messages(id === 'direct' ? `direct:${as}` : id);
  });

  http.get('/api/events', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const send = (event: PracticeEvent) => reply.raw.write(`data: ${JSON.stringify(event)}\n\n`);
    const keepAlive = setInterval(() => reply.raw.write(':\n\n'), keepAliveMs).unref();
    streams.add(send);
    send({ type: 'bot', connected: server.connected });
    request.raw.once('close', () => {
      clearInterval(keepAlive);
      streams.delete(send);
    });
  });

  http.post('/api/messages', async (request) => {
    if (resetting) throw new PracticeRefusal('正在重置，请稍等。', 409);
    return server.say(newMessageBody.parse(request.body));
  });

  http.post('/api/clock', async (request) => {
    const now = clock.now();
    const target = jumpTarget(clockJumpBody.parse(request.body), now);
    clock.setOffset(clock.offsetMs + target.getTime() - now.getTime());
    onClock(clock.offsetMs);
    tell({ type: 'clock', clock: clockState() });
    return clockState();
  });

  http.put('/api/rooms/:room/aliases/:person', async (request) => {
    const { room, person } = request.params as { room: string; person: string };
    server.setAlias(room, person, aliasBody.parse(request.body).alias);
    tell({ type: 'world' });
    return world();
  });

  http.post('/api/reset', async () => {
    if (resetting) throw new PracticeRefusal('正在重置，请稍等。', 409);
    resetting = true;
    try {
      await onReset();
    } finally {
      resetting = false;
    }
    tell({ type: 'clock', clock: clockState() });
    tell({ type: 'world' });
    return world();
  });

  http.get('/files/:id', async (request, reply) => {
    const bytes = server.world.file((request.params as { id: string }).id);
    if (!bytes) throw new PracticeRefusal('没有这个文件。', 404);
    const picture = pictureType(bytes);
    // What is no picture is only ever saved, never shown: nothing in it can run in the page.
    if (!picture) reply.header('content-disposition', 'attachment');
    return reply
      .type(picture?.mime ?? 'application/octet-stream')
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(bytes));
  });

  http.get('/api/*', async () => {
    throw new PracticeRefusal('没有这个接口。', 404);
  });
  servePage(http, pageFolder);
  return http;
}

function explain(error: Error & { statusCode?: number }): { status: number; message: string } {
  if (error instanceof PracticeRefusal) return { status: error.status, message: error.message };
  if (error instanceof z.ZodError) {
    const where = error.issues[0]?.path.join('.') || '请求';
    return { status: 400, message: `请求的格式不对：${where} ${error.issues[0]?.message ?? ''}` };
  }
  if (error.statusCode === 413) return { status: 413, message: '内容太大了，图片最多 8 MB。' };
  if (error.statusCode === 415) return { status: 415, message: '只接受 JSON。' };
  if (error.statusCode && error.statusCode < 500)
    return { status: error.statusCode, message: '请求的格式不对。' };
  return { status: 500, message: `练习网关出错了：${error.message}` };
}
