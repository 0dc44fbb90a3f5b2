import { request } from 'node:http';
import type { Sandbox } from './server';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The JSON body; an empty object when the answer is no JSON. */
  body: Record<string, unknown>;
}

export interface Ask {
  method?: string;
  token?: string;
  /** Host header: decides brand and role. Loopback (Feishu, everything) without it. */
  host?: string;
  json?: unknown;
  form?: Record<string, string>;
  /** Sent as it is, as JSON. */
  raw?: string;
  headers?: Record<string, string>;
}

/** A bare HTTP client for the tests of the sandbox. Unlike `fetch` it can set Host. Rejects when the connection breaks. */
export function ask(sandbox: Sandbox, path: string, given: Ask = {}): Promise<Answer> {
  const body = given.form
    ? new URLSearchParams(given.form).toString()
    : (given.raw ?? (given.json && JSON.stringify(given.json)));
  const headers: Record<string, string> = {
    ...(given.host && { host: given.host }),
    ...(given.token && { authorization: `Bearer ${given.token}` }),
    ...(body !== undefined && {
      'content-type': given.form ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
    }),
    ...given.headers,
  };
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: sandbox.port,
      path,
      method: given.method ?? (body ? 'POST' : 'GET'),
      headers,
    };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parse(text) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The guid of a sample by its key. */
export function sample(sandbox: Sandbox, key: string): string {
  const found = sandbox.tasks.find((task) => task.key === key);
  if (!found) throw new Error(`No sample ${key}.`);
  return found.guid;
}

export interface Consent {
  /** Name of the user; absent: denies. */
  user?: string;
  host?: string;
  query?: Record<string, string | undefined>;
}

export const REDIRECT = 'http://localhost/callback';

/** Query of an authorize request that the first app may send. */
export function authorizePath(sandbox: Sandbox, query: Record<string, string | undefined> = {}): string {
  const all = {
    client_id: sandbox.apps[0]?.app_id,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'offline_access task:task:read task:task:write',
    state: 'st4te',
    ...query,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/open-apis/authen/v1/authorize?${new URLSearchParams(given)}`;
}

/** Submits the consent form and answers where the browser is sent to. */
export async function consent(sandbox: Sandbox, { user, host, query = {} }: Consent): Promise<URL> {
  const openId = sandbox.users.find((entry) => entry.name === user)?.open_id;
  const answer = await ask(sandbox, authorizePath(sandbox, query), {
    ...(host && { host }),
    form: openId === undefined ? { decision: 'deny' } : { user: openId, decision: 'authorize' },
  });
  if (answer.status !== 302) throw new Error(`No redirect: ${answer.text}`);
  return new URL(String(answer.headers.location));
}
