import { type Failure, FailureError, fail, toFailure } from '../failure';
import { isGuid } from '../task/applink';
import { type Endpoint, type ErrorBody, explain } from './errors';

/** What the outside gives us: fetch, a clock (ms), and somebody who wants to know the server's time. */
export interface Transport {
  readonly fetch: typeof fetch;
  now(): number;
  /** Told with each answer: the server's clock (ms, whole seconds) and ours when it arrived. */
  serverTime?(server: number, local: number): void;
  /** Told of each call that failed; the HTTP status where there was an answer. */
  failed?(endpoint: Endpoint, failure: Failure, status: number | undefined): void;
}

export interface Request {
  readonly endpoint: Endpoint;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: URL;
  readonly token?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** Longest wait for an answer, ms (safety.md §1.8). */
const TIMEOUT_MS = 15_000;
/** A task with everything in it stays far below; more is not an answer of ours. */
const MAX_ANSWER_CHARACTERS = 4_000_000;

/** Where our calls go on any host; nothing else is ever addressed. */
const PATHS = /^\/(open-apis\/(task\/v[12]|authen\/v[12])|oauth\/v[13])\/[\w/-]+$/;

/**
 * The address of a call: fixed origin, fixed path segments, and ids that pass the strict grammar; looked at again once built,
 * so that nothing smuggled into an id can lead elsewhere (safety.md §4). Throws `invalid_id`.
 */
export function apiUrl(origin: string, segments: readonly string[], query: Readonly<Record<string, string>> = {}): URL {
  // Encoding is no check: ".." survives it. So no segment is encoded, and none that would need it is taken.
  if (!segments.every(isGuid)) fail('invalid', 'invalid_id');
  const path = `/${segments.join('/')}`;
  const search = new URLSearchParams(query).toString();
  const url = new URL(path + (search && `?${search}`), origin);
  const isOurs = url.origin === origin && url.pathname === path && PATHS.test(url.pathname);
  const names = [...url.searchParams.keys()];
  const hasOurs =
    names.length === Object.keys(query).length && names.every((name) => url.searchParams.get(name) === query[name]);
  // The whole text, so that no user name, fragment or anything that these parts do not show stands in it.
  if (!isOurs || !hasOurs || url.href !== origin + path + (search && `?${search}`)) fail('invalid', 'invalid_id');
  return url;
}

/**
 * One call. Returns the JSON object of a success: HTTP 2xx, JSON, `code === 0`, under the size cap. Everything else throws a
 * `FailureError`. Redirects are not followed.
 */
export async function send(transport: Transport, request: Request): Promise<Record<string, unknown>> {
  let status: number | undefined;
  try {
    const response = await attempt(transport, request);
    status = response.status;
    return await understand(transport, request, response);
  } catch (error) {
    transport.failed?.(request.endpoint, toFailure(error), status);
    throw error;
  }
}

async function understand(
  transport: Transport,
  request: Request,
  response: Response,
): Promise<Record<string, unknown>> {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (Number.isFinite(date)) transport.serverTime?.(date, transport.now());
  const body = await readObject(response);
  if (response.ok && body && (body.code === 0 || hasNoCode(request.endpoint, body))) return body;
  if (response.ok && request.endpoint === 'revoke' && !body) return {};
  const waitSeconds = waitIn(response.headers);
  const log_id = response.headers.get('x-tt-logid') ?? undefined;
  throw new FailureError(
    explain(
      request.endpoint,
      {
        status: response.status,
        ...(body && { body }),
        ...(waitSeconds !== undefined && { waitSeconds }),
        ...(log_id && { log_id }),
      },
      transport.now(),
    ),
  );
}

/** The accounts host speaks plain OAuth: a token answer may come without a code, a revoke with nothing at all (§5.3, §5.7). */
function hasNoCode(endpoint: Endpoint, body: ErrorBody & { readonly access_token?: unknown }): boolean {
  if (body.code !== undefined || body.error !== undefined) return false;
  return endpoint === 'revoke' || (endpoint === 'token' && typeof body.access_token === 'string');
}

async function attempt(transport: Transport, request: Request): Promise<Response> {
  const headers: Record<string, string> = {};
  if (request.token) headers.Authorization = `Bearer ${request.token}`;
  if (request.json !== undefined) headers['Content-Type'] = 'application/json; charset=utf-8';
  try {
    return await transport.fetch(request.url.href, {
      method: request.method,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(request.json !== undefined && { body: JSON.stringify(request.json) }),
      ...(request.form && { body: new URLSearchParams(request.form) }),
    });
  } catch (error) {
    fail('offline', isTimeout(error) ? 'timeout' : 'no_network');
  }
}

async function readObject(response: Response): Promise<(Record<string, unknown> & ErrorBody) | undefined> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    // The answer broke off: what was asked may have been done all the same.
    fail('offline', isTimeout(error) ? 'timeout' : 'no_network');
  }
  if (text.length > MAX_ANSWER_CHARACTERS) return undefined;
  try {
    // A null means "not set" everywhere in this API: dropping it here spares every reader a third case.
    const value: unknown = JSON.parse(text, (_, inner) => (inner === null ? undefined : inner));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError';

function waitIn(headers: Headers): number | undefined {
  const value = headers.get('x-ogw-ratelimit-reset') ?? headers.get('retry-after');
  const seconds = value === null ? Number.NaN : Number(value);
  return Number.isFinite(seconds) ? seconds : undefined;
}
