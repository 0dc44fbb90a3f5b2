import type { Page, Target } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Arena, ASK_HOST, DIRECT_HOST, openArena } from '../attacks/arena';
import { LINE, type PoolTask, pageOf } from '../attacks/attack';
import { dumpDatabases, findCanaries, storedSecrets } from '../attacks/canaries';
import { ringOf } from '../attacks/run';
import { buildE2e } from '../support/build-e2e';
import { BRAND_HOSTS } from '../support/launch';
import {
  actDirectly,
  click,
  clickToConfirm,
  closePopup,
  confirm,
  find,
  listenTo,
  openForm,
  seeText,
  seeWrite,
  type,
  until,
} from '../support/steps';

/** Everything that any target writes to its console, from its start on. */
function hearConsoles({ chromium: { browser } }: Arena): string[] {
  const heard: string[] = [];
  const listen = async (target: Target) => {
    const session = await target.createCDPSession();
    for (const type of ['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded'] as const)
      session.on(type, (event: unknown) => heard.push(`${target.url()} ${JSON.stringify(event)}`));
    await session.send('Runtime.enable');
    await session.send('Log.enable').catch(() => undefined);
  };
  // A target may be gone before anybody listens.
  browser.on('targetcreated', (target) => void listen(target).catch(() => undefined));
  for (const target of browser.targets()) void listen(target).catch(() => undefined);
  return heard;
}

/** Writes down what the page's script of ours sends and hears, in its own world. */
async function tapMessages(page: Page): Promise<() => Promise<string>> {
  const world = await until('our script in the page', () => page.extensionRealms()[0]);
  await world.evaluate(`(() => {
    const heard = (globalThis.__heard = []);
    for (const { runtime } of new Set([chrome, globalThis.browser ?? chrome])) {
      const send = runtime.sendMessage;
      runtime.sendMessage = async (...message) => {
        heard.push(JSON.stringify(message));
        const answer = await send.apply(runtime, message);
        heard.push(JSON.stringify(answer));
        return answer;
      };
      runtime.onMessage.addListener((message) => void heard.push(JSON.stringify(message)));
    }
  })()`);
  return async () => (await world.evaluate('globalThis.__heard.join("\\n")')) as string;
}

/** What a page or an own page can read besides the extension's database. */
const readStorages = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const areas = ['local', 'sync', 'session', 'managed'];
    const storage = (globalThis as { chrome?: { storage?: Record<string, { get(): Promise<object> }> } }).chrome
      ?.storage;
    const kept = areas.map((area) => storage?.[area]?.get().catch(() => ''));
    const cached = (await caches.keys().catch(() => [])).map(async (name) => {
      const cache = await caches.open(name);
      const texts = (await cache.keys()).map(async ({ url }) => `${url} ${await (await cache.match(url))?.text()}`);
      return [name, await Promise.all(texts)];
    });
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return JSON.stringify([
      await Promise.all(kept),
      await Promise.all(cached),
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      document.documentElement.outerHTML,
      name,
      history.state,
      fields,
    ]);
  });

