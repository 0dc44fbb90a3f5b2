import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves one page at a time, isolated so that the browser tells the time to 5 µs. */
export async function servePage(): Promise<{ url: string; show(html: string): void; close(): void }> {
  let html = '';
  const server: Server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    show: (next) => {
      html = next;
    },
    close: () => void server.close(),
  };
}
