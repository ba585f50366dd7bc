import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** A server that answers as an OpenAI-compatible one would. It keeps what it was asked. */
export async function openModelStandIn(answer: () => object | string | number) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(body);
      const said = answer();
      if (typeof said === 'number') return response.writeHead(said).end('{}');
      const content = typeof said === 'string' ? said : JSON.stringify(said);
      response.writeHead(200, { 'content-type': 'application/json' });
      return response.end(
        JSON.stringify({
          id: 'x',
          object: 'chat.completion',
          choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as { port: number };
  return {
    asked,
    model: {
      baseUrl: `http://127.0.0.1:${port}/v1`,
      apiKey: 'secret-key',
      name: 'stand-in',
      dailyBudget: 20,
    },
  };
}
