import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { knownLinks } from '../../entrypoints/controls/known-links';
import type { FoundLink, Scout, Torn } from '../../lib/page-links';
import type { Unwrap } from '../../lib/task/applink';
import { bundle } from '../support/bundle';

/** Scout in a plain page of a real browser; what it asks the extension for is the reader of links alone, without controls. */
const guid = (n: number) => `0b7f3c52-9d14-4e6a-8f21-${String(n).padStart(12, '0')}`;
const url = (n: number) => `https://applink.feishu.cn/client/todo/detail?guid=${guid(n)}`;
const anchor = (n: number) => `<a href="${url(n)}">task ${n}</a>`;

declare global {
  interface Window {
    sent: unknown[];
    log: string[];
    dead?: boolean;
    /** Scout as it hangs on its world. */
    scouted(): Scout | undefined;
    controls: { knownLinks: typeof knownLinks };
    torn: { torn: Torn };
    gateways: { unwrap: Unwrap };
    taken(added: readonly FoundLink[], gone: readonly FoundLink[]): void;
  }
}

let script: string;
let browser: Browser;
let server: Server;
let address: string;
const pages = new Map<string, { type: string; body: string }>();
let page: Page;

beforeAll(async () => {
  const [scout, reader, torn, gateways] = await Promise.all([
    bundle('scout', 'entrypoints/scout/index.ts'),
    bundle('controls', 'entrypoints/controls/known-links.ts'),
    bundle('torn', 'entrypoints/torn/torn-addresses.ts'),
    bundle('gateways', 'lib/task/gateways.ts'),
  ]);
  // In the shipped build WXT calls main; here the test does, after it has put its own extension API there.
  script = `${scout}; ${reader}; ${torn}; ${gateways}; scout.main();`;
  server = createServer((request, response) => {
    const { type, body } = pages.get(request.url ?? '') ?? { type: 'text/plain', body: '' };
    response.writeHead(200, { 'content-type': `${type};charset=utf-8` }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await puppeteer.launch({ pipe: true, args: ['--no-sandbox', '--no-first-run'] });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

afterEach(() => page?.close());

async function open(body: string, type = 'text/html', linkHosts?: string[]): Promise<void> {
  page = await browser.newPage();
  await page.evaluateOnNewDocument(
    (code, hosts) => {
      if (window !== window.top) return;
      window.sent = [];
      window.log = [];
      window.scouted = () => (globalThis as unknown as Record<symbol, Scout>)[Symbol.for('tasklark')];
      window.taken = () => {};
      window.addEventListener('error', (event) => window.log.push(event.message));
      window.addEventListener('unhandledrejection', (event) => window.log.push(String(event.reason)));
      const runtime = {
        sendMessage: async (message: unknown) => {
          window.sent.push(message);
          const scout = window.scouted();
          const reader = window.controls.knownLinks(hosts ?? [], () => {
            reader.torn = window.torn.torn;
            reader.unwrap = window.gateways.unwrap;
          });
          reader.take((added, gone) => window.taken(added, gone));
          scout?.show(reader);
        },
      };
      Object.defineProperty(runtime, 'id', { get: () => (window.dead ? undefined : 'tasklark') });
      Object.defineProperty(window, 'chrome', { value: { runtime } });
      // biome-ignore lint/security/noGlobalEval: the page under test runs the script under test
      window.eval(code);
    },
    script,
    linkHosts ?? null,
  );
  pages.set('/', { type, body });
  await page.goto(`${address}/`);
}

/** The last digits of the guids that scout found and the reader knows now, sorted. */
const found = () =>
  page.evaluate(() =>
    [...(window.scouted()?.reader?.found ?? [])].map(({ link }) => Number(link.guid.slice(-12))).sort((a, b) => a - b),
  );

const expectFound = (...numbers: number[]) => expect.poll(found, { timeout: 15_000, interval: 100 }).toEqual(numbers);

/** Long enough for a scan that should find nothing; a link that is found marks the end of the wait. */
async function expectOnly(...numbers: number[]) {
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', `<p id=mark>${html}</p>`), anchor(999));
  await expectFound(...numbers, 999);
}

describe('what is found', () => {
  test('anchors, areas, drawings, shadow roots, frames, text, wrapped links', async () => {
    pages.set('/frame', { type: 'text/html', body: `<p>${anchor(20)}</p><iframe srcdoc='${anchor(21)}'></iframe>` });
    await open(`<!doctype html><title>${url(90)}</title><p>${anchor(1)}
      <map name=m><area href="${url(2)}"></map>
      <svg><a href="${url(3)}"><text>x</text></a><a xlink:href="${url(4)}"><text>${url(4)}</text></a><a xlink:href="${url(5)}"><text>${url(95)}</text></a></svg>
      <p>log: ${url(6)}, ${url(7)}. <pre>${url(8)}
      ${url(9)}</pre>
      <p><a href="HTTPS://APPLINK.FEISHU.CN/client/todo/detail?guid=${guid(10)}">${url(10)}</a> Https://Applink.Feishu.cn/client/todo/detail?guid=${guid(11)}
      <p><a href="https://example.org/?u=${encodeURIComponent(url(12))}">x</a> <a href="/go?to=${encodeURIComponent(url(13))}">x</a>
      https://example.org/?u=${encodeURIComponent(url(14))}
      <a href="//applink.larksuite.com/client/todo/detail?guid=${guid(15)}">x</a>
      <div id=host><template shadowrootmode=open><p>${anchor(16)} ${url(17)} <x-inner><template shadowrootmode=open>${anchor(18)}</template></x-inner></template></div>
      <div><template shadowrootmode=open>${url(19).replace('todo', 'to<b>do')}</b></template></div>
      <iframe src="/frame"></iframe><iframe sandbox srcdoc='${anchor(91)}'></iframe>
      <a href="${url(92).replace('detail', 'task_list')}">list</a> <a href="https://applink.feishu.cn.evil.example/client/todo/detail?guid=${guid(93)}">x</a>
      <a href="https://example.org/">${url(94)}</a>`);
    await expectFound(1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21);
    expect(await page.evaluate(() => window.sent)).toEqual([{ type: 'controls.inject' }]);
    expect(await page.evaluate(() => window.log)).toEqual([]);
  });

  test('nothing inside editors, fields, labels, buttons and code', async () => {
    await open(`<div contenteditable>${anchor(1)} ${url(2)}<span contenteditable=false>${anchor(3)}</span></div>
      <textarea>${url(4)}</textarea><label>${anchor(5)}</label><button>${url(6)}</button><div role=button>${anchor(7)}</div>
      <div role=textbox>${url(8)}</div><select><option>${url(9)}</select><script type=x>${url(10)}</script><style>${url(11)}</style>
      <noscript>${url(12)}</noscript><details><summary>${anchor(13)}</summary>${anchor(14)}</details>
      <label><b id=host><template shadowrootmode=open>${anchor(15)}</template></b></label>
      <div contenteditable><iframe srcdoc='${anchor(16)}'></iframe></div>`);
    await expectOnly(14);
  });

  test('nothing on a page that is an editor', async () => {
    await open(`<body contenteditable>${anchor(1)}`);
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<section id=s></section>'));
    await page.evaluate((html) => document.querySelector('#s')?.insertAdjacentHTML('beforeend', html), anchor(2));
    await page.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
    expect(await found()).toEqual([]);
  });

  test('on pages that are read in pieces: long lists, deep wrappers, large roots, and what stands between', async () => {
    const items = (count: number, ...at: (readonly [number, string])[]) => {
      const small = '<i></i>'.repeat(count > 2_000 ? 18 : 0);
      const all = Array.from({ length: count }, (_, i) => `<li>todo: item <b>${i}</b>${small}</li>`);
      for (const [index, html] of at) all[index] = `<li>see <b>${html}</b></li>`;
      return `<ul>${all.join('')}</ul>`;
    };
    const wrapped = (depth: number, html: string) => '<div>'.repeat(depth) + html + '</div>'.repeat(depth);
    await open(`<!doctype html><title>x</title>${url(1)}<section>${anchor(2)}${items(400)} ${url(3)}${items(1100, [700, url(4)], [701, anchor(5)])}</section>
      ${wrapped(300, `${url(6)}${items(600, [0, url(7)])}${anchor(8)}${items(600, [599, anchor(9)])}`)}
      <a href="${url(10)}">${items(1200, [5, url(90)])}</a>
      <div><template shadowrootmode=open>${url(11)}${items(1500, [1499, url(12)])}<div>${anchor(13)}${items(700)}</div></template></div>
      ${items(2_700, [0, url(14)], [1_234, anchor(15)], [2_699, url(16)])}`);
    await expectFound(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  });

  test('custom hosts', async () => {
    await open(`<a href="https://applink.kite.example/client/todo/detail?guid=${guid(1)}">x</a>`, 'text/html', [
      'applink.kite.example',
    ]);
    await expectFound(1);
  });
});

describe('what changes', () => {
  test('added, changed in place, removed', async () => {
    await open(`<p id=p>${anchor(1)} <span id=t>${url(2)}</span></p>`);
    await expectFound(1, 2);
    await page.evaluate(
      (next, html) => {
        const link = document.querySelector('a');
        if (link) link.href = next;
        const text = document.querySelector('#t')?.firstChild as Text;
        text.data = 'nothing';
        document.body.insertAdjacentHTML('beforeend', `<ul><li>${html}</ul>`);
      },
      url(3),
      anchor(4),
    );
    await expectFound(3, 4);
    await page.evaluate(() => document.querySelector('ul')?.remove());
    await expectFound(3);
    await page.evaluate(() => document.querySelector('#p')?.setAttribute('contenteditable', ''));
    await expectFound();
    await page.evaluate(() => document.querySelector('#p')?.removeAttribute('contenteditable'));
    await expectFound(3);
  });

  test('late roots, late frames, frames that navigate and leave', async () => {
    pages.set('/one', { type: 'text/html', body: anchor(1) });
    pages.set('/two', { type: 'text/html', body: anchor(2) });
    await open('<p id=p>hello</p>');
    await page.evaluate((html) => {
      const p = document.querySelector('#p') as Element;
      p.attachShadow({ mode: 'open' }).innerHTML = html;
    }, anchor(5));
    await expectFound(5);
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = '/one';
      document.body.append(frame);
    });
    await expectFound(1, 5);
    await page.evaluate(() => document.querySelector('iframe')?.setAttribute('src', '/two'));
    await expectFound(2, 5);
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await expectFound(5);
  });

  test('a text split where the URL ends stays the same link', async () => {
    await open(`<p>see ${url(1)}, please</p>`);
    await expectFound(1);
    const same = await page.evaluate(async () => {
      const reader = window.scouted()?.reader;
      const before = [...(reader?.found ?? [])][0];
      const text = before?.node as Text;
      text.splitText(before?.end ?? 0).before(document.createElement('span'));
      await new Promise((done) => setTimeout(done, 1500));
      const after = [...(reader?.found ?? [])];
      return after.length === 1 && after[0] === before;
    });
    expect(same).toBe(true);
  });

  test('a virtual list hands over exactly what appears and leaves', async () => {
    await open('<ul></ul>');
    const counts = await page.evaluate(async (html) => {
      const now = new Set<unknown>();
      const faults: string[] = [];
      window.taken = (added, gone) => {
        for (const link of gone) if (!now.delete(link)) faults.push('left before it came');
        for (const link of added) {
          if (now.has(link)) faults.push('came twice');
          now.add(link);
        }
      };
      const list = document.querySelector('ul') as Element;
      for (let i = 0; i < 200; i++) {
        list.insertAdjacentHTML('beforeend', `<li>${html.replaceAll('000000000001', String(i).padStart(12, '0'))}`);
        if (i >= 20) list.firstElementChild?.remove();
        await new Promise((done) => setTimeout(done, 10));
      }
      await new Promise((done) => setTimeout(done, 1500));
      return [now.size, window.scouted()?.reader?.found.size, faults];
    }, anchor(1));
    expect(counts).toEqual([20, 20, []]);
  });

  test('stops when told, when the extension is gone, and when a newer copy comes', async () => {
    await open(`<p>${anchor(1)}</p>`);
    await expectFound(1);
    await page.evaluate((code) => {
      const old = window.scouted();
      // biome-ignore lint/security/noGlobalEval: the page under test runs the script under test
      window.eval(code);
      if (old?.nodes.size) window.log.push('the old copy lives');
    }, script);
    await expectFound(1);
    await page.evaluate((html) => {
      window.dead = true;
      document.body.insertAdjacentHTML('beforeend', html);
    }, anchor(2));
    await expect.poll(() => page.evaluate(() => window.scouted()?.nodes.size)).toBe(0);
    expect(await page.evaluate(() => window.log)).toEqual([]);
  });
});

describe('what it costs, where that does not move with the machine', () => {
  /** Lets the page change; answers how many subtrees were asked for links until this many links were found. */
  async function askedDuring(change: string, ...numbers: number[]): Promise<number> {
    await page.evaluate((source) => {
      const asked = new Set<unknown>();
      const { querySelectorAll } = Element.prototype;
      Element.prototype.querySelectorAll = function (this: Element, selector: string) {
        if (this.closest('#stage')) asked.add(this);
        return querySelectorAll.call(this, selector);
      } as typeof querySelectorAll;
      Object.assign(window, { asked: () => asked.size });
      // biome-ignore lint/security/noGlobalEval: the page under test runs what the test wants changed
      window.eval(source);
    }, change);
    await expectFound(...numbers);
    return page.evaluate('asked()') as Promise<number>;
  }

  test.each([10, 5_000])('three rows that come to a list of %i are read, and little else', async (count) => {
    await open(`<p>${anchor(1)}</p><ul id=stage>${'<li>one <b>row</b></li>'.repeat(count)}</ul>`);
    await expectFound(1);
    const rows = [2, 3, 4].map((n) => `<li>${anchor(n)}</li>`).join('');
    const asked = await askedDuring(
      `document.querySelector('#stage').insertAdjacentHTML('beforeend', '${rows}')`,
      1,
      2,
      3,
      4,
    );
    // The list itself may be asked once more, by a reading of the whole page.
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(4);
  });

  test('a thousand nodes that come at once are read with what they came to', async () => {
    await open(`<p>${anchor(1)}</p><div id=stage></div>`);
    await expectFound(1);
    const change = `for (let n = 0; n < 1000; n += 1) document.querySelector('#stage').append(document.createElement('p'));
      document.querySelector('#stage').insertAdjacentHTML('beforeend', '${anchor(2)}')`;
    expect(await askedDuring(change, 1, 2)).toBeLessThanOrEqual(2);
  });

  test('a thousand links are found without a node made or a page touched', async () => {
    await open('<main></main>');
    await page.evaluate((html) => {
      const made: string[] = [];
      for (const name of ['createElement', 'createElementNS', 'createTextNode', 'createDocumentFragment'] as const) {
        const make = Document.prototype[name] as (...input: string[]) => Node;
        Object.assign(Document.prototype, {
          [name](this: Document, ...input: string[]) {
            made.push(name);
            return make.apply(this, input);
          },
        });
      }
      const main = document.querySelector('main') as Element;
      main.innerHTML = Array.from({ length: 1000 }, () => html).join(' ');
      const touched: MutationRecord[] = [];
      new MutationObserver((records) => touched.push(...records)).observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      Object.assign(window, { counts: () => [made.length, touched.length] });
    }, anchor(1));
    await expect.poll(found, { timeout: 15_000, interval: 100 }).toHaveLength(1000);
    expect(await page.evaluate('counts()')).toEqual([0, 0]);
  });
});

describe('odd documents', () => {
  test.each([
    ['application/xml', `<a href="${url(1).replaceAll('&', '&amp;')}">x</a>`],
    ['image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg"><a href="${url(1)}"><text>x</text></a></svg>`],
    ['text/html', '<frameset><frame></frameset>'],
    [
      'text/html',
      `<form><input name=body><input name=parentNode><input name=childNodes><input name=textContent>${anchor(1)}</form><img name=body>`,
    ],
  ])('%s', async (type, body) => {
    await open(body, type);
    await page.evaluate(() => {
      document.documentElement.append(document.createComment('x'));
      const form = document.querySelector('form');
      if (form) form.append(document.createElement('p'));
      (document.documentElement.lastChild as Comment).data = 'y';
      return new Promise((done) => setTimeout(done, 2500));
    });
    expect(await page.evaluate(() => window.log)).toEqual([]);
  });

  test('plain text', async () => {
    await open(`${url(1)}\n${url(2)}`, 'text/plain');
    await expectFound(1, 2);
  });
});
