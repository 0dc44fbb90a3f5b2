import type { Page } from 'puppeteer';
import { launchChromium } from '../../support/launch';
import { pageUrl } from '../../support/pages-server';
import { signIn } from '../../support/steps';
import { startWorld } from '../../support/world';
import { median, type Row, rowOf } from '../rows';
import { extensionWorld } from './extension-world';
import { makeLeast } from './least';

/** How long the API takes to answer, ms. */
const API_MS = 40;
const REPETITIONS = 7;
/** Between two clicks, ms: the limiter lets two calls go at once and then five a second. */
const REST_MS = 1500;
/** Nobody clicks sooner after the pointer came than the click gate lets act, ms. */
const HOVER_MS = 500;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const newId = () => crypto.randomUUID();

/**
 * From the message of a click that may act to the answer that it is done, by the built extension in Chromium against the sandbox.
 * The click gate's own evidence is older than the click, and what it then takes is below the clock's grain.
 */
export async function clickRows(): Promise<Row[]> {
  const world = await startWorld();
  const chromium = await launchChromium({ extension: world.extension, ports: world.ports });
  const least = makeLeast();
  try {
    const options = await signIn(chromium, world.sandbox, { user: 'Anna Chen' });
    const url = pageUrl('dashboard');
    const ask = (type: string, input: unknown) => `chrome.runtime.sendMessage(${JSON.stringify({ type, input })})`;
    await options.evaluate(ask('site.set', { origin: new URL(url).origin, mode: 'direct' }));
    const leastId = await chromium.browser.installExtension(least.folder);
    const page = await chromium.open(url);
    const inLeast = await extensionWorld(page, leastId);
    const inPage = await extensionWorld(page, chromium.extensionId);
    const guid = world.sandbox.tasks.find(({ key }) => key === 'plain')?.guid ?? '';
    for (const api of ['task.v2.get', 'task.v2.patch', 'task.v2.list'])
      world.sandbox.misbehave({ api, how: 'delay', ms: API_MS });

    let isDone = false;
    const link = { brand: 'feishu', guid };
    /** One click that acts, ms. */
    async function click(): Promise<number> {
      const action = isDone ? 'reopen' : 'complete';
      const question = ask('action.propose', { ...link, id: newId(), action });
      const { ms, status } = await inPage.evaluate<{ ms: number; status: string }>(
        `(async () => { const begin = performance.now(); const answer = await ${question}; return { ms: performance.now() - begin, status: JSON.stringify(answer) }; })()`,
      );
      isDone = !isDone;
      if (!status.includes(`"status":"${isDone ? 'done' : 'todo'}"`) || !status.includes('"settled"'))
        throw new Error(`The click came to ${status}`);
      return ms;
    }
    /** Wakes the workers. */
    const hover = () =>
      Promise.all([
        inPage.evaluate(`${ask('task.status', link)}.then(() => true)`),
        inLeast.evaluate(`chrome.runtime.sendMessage('wake')`),
      ]);
    const token = world.sandbox.tokenFor('Anna Chen');
    const api = `https://open.feishu.cn/open-apis/task/v2/tasks/${guid}?user_id_type=open_id`;
    /** The same by the least extension that does it, ms. */
    async function leastClick(): Promise<number> {
      const { ms, codes } = await inLeast.evaluate<{ ms: number; codes: number[] }>(
        `(async () => { const begin = performance.now(); const codes = await chrome.runtime.sendMessage({ url: '${api}', token: '${token}', at: begin }); return { ms: performance.now() - begin, codes }; })()`,
      );
      if (codes.join() !== '0,0') throw new Error(`The least extension came to ${codes.join()}`);
      return ms;
    }

    const commit = (durability: string) => options.evaluate(`commit('${durability}')`) as Promise<number>;
    await options.evaluate(COMMIT);
    const times = {
      strict: [] as number[],
      relaxed: [] as number[],
      warm: [] as number[],
      least: [] as number[],
      hovered: [] as number[],
      cold: [] as number[],
      raw: [] as number[],
      one: [] as number[],
    };
    await hover();
    await click();
    await leastClick();
    for (let turn = 0; turn < REPETITIONS; turn += 1) {
      await sleep(REST_MS);
      const { both, one } = await raw(options, api, token);
      times.raw.push(both);
      times.one.push(one);
      times.strict.push(await commit('strict'));
      times.relaxed.push(await commit('relaxed'));
      await hover();
      for (const arm of (['warm', 'least'] as const).toSorted(() => Math.random() - 0.5)) {
        await sleep(REST_MS);
        times[arm].push(await (arm === 'warm' ? click() : leastClick()));
      }
      await sleep(REST_MS);
      await chromium.killWorker();
      await hover();
      await sleep(HOVER_MS);
      times.hovered.push(await click());
      await sleep(REST_MS);
      await chromium.killWorker();
      times.cold.push(await click());
    }
    const over = (of: readonly number[], base: readonly number[]) =>
      of.map((ms, index) => ms / (base[index] ?? Number.NaN));
    return [
      rowOf('click, warm, over its two requests made raw', over(times.warm, times.raw), {
        goal: 1.05,
        note: `${median(times.warm).toFixed(0)} ms over ${median(times.raw).toFixed(0)} ms; the task is read before it is written`,
      }),
      rowOf('  the least extension that does so', over(times.least, times.raw), {
        note: `${median(times.least).toFixed(0)} ms: a message, one commit, the two requests`,
      }),
      rowOf('  ours over it', over(times.warm, times.least)),
      rowOf('  over one raw request', over(times.warm, times.one)),
      rowOf('  one commit that is on the disk', times.strict, {
        unit: 'ms',
        note: 'of three, two go on beside the read and one after the answer',
      }),
      rowOf('  one that the browser may still lose', times.relaxed, { unit: 'ms' }),
      rowOf('click after hover on a dead worker, over warm', over(times.hovered, times.warm), { goal: 1.3 }),
      rowOf(
        'click on a dead worker, more than warm',
        times.cold.map((ms, index) => ms - (times.warm[index] ?? Number.NaN)),
        { unit: 'ms', goal: 50 },
      ),
    ];
  } finally {
    await chromium.close();
    least.remove();
    await world.close();
  }
}

