import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { makeApp } from './app';
import { addRule } from './misbehave';
import type {
  FieldRecord,
  Misbehaviour,
  RequestEntry,
  SampleTask,
  SandboxApp,
  SandboxUser,
  Task,
  WriteEntry,
} from './model';
import { DEFAULT_REDIRECT_URIS } from './seed';
import { State } from './state';
import { type Certificate, makeCertificate } from './tls';
import { ACCESS_LIFE } from './tokens';

export interface SandboxOptions {
  /** 0 or absent: a free one. */
  port?: number;
  /** Also listen with HTTPS, on a port of its own. */
  tls?: boolean;
  tlsPort?: number;
  /** Added to the redirect URLs that every app allows. */
  redirectUris?: readonly string[];
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  address: string;
  port: number;
  tls?: { port: number } & Certificate;
  redirectUris: readonly string[];
  apps: SandboxApp[];
  users: SandboxUser[];
  tasks: SampleTask[];
  /** Every request, oldest first. */
  requests: RequestEntry[];
  /** Every applied change, oldest first. */
  writes: WriteEntry[];
  /** The stored task, whoever may read it; also a deleted one. */
  task(guid: string): Task | undefined;
  /** Changes a task as if somebody did so in Feishu itself: no rule is checked, the write has no user. */
  edit(guid: string, patch: Partial<Task>): void;
  /** Adds a custom field, as if somebody defined it in Feishu itself; gone at the next reset. */
  addField(record: FieldRecord): void;
  /** Sets a fault and answers its undo. */
  misbehave(rule: Misbehaviour): () => void;
  /** Moves the server's clock against the machine's, ms; adds up. */
  shiftClock(ms: number): void;
  /** Every access token issued so far is expired; refresh tokens are not. */
  expireTokens(): void;
  /** Back to the seed: tasks, clock and rates as at the start, logs emptied, faults dropped, tokens gone unless kept. */
  reset(keep?: { tokens: boolean }): void;
  /** An access token as if this user (by name) had signed in with every scope of the app; it adds nothing to later consents. */
  tokenFor(name: string, appId?: string): string;
  close(): Promise<void>;
}

/** Starts a sandbox on loopback. Several may run at once; nothing is shared between them. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const state = new State([...DEFAULT_REDIRECT_URIS, ...(options.redirectUris ?? [])]);
  const listener = getRequestListener(makeApp(state).fetch);
  const http = createHttpServer((request, response) => void listener(request, response));
  const servers: Server[] = [http];
  const port = await listen(http, options.port ?? 0);
  let tls: ({ port: number } & Certificate) | undefined;
  const closers = [() => http.closeAllConnections()];
  if (options.tls) {
    const certificate = await makeCertificate();
    const https = createHttpsServer(certificate, (request, response) => void listener(request, response));
    servers.push(https);
    closers.push(() => https.closeAllConnections());
    tls = { port: await listen(https, options.tlsPort ?? 0), ...certificate };
  }
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    ...(tls && { tls }),
    redirectUris: state.redirectUris,
    apps: state.apps,
    users: state.users,
    tasks: state.samples,
    requests: state.requests,
    writes: state.writes,
    task: (guid) => state.tasks.get(guid)?.task,
    edit: (guid, patch) => editOutside(state, guid, patch),
    addField: (record) => {
      state.fields.set(record.field.guid, structuredClone(record));
    },
    misbehave: (rule) => addRule(state, rule),
    shiftClock: (ms) => {
      state.clockOffset += ms;
    },
    expireTokens: () => state.tokens.expireAccess(),
    reset: (keep) => state.reset(keep?.tokens ?? false),
    tokenFor: (name, appId) => tokenFor(state, name, appId),
    close: async () => {
      const ended = servers.map((server) => once(server, 'close'));
      for (const server of servers) server.close();
      for (const close of closers) close();
      await Promise.all(ended);
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function editOutside(state: State, guid: string, patch: Partial<Task>): void {
  const record = state.tasks.get(guid);
  if (!record) throw new Error(`No task ${guid} in the sandbox.`);
  const before = record.task;
  record.task = { ...structuredClone(before), ...patch };
  if (patch.completed_at !== undefined) record.task.status = patch.completed_at === '0' ? 'todo' : 'done';
  const names = Object.keys(patch) as (keyof Task)[];
  const fields = names.map((name) => ({ name, before: before[name], after: record.task[name] }));
  state.wrote({ user: '', api: 'outside' }, record.task, fields);
}

function tokenFor(state: State, name: string, appId: string | undefined): string {
  const user = state.users.find((entry) => entry.name === name);
  if (!user) throw new Error(`No user ${name} in the sandbox.`);
  const app = state.apps.find((entry) =>
    appId === undefined ? entry.tenant_keys.includes(user.tenant_key) : entry.app_id === appId,
  );
  if (!app?.tenant_keys.includes(user.tenant_key)) throw new Error(`No app of the sandbox fits ${name}.`);
  return state.tokens.addAccess({
    app_id: app.app_id,
    open_id: user.open_id,
    tenant_key: user.tenant_key,
    scopes: app.scopes,
    expires: state.now() + ACCESS_LIFE,
    revoked: false,
    family: randomUUID(),
  });
}
