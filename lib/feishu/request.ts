import { type Failure, FailureError, fail, toFailure } from '../failure';
import { isGuid } from '../task/applink';
import { isRecord } from '../task/meaning';
import { type Endpoint, type ErrorBody, explain } from './errors';
import { waitIn } from './waits';

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
  /** How long the answer may take, ms; 15 s unless told. */
  readonly life?: number;
}

/** Longest wait for an answer, ms (safety.md §1.8). */
const TIMEOUT_MS = 15_000;
/** A task with everything in it stays far below; more is not an answer of ours, and is not read to its end. */
const MAX_ANSWER_BYTES = 4_000_000;
/** After these nobody knows whether the change was made when no answer comes. */
const WRITES: readonly Endpoint[] = ['v2.patch', 'v1.complete', 'v1.uncomplete'];

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
  const body = await readObject(response, request.endpoint);
  if (response.ok && body && (body.code === 0 || hasNoCode(request.endpoint, body))) return body;
  if (response.ok && request.endpoint === 'revoke' && !body) return {};
  const waitMs = waitIn(response.headers, transport.now());
  const log_id = response.headers.get('x-tt-logid') ?? undefined;
  const refusal = {
    status: response.status,
    ...(body && { body }),
    ...(/html/i.test(response.headers.get('content-type') ?? '') && { html: true }),
    ...(waitMs !== undefined && { waitMs }),
    ...(log_id && { log_id }),
  };
  throw new FailureError(explain(request.endpoint, refusal, transport.now()));
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
      signal: AbortSignal.timeout(request.life ?? TIMEOUT_MS),
      ...(request.json !== undefined && { body: JSON.stringify(request.json) }),
      ...(request.form && { body: new URLSearchParams(request.form) }),
    });
  } catch (error) {
    return unanswered(request.endpoint, error);
  }
}

/** No answer, or one that broke off. */
function unanswered(endpoint: Endpoint, error: unknown): never {
  if (WRITES.includes(endpoint)) fail('offline', 'answer_lost');
  fail('offline', error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'no_network');
}

/** The JSON object that the answer holds: an empty one for other JSON; nothing when it holds none or too much. */
async function readObject(
  response: Response,
  endpoint: Endpoint,
): Promise<(Record<string, unknown> & ErrorBody) | undefined> {
  try {
    const text = await readText(response);
    // A null means "not set" everywhere in this API: dropping it here spares every reader a third case.
    const value: unknown = JSON.parse(text ?? '', (_, inner) => (inner === null ? undefined : inner));
    return isRecord(value) ? value : {};
  } catch (error) {
    // A refusal whose words broke off is one by its status. A success that did is no answer: what was asked may be done.
    if (!(error instanceof SyntaxError) && response.ok) unanswered(endpoint, error);
    return undefined;
  }
}

/** The body as text; nothing when it is over the cap, whatever length its header told. */
async function readText({ body }: Response): Promise<string | undefined> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      void reader?.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
