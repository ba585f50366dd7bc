import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { FastifyInstance } from 'fastify';

const mimeTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const notBuilt =
  '练习页面还没有构建（没有 dist/practice）。The practice page is not built yet: dist/practice is missing.';

/** Serves the built page from `folder`; every path without a file extension is the page itself. */
export function servePage(http: FastifyInstance, folder: string): void {
  http.get('/*', async (request, reply) => {
    // Resolved against the root first, so that `..` cannot lead out of the folder.
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    const asset = extname(path) !== '';
    const bytes = await read(join(folder, asset ? path : '/index.html'));
    if (bytes)
      return reply.type(mimeTypes[asset ? extname(path) : '.html'] ?? 'application/octet-stream').send(bytes);
    return asset
      ? reply.code(404).send({ error: '没有这个文件。' })
      : reply.code(503).type('text/plain; charset=utf-8').send(notBuilt);
  });
}

async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch {
    return null; // No such file, or a folder: either way there is nothing to serve.
  }
}
