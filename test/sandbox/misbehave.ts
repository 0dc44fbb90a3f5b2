import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SandboxContext, sendJson, UNSENT_HEADER } from './log';
import type { Misbehaviour } from './model';
import type { State } from './state';

/** Adds a fault; several may be set, the oldest that matches is used first. Answers its undo. */
export function addRule(state: State, rule: Misbehaviour): () => void {
  const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
  state.rules.push(entry);
  return () => {
    const at = state.rules.indexOf(entry);
    if (at >= 0) state.rules.splice(at, 1);
  };
}

/**
 * Answers a request, with the fault that is due for it, if any.
 * @param apply handles the request as usual; not called when the fault stands before it
 */
export async function answerWithFaults(
  state: State,
  c: SandboxContext,
  apply: () => Promise<Response> | Response,
): Promise<Response> {
  const rule = takeRule(state, c);
  if (!rule) return apply();
  const { how } = rule;
  if (how === 'delay') {
    const wait = () => sleep(rule.ms ?? 1_000, undefined, { ref: false });
    if (rule.when !== 'after') {
      await wait();
      return apply();
    }
    const answer = await apply();
    await wait();
    return answer;
  }
  if (how === 'drop-after' || how === 'lost-refresh' || rule.when === 'after') await apply();
  switch (how) {
    case 'hang':
      await once(c.env.incoming.socket, 'close');
      return unsent();
    case 'drop-before':
    case 'drop-after':
    case 'lost-refresh':
      drop(c);
      return unsent();
    case 'broken-json':
      return text(rule, '{"code":0,"msg":"success","data":{"task":{"guid":"', 'application/json; charset=utf-8');
    case 'html':
      return text(
        rule,
        '<!doctype html><title>Sign in to the network</title><p>Please accept the terms.</p>',
        'text/html',
      );
    case 'rate-limited':
      return rateLimited(c, rule);
    default:
      return wrongStatus(c, rule);
  }
}

function takeRule(state: State, c: SandboxContext): Misbehaviour | undefined {
  const { api, path, body } = c.get('entry');
  const refreshes = typeof body === 'object' && body !== null && 'refresh_token' in body;
  const found = state.rules.find(
    ({ rule, left }) =>
      left > 0 &&
      (rule.api === undefined || rule.api === api) &&
      (rule.path === undefined || rule.path.test(path)) &&
      (rule.how !== 'lost-refresh' || refreshes),
  );
  if (found) found.left -= 1;
  return found?.rule;
}

/**
 * Breaks the connection in the midst of the answer's headers. A bare close would not do: on a connection that it opened
 * ahead, Chromium takes that for staleness and sends the request, whatever its method, a second time by itself.
 */
function drop(c: SandboxContext): void {
  const { socket } = c.env.incoming;
  socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Type: appl', () => socket.destroy());
}

const unsent = (): Response => new Response(null, { headers: { [UNSENT_HEADER]: 'true' } });

const asText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const text = (rule: Misbehaviour, usual: string, type: string): Response =>
  new Response(rule.body === undefined ? usual : asText(rule.body), {
    status: rule.status ?? 200,
    headers: { 'Content-Type': type },
  });

/** The limit's real answer; `x-ogw-ratelimit-reset` counts whole seconds, at least one. */
function rateLimited(c: SandboxContext, rule: Misbehaviour): Response {
  const body = {
    code: rule.code ?? 99991400,
    msg: rule.msg ?? 'request trigger frequency limit',
    error: { log_id: c.get('logId') },
  };
  return sendJson(c, rule.status ?? 429, body, {
    'x-ogw-ratelimit-limit': '10',
    'x-ogw-ratelimit-reset': String(Math.max(1, Math.ceil((rule.ms ?? 1_000) / 1_000))),
  });
}

/** Shaped as the endpoint shapes its refusals: flat at the token endpoints, with `msg` and `error` elsewhere. */
function wrongStatus(c: SandboxContext, rule: Misbehaviour): Response {
  const status = rule.status ?? 500;
  if (rule.body !== undefined) return text({ ...rule, status }, '', 'application/json; charset=utf-8');
  const { api } = c.get('entry');
  if (api.startsWith('oauth.')) {
    const error_description = rule.msg ?? 'Server error.';
    return sendJson(c, status, { code: rule.code ?? 20050, error: 'server_error', error_description });
  }
  const code = rule.code ?? 1470500;
  return sendJson(c, status, { code, msg: rule.msg ?? 'Server error.', error: { log_id: c.get('logId') } });
}
