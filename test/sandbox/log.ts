import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { RequestEntry } from './model';
import type { State } from './state';

/** What every handler finds in its context: Node's own request, and the log entry of this one. */
export interface SandboxEnv {
  Bindings: HttpBindings;
  Variables: { entry: RequestEntry; logId: string };
}

export type SandboxContext = Context<SandboxEnv>;

/** Marks an answer that was never sent, because the connection is gone; the Node adapter then writes nothing. */
export const UNSENT_HEADER = 'x-hono-already-sent';

/** Notes each request and its outcome, and puts on each answer what the platform's gateway puts there. */
export function recordRequests(state: State): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const entry: RequestEntry = {
      at: Date.now(),
      method: c.req.method,
      host: c.req.header('host') ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: shortHeaders(c.req.header()),
      body: parseBody(await c.req.text(), c.req.header('content-type')),
      status: 0,
      code: undefined,
      user: undefined,
      api: '',
    };
    const logId =
      `${new Date(state.now()).toISOString().replace(/\D/g, '')}${randomBytes(8).toString('hex')}`.toUpperCase();
    state.requests.push(entry);
    c.set('entry', entry);
    c.set('logId', logId);
    await next();
    if (c.res.headers.has(UNSENT_HEADER)) {
      entry.code = undefined;
      return;
    }
    entry.status = c.res.status;
    c.header('X-Tt-Logid', logId);
    c.header('Date', new Date(state.now()).toUTCString());
    // Without reuse no client takes a broken connection for a stale one and repeats the request by itself: what is in
    // the log was meant to be sent.
    c.header('Connection', 'close');
  };
}

/** Sends a JSON answer and notes its code. */
export function sendJson(
  c: SandboxContext,
  status: number,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Response {
  c.get('entry').code = typeof body.code === 'number' ? body.code : undefined;
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  });
}

/** Body as JSON or form by its content type; text that is neither stays text. */
export function parseBody(text: string, contentType: string | undefined): unknown {
  if (text === '') return undefined;
  if (contentType?.includes('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function shortHeaders(headers: Record<string, string>): Record<string, string> {
  const { authorization, ...rest } = headers;
  return authorization === undefined ? rest : { ...rest, authorization: `…${authorization.slice(-4)}` };
}
