import { connect } from 'node:net';

/** Whether something listens at `host:port`. Null when the endpoint has no such form and cannot be tried. */
export async function isPortOpen(endpoint: string | undefined, timeoutMs = 1_000): Promise<boolean | null> {
  const address = /^(?:https?:\/\/)?(\[[\da-f:]+\]|[^:/\s]+):(\d{1,5})$/i.exec(endpoint ?? '');
  const port = Number(address?.[2]);
  if (!address?.[1] || port > 65_535) return null;
  const host = address[1].replace(/^\[|\]$/g, '');
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, timeout: timeoutMs });
  socket.once('connect', () => resolve(true));
  socket.once('timeout', () => resolve(false));
  socket.once('error', () => resolve(false));
  const open = await promise;
  socket.destroy();
  return open;
}
