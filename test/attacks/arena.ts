import type { Page } from 'puppeteer';
import { ask } from '../sandbox/client';
import { type Sandbox, startSandbox } from '../sandbox/server';
import { redirectUrl } from '../support/extension-id';
import { type Chromium, launchChromium } from '../support/launch';
import { clickToConfirm, confirm, signIn, until } from '../support/steps';
import { LINE, type PoolTask, pageOf } from './attack';
import { makeTitle, storedSecrets } from './canaries';
import { type HostileServer, startHostile } from './hostile-server';

/** The site that the user has made direct; every other one asks first. */
export const DIRECT_HOST = 'hostile.example.test';
export const ASK_HOST = 'stranger.example.test';

/** A signed-in browser, the sandbox, the attacker's servers, and tasks whose titles are found nowhere else. */
export interface Arena {
  readonly sandbox: Sandbox;
  readonly hostile: HostileServer;
  readonly chromium: Chromium;
  /** The tab that every attack is opened in. */
  readonly page: Page;
  /** The options page: our own origin, for what only that may ask. */
  readonly options: Page;
  readonly tasks: readonly PoolTask[];
  /** Tokens and app secret as the extension holds them. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** Signs Anna in, makes as many tasks as asked for, and makes one site direct as a user does: by the box in the popup. */
export async function openArena(extension: string, taskCount = 24): Promise<Arena> {
  const sandbox = await startSandbox({ tls: true, redirectUris: [redirectUrl(extension)] });
  if (!sandbox.tls) throw new Error('The sandbox has no HTTPS');
  const hostile = await startHostile(sandbox.tls);
  const ports = {
    sandbox: sandbox.tls.port,
    pages: hostile.tlsPort,
    plainPages: hostile.port,
    spki: sandbox.tls.spki,
  };
  const chromium = await launchChromium({ extension, ports });
  const options = await signIn(chromium, sandbox, { user: 'Anna Chen' });
  const tasks = await makeTasks(sandbox, taskCount);
  const secrets = await storedSecrets(options);
  const [first] = tasks as [PoolTask];
  const honest = { name: 'honest', rule: 'site mode', body: LINE } as const;
  hostile.serve('/honest', { html: pageOf(honest, first, first) });
  const page = await chromium.open(`https://${DIRECT_HOST}/honest`);
  const popup = await clickToConfirm(chromium, page, 'Complete task: the notes');
  await confirm(popup, 'Complete', DIRECT_HOST);
  await until('the site to be direct', () => sandbox.task(first.guid)?.status === 'done');
  return {
    sandbox,
    hostile,
    chromium,
    page,
    options,
    tasks,
    secrets,
    close: async () => {
      await chromium.close();
      await hostile.close();
      await sandbox.close();
    },
  };
}

/** Made through the API, as anybody may; the platform takes ten in a second. */
async function makeTasks(sandbox: Sandbox, count: number): Promise<PoolTask[]> {
  const token = sandbox.tokenFor('Anna Chen');
  const anna = sandbox.users.find(({ name }) => name === 'Anna Chen')?.open_id;
  const tasks: PoolTask[] = [];
  while (tasks.length < count) {
    const title = makeTitle();
    const json = { summary: title, members: [{ id: anna, type: 'user', role: 'assignee' }] };
    const { status, body } = await ask(sandbox, '/open-apis/task/v2/tasks', { token, json });
    const made = (body as { data?: { task?: { guid: string; url: string } } }).data?.task;
    if (made) tasks.push({ guid: made.guid, url: made.url, title });
    else if (status !== 429 && status !== 400) throw new Error(`No task was made: ${JSON.stringify(body)}`);
    else await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return tasks;
}