/** What one commit takes in the extension's own kind of database, ms: the floor under each that a click waits for. */
const COMMIT = `(async () => {
  const opening = indexedDB.open('bench', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
  await new Promise((resolve) => { opening.onsuccess = resolve; });
  globalThis.commit = (durability) => new Promise((resolve) => {
    const begin = performance.now();
    const transaction = opening.result.transaction('rows', 'readwrite', { durability });
    transaction.objectStore('rows').put({ at: begin, text: 'x'.repeat(1500) }, 'one');
    transaction.oncomplete = () => resolve(performance.now() - begin);
  });
  await commit('strict');
})()`;

/** The same read and write by a page of ours with nothing around them; and the write alone, ms. */
function raw(options: Page, url: string, token: string): Promise<{ both: number; one: number }> {
  // A text, since what the driver's compiler adds to a function is not there in the page.
  return options.evaluate(`(async () => {
    const url = '${url}';
    const headers = { Authorization: 'Bearer ${token}', 'Content-Type': 'application/json; charset=utf-8' };
    const call = async (init) => {
      const answer = await fetch(url, { ...init, headers, cache: 'no-store', credentials: 'omit' });
      const { code } = await answer.json();
      if (code !== 0) throw new Error('code ' + code);
    };
    const begin = performance.now();
    await call({ method: 'GET' });
    const between = performance.now();
    await call({ method: 'PATCH', body: JSON.stringify({ task: { extra: String(begin) }, update_fields: ['extra'] }) });
    return { both: performance.now() - begin, one: performance.now() - between };
  })()`) as Promise<{ both: number; one: number }>;
}