describe('a whole session', () => {
  let arena: Arena;
  let consoles: string[];
  let secrets: string[];
  const places: Record<string, string> = {};
  const canaries = () => secrets.map((text, index) => ({ what: `secret ${index}`, text }));
  beforeAll(async () => {
    arena = await openArena(buildE2e('chrome'), 4);
    consoles = hearConsoles(arena);
    secrets = [...arena.secrets];
  });
  afterAll(() => arena?.close());

  it('acts, renews its token, takes back, edits and confirms', async () => {
    const { chromium, page, sandbox, hostile, tasks } = arena;
    const [, acted, edited] = tasks as [PoolTask, PoolTask, PoolTask];
    const body = `${LINE}${LINE.replaceAll('{{url}}', '{{other}}').replace('the notes', 'the plan').replace('id="link"', '')}`;
    const honest = { name: 'session', rule: 'nothing to learn', body } as const;
    hostile.serve('/session', { html: pageOf(honest, acted, edited) });
    const heard = listenTo(sandbox);
    await page.goto(`https://${DIRECT_HOST}/session`, { waitUntil: 'load' });
    const messages = await tapMessages(page);
    await until('the task to be read', () => ringOf(arena, acted));
    sandbox.expireTokens();
    await actDirectly(page, `Complete task: ${acted.title}`, () => heard.writes().length > 0);
    await seeWrite(heard, acted.guid, 'completed_at');
    await actDirectly(page, 'Undo', () => sandbox.task(acted.guid)?.status === 'todo');
    const popup = await openForm(chromium, page, edited.title);
    await type(popup, 'Title', `${edited.title} again`);
    await click(popup, 'Save 1 change');
    await seeText(popup, 'Saved');
    places.popup = await readStorages(popup);
    await closePopup(popup);
    places.directPage = [await page.evaluate('__reach()'), await readStorages(page)].join('\n');
    places.messages = await messages();

    await page.goto(`https://${ASK_HOST}/session`, { waitUntil: 'load' });
    const askMessages = await tapMessages(page);
    await find(page, 'Complete task: the notes');
    const question = await clickToConfirm(chromium, page, 'Complete task: the notes');
    await confirm(question, 'Complete');
    await until('the task to be done', () => sandbox.task(acted.guid)?.status === 'done');
    places.askPage = [await page.evaluate('__reach()'), await readStorages(page)].join('\n');
    places.messages += await askMessages();
    secrets = [...new Set([...secrets, ...(await storedSecrets(arena.options))])];
    // The first pair, its successor, and the app's secret.
    expect(secrets.length).toBeGreaterThanOrEqual(5);
    expect(places.messages).toContain('task.status');
  });

  it('keeps them in its database, where a search finds them', async () => {
    const current = await storedSecrets(arena.options);
    const dump = await dumpDatabases(arena.options);
    const all = current.map((text, index) => ({ what: `current ${index}`, text }));
    expect(findCanaries(dump, all)).toEqual(all.map(({ what }) => what));
  });

  it('signs out and forgets the tokens', async () => {
    const { options } = arena;
    await options.bringToFront();
    await click(options, 'Sign out');
    await find(options, 'Sign in');
    const dump = await dumpDatabases(options);
    const appSecret = arena.sandbox.apps[0]?.app_secret;
    const tokens = secrets.filter((secret) => secret !== appSecret);
    expect(tokens.length).toBe(secrets.length - 1);
    expect(
      findCanaries(
        dump,
        tokens.map((text, index) => ({ what: `token ${index}`, text })),
      ),
    ).toEqual([]);
    await options.reload({ waitUntil: 'load' });
    await find(options, 'Sign in');
    places.options = await readStorages(options);
  });

  it('shows them to no page, message, storage, console or address', async () => {
    const { chromium, hostile, sandbox } = arena;
    const cookies = await chromium.browser.cookies();
    const urls = chromium.browser.targets().map((target) => target.url());
    Object.assign(places, {
      consoles: consoles.join('\n'),
      cookies: JSON.stringify(cookies),
      addresses: [...urls, ...sandbox.requests.map(({ path, query }) => `${path} ${JSON.stringify(query)}`)].join('\n'),
      attacker: hostile.requests.join('\n'),
    });
    const leaks = Object.entries(places).map(([place, text]) => [place, findCanaries(text, canaries())]);
    expect(leaks).toEqual(Object.keys(places).map((place) => [place, []]));
  });

  it('sends them only to the hosts of the brand', () => {
    const { requests } = arena.sandbox;
    const carrying = requests.filter(({ body }) => findCanaries(JSON.stringify(body ?? ''), canaries()).length > 0);
    expect(carrying.length).toBeGreaterThan(0);
    expect(new Set(carrying.map(({ api }) => api.split('.')[0]))).toEqual(new Set(['oauth']));
    const hosts = new Set(requests.map(({ host }) => host));
    expect([...hosts].filter((host) => !BRAND_HOSTS.includes(host) && !host.startsWith('127.0.0.1'))).toEqual([]);
  });
});
