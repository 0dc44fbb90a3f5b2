import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What a hostile site serves under one path, on whatever host it is asked for. */
export interface Served {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A site of the attacker's: it serves what it is given and keeps every request, as an attacker would. */
export interface HostileServer {
  readonly port: number;
  readonly tlsPort: number;
  /** Line, headers and body of every request, oldest first: all that a page could send home. */
  readonly requests: string[];
  serve(path: string, served: Served): void;
  close(): Promise<void>;
}

const RECORDER = readFileSync(fileURLToPath(new URL('recorder.js', import.meta.url)), 'utf8');

/** Starts it on loopback, over HTTP and over HTTPS with this certificate (PEM). */
export async function startHostile(tls: { readonly cert: string; readonly key: string }): Promise<HostileServer> {
  const pages = new Map<string, Served>();
  const requests: string[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'https://hostile.example.test');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${Buffer.concat(chunks)}`);
    });
    const page = pages.get(pathname);
    const isScript = pathname === '/recorder.js';
    response.writeHead(page || isScript ? 200 : 404, {
      'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...page?.headers,
    });
    response.end(isScript ? RECORDER : (page?.html ?? ''));
  };
  const servers = [createHttpServer(listener), createHttpsServer(tls, listener)] as const;
  const [port, tlsPort] = await Promise.all(servers.map(listen));
  return {
    port: port as number,
    tlsPort: tlsPort as number,
    requests,
    serve: (path, served) => void pages.set(path, served),
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
