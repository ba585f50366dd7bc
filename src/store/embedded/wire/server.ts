/** Listens for drivers, cuts their bytes into messages, sends the answers back. */
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { doc } from '../values/clone.ts';
import type { Doc } from '../values/types.ts';
import { errorReply } from './error-reply.ts';
import { MAX_MESSAGE_BYTES, readMessage, writeReply } from './message.ts';

/** Answers a command. `connection` numbers the socket it came by. */
export type Dispatch = (command: Doc, connection: number) => Promise<Doc>;

/** Where to listen: a unix socket by path, or loopback TCP (port 0: any that is free). */
export type Address = { path: string } | { port: number };

const MAX_CONNECTIONS = 2000;

export class WireServer {
  private readonly server: NetServer;
  private readonly sockets = new Set<Socket>();
  private readonly dispatch: Dispatch;
  private readonly warn: (message: string) => void;
  private active = 0;
  private idle: (() => void) | undefined;
  private count = 0;

  constructor(dispatch: Dispatch, warn: (message: string) => void) {
    this.dispatch = dispatch;
    this.warn = warn;
    this.server = createServer({ noDelay: true }, (socket) => this.accept(socket));
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  listen(address: Address): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      const ready = () => {
        this.server.off('error', reject);
        this.server.on('error', (error) => this.warn(`server socket: ${error.message}`));
        resolve();
      };
      if ('path' in address) this.server.listen(address.path, ready);
      else this.server.listen(address.port, '127.0.0.1', ready);
    });
  }

  get port(): number {
    const address = this.server.address();
    return address && typeof address === 'object' ? address.port : 0;
  }

  get connections(): number {
    return this.sockets.size;
  }

  /** Stops listening, lets running commands finish (for at most `graceMs`), then hangs up. */
  async close(graceMs = 5000): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    if (this.active > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, graceMs);
        this.idle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    for (const socket of this.sockets) socket.destroySoon();
    await closed;
  }

  private accept(socket: Socket): void {
    const connection = ++this.count;
    this.sockets.add(socket);
    let pieces: Buffer[] = [];
    let have = 0;
    // A connection's commands run one after the other, so an unacknowledged write comes before what follows it.
    let last: Promise<void> = Promise.resolve();
    let running = 0;
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece: Buffer) => {
      pieces.push(piece);
      have += piece.length;
      // A message is joined only when all of it is there, however many pieces it comes in.
      while (have >= 16) {
        if ((pieces[0] as Buffer).length < 16) pieces = [Buffer.concat(pieces)];
        const first = pieces[0] as Buffer;
        const size = first.readInt32LE(0);
        if (size < 16 || size > MAX_MESSAGE_BYTES) {
          this.warn(`hung up on a client that announced a message of ${size} bytes`);
          socket.destroy();
          return;
        }
        if (have < size) return;
        const all = pieces.length === 1 ? first : Buffer.concat(pieces);
        const rest = all.subarray(size);
        pieces = rest.length > 0 ? [rest] : [];
        have = rest.length;
        const message = all.subarray(0, size);
        const answer = () => this.answer(socket, connection, message).finally(() => running--);
        last = running++ === 0 ? answer() : last.then(answer);
      }
    });
  }

  private async answer(socket: Socket, connection: number, bytes: Buffer): Promise<void> {
    this.active++;
    let request = { id: bytes.readInt32LE(4), legacy: false, silent: false };
    let reply: Doc;
    try {
      const message = readMessage(bytes);
      request = message;
      reply = await this.dispatch(message.command, connection);
    } catch (error) {
      reply = errorReply(error, this.warn);
    }
    if (!request.silent && !socket.destroyed) this.send(socket, request, reply);
    if (--this.active === 0) this.idle?.();
  }

  private send(socket: Socket, request: { id: number; legacy: boolean }, reply: Doc): void {
    let parts: Buffer[];
    try {
      parts = writeReply(request, reply);
    } catch (error) {
      parts = writeReply(request, errorReply(error, this.warn));
    }
    socket.cork();
    for (const part of parts) socket.write(part);
    socket.uncork();
  }
}

export const okReply = (fields: Parameters<typeof doc>[0] = {}): Doc => doc({ ...fields, ok: 1 });
