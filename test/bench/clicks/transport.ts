import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import puppeteer from 'puppeteer';
import { type Row, rowOf } from '../rows';
import { extensionWorld } from './extension-world';
import { makeProbe } from './probe';

/** How long the bench's API takes to answer, ms. */
const API_MS = 40;
const REPETITIONS = 15;

/** The least extension that carries a request from a page's world to the worker and back, by a message or over a port. */
const PAGES = ['http://127.0.0.1/*'];
const WORKER = `
const load = (url) => fetch(url, { cache: 'no-store' }).then((answer) => answer.text());
chrome.runtime.onMessage.addListener((url, _, respond) => { load(url).then(respond); return true; });
chrome.runtime.onConnect.addListener((port) => port.onMessage.addListener((url) => load(url).then((text) => port.postMessage(text))));
`;
const PAGE = `
const port = chrome.runtime.connect();
globalThis.byPort = (url) => new Promise((resolve) => {
  const hear = (text) => { port.onMessage.removeListener(hear); resolve(text); };
  port.onMessage.addListener(hear);
  port.postMessage(url);
});
globalThis.byMessage = (url) => chrome.runtime.sendMessage(url);
globalThis.raw = (url) => fetch(url, { cache: 'no-store' }).then((answer) => answer.text());
`;

/** A message and a port against a fetch from the page itself, each to an API that takes 40 ms. */
export async function transportRows(): Promise<Row[]> {
  const server = createServer((request, response) => {
    const isApi = request.url === '/api';
    const answer = () =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
        .end('<!doctype html><p>ok');
    if (isApi) setTimeout(answer, API_MS);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const probe = makeProbe({ hosts: PAGES, pages: PAGES, worker: WORKER, page: PAGE });
  const browser = await puppeteer.launch({ pipe: true, enableExtensions: true, args: ['--no-sandbox'] });
  try {
    const id = await browser.installExtension(probe.folder);
    const page = await browser.newPage();
    await page.goto(origin);
    const world = await extensionWorld(page, id);
    const times = new Map<string, number[]>();
    for (let turn = -2; turn < REPETITIONS; turn += 1)
      for (const way of ['raw', 'byMessage', 'byPort'].sort(() => Math.random() - 0.5)) {
        const ms = await world.evaluate<number>(
          `(async () => { const begin = performance.now(); const text = await ${way}('${origin}/api'); if (!text.includes('ok')) throw new Error(text); return performance.now() - begin; })()`,
        );
        // The first two are for warming up.
        if (turn >= 0) times.set(way, [...(times.get(way) ?? []), ms]);
      }
    const raw = times.get('raw') ?? [];
    const over = (way: string) => (times.get(way) ?? []).map((ms, index) => ms / (raw[index] ?? Number.NaN));
    return [
      rowOf('a request by message, over a fetch of the page', over('byMessage'), { goal: 1.05 }),
      rowOf('a request over a port, over a fetch of the page', over('byPort')),
    ];
  } finally {
    await browser.close();
    probe.remove();
    server.close();
  }
}
