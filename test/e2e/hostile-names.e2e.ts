import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as hit from '../../entrypoints/acts/hit';
import type * as plain from '../../entrypoints/acts/plain';
import type * as place from '../../entrypoints/scout/place';
import type * as scan from '../../entrypoints/scout/scan';

/**
 * Names that stand for members of a form: every member that its prototypes have. The page's own world is worse than the
 * extension's, where a document's members keep their meaning, so what holds here holds there.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const LINK = 'https://applink.feishu.cn/client/todo/detail?guid=0b7f3c52-9d14-4e6a-8f21-5a6c7d8e9f10';

declare global {
  interface Window {
    hit: typeof hit;
    plain: typeof plain;
    place: typeof place;
    scan: typeof scan;
  }
}

let browser: Browser;
let page: Page;

async function bundle(path: string): Promise<string> {
  const name = path.split('/')[1] as string;
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      rollupOptions: {
        input: `${root}/entrypoints/${path}.ts`,
        output: { format: 'iife', name },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  return (('output' in built ? built.output : [])[0] as { code: string }).code;
}

beforeAll(async () => {
  const scripts = await Promise.all(['scout/place', 'scout/scan', 'acts/hit', 'acts/plain'].map(bundle));
  browser = await puppeteer.launch({ pipe: true, args: ['--no-sandbox', '--no-first-run'] });
  page = await browser.newPage();
  await page.setContent('<!doctype html><main></main>');
  // Without the extension's own way into closed roots.
  await page.evaluate(`globalThis.chrome ??= {};${scripts.join(';')}`);
});
afterAll(() => browser?.close());

describe('form fields under the names of members', () => {
  test('the same nodes are found, and may have a ring, as under harmless names', async () => {
    const { cases, faults } = await page.evaluate((url) => {
      const main = document.querySelector('main') as Element;
      const names = new Set<string>();
      for (let proto = HTMLFormElement.prototype as object; proto; proto = Reflect.getPrototypeOf(proto) as object)
        for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
      const fields = ['input', 'button', 'select', 'textarea', 'fieldset', 'output', 'object', 'img'];
      const bodies = [
        (field: string) => `<form>${field}<p><a href="${url}">x</a></p></form>`,
        (field: string) => `<form>${field}<p>see ${url} now</p>${url}</form>`,
        (field: string) => `<form>${field}${url.replace('todo/', 'todo/<wbr>')}</form>`,
        (field: string) => `<div contenteditable><form>${field}<a href="${url}">x</a>${url}</form></div>`,
        (field: string) =>
          `<form>${field}<label><a href="${url}">x</a></label><svg><a href="${url}"><text>x</text></a></svg></form>`,
      ];
      /** The nodes that a reading of the page answers, by their place among all, and whether a ring may stand there. */
      const read = (html: string) => {
        main.innerHTML = html;
        const all: Node[] = [];
        const walker = document.createTreeWalker(main);
        while (walker.nextNode()) all.push(walker.currentNode);
        const form = main.querySelector('form') as Node;
        return `${[main, form].map((top) =>
          [...window.scan.worthReading(top, new WeakSet())]
            .filter((node): node is Node => !!node)
            .map((node) => `${all.indexOf(node)} ${window.place.mayStandBeside(node)}`)
            .join(),
        )} ${window.place.mayStandBeside(form)} ${!!window.scan.holdsOver(2, form)}`;
      };
      const faults: string[] = [];
      let cases = 0;
      for (const field of fields)
        for (const body of bodies) {
          const made = (name: string) => body(`<${field} ${cases % 2 ? 'id' : 'name'}="${name}"></${field}>`);
          const expected = read(made('harmless'));
          for (const name of names) {
            cases += 1;
            let got: string;
            try {
              got = read(made(name));
            } catch (error) {
              got = String(error);
            }
            if (got !== expected) faults.push(`${field} ${name} ${bodies.indexOf(body)}: ${got} for ${expected}`);
          }
        }
      main.innerHTML = '';
      return { cases, faults: faults.slice(0, 20) };
    }, LINK);
    expect(faults).toEqual([]);
    expect(cases).toBeGreaterThan(10_000);
  });

  test('several names at once, with other forms around', async () => {
    const faults = await page.evaluate((url) => {
      const main = document.querySelector('main') as Element;
      const names = Object.getOwnPropertyNames(Node.prototype).concat(Object.getOwnPropertyNames(Element.prototype));
      names.push('host', 'body', 'contentDocument', 'href', 'defaultView', 'designMode', 'shadowRoot');
      let seed = 1;
      const random = (below: number) => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed % below;
      };
      const faults: string[] = [];
      for (let round = 0; round < 2_000; round += 1) {
        const some = Array.from({ length: 1 + random(12) }, () => names[random(names.length)] as string);
        main.innerHTML = `<form id=f></form><p>${url}</p>`;
        for (const name of some) {
          const field = document.createElement(['fieldset', 'input', 'object'][random(3)] as string);
          field.setAttribute('name', name);
          if (random(2)) field.setAttribute('form', 'f');
          main.append(field);
        }
        // A field that holds its own form.
        const outer = main.querySelector('fieldset') ?? main;
        const form = main.querySelector('#f') as Element;
        form.innerHTML = `<a href="${url}">x</a>`;
        if (random(2)) outer.append(form);
        const found = [...window.scan.worthReading(main, new WeakSet())].filter(
          (node): node is Node => !!node && window.place.mayStandBeside(node),
        );
        if (found.length !== 2) faults.push(`${some}: ${found.length}`);
      }
      return faults.slice(0, 20);
    }, LINK);
    expect(faults).toEqual([]);
  });
});

describe('what stands around a ring, with form fields under the names of members', () => {
  test('the gate sees all of it, and comes to an end', { timeout: 30_000 }, async () => {
    const { cases, faults, answers } = await page.evaluate(() => {
      const main = document.querySelector('main') as Element;
      const names = new Set<string>(['host', 'defaultView', 'frameElement', 'elementFromPoint']);
      for (let proto = HTMLFormElement.prototype as object; proto; proto = Reflect.getPrototypeOf(proto) as object)
        for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
      const ring = '<span id=ring style="display:inline-block;width:20px;height:20px"></span>';
      const looks = [
        '',
        'opacity:.01',
        'filter:blur(9px)',
        'clip-path:inset(0 0 0 100px)',
        'mask-image:linear-gradient(#000,#000)',
        'mix-blend-mode:multiply',
        'rotate:180deg',
        'transform:scale(-1,1)',
      ];
      const bodies = [
        (field: string, css: string) => `<div style="${css}"><form>${field}<p>${ring}</p></form></div>`,
        (field: string, css: string) => `<form style="${css}">${field}${ring}</form>`,
        // The field stands elsewhere, so that the way up from it goes past what fades.
        (field: string, css: string) => `<div style="${css}"><form id=f><p>${ring}</p></form></div>${field}`,
        (field: string, css: string) => `<div style="${css}"><form id=f><i><b>${ring}</b></i></form>${field}</div>`,
      ];
      const read = (html: string) => {
        main.innerHTML = html;
        const ring = document.querySelector('#ring') as Element;
        return `${window.plain.isPlain(ring)} ${window.hit.isHit(ring)}`;
      };
      const faults: string[] = [];
      const answers = new Set<string>();
      let cases = 0;
      for (const body of bodies) {
        const made = (name: string, css: string, tag = 'input') =>
          body(
            `<${tag} ${body('', '').includes('id=f') ? 'form=f' : ''} name="${name}" style="position:fixed;right:0;bottom:0"></${tag}>`,
            css,
          );
        const expected = new Map(looks.map((css) => [css, read(made('harmless', css))]));
        for (const answer of expected.values()) answers.add(answer);
        // In the page as it is, and in one that plays a trick.
        for (const name of names)
          for (const css of ['', looks[1 + (cases % (looks.length - 1))] as string]) {
            cases += 1;
            let got: string;
            try {
              got = read(made(name, css, cases % 3 ? 'input' : 'fieldset'));
            } catch (error) {
              got = String(error);
            }
            if (got !== expected.get(css)) faults.push(`${name} ${bodies.indexOf(body)} ${css}: ${got}`);
          }
      }
      main.innerHTML = '';
      return { cases, faults: faults.slice(0, 20), answers: [...answers] };
    });
    expect(faults).toEqual([]);
    expect(answers).toContain('true true');
    expect(answers).toContain('false true');
    expect(cases).toBeGreaterThan(2_000);
  });

  test('a document whose outermost element is such a form is left through its frame', async () => {
    const answers = await page.evaluate(async () => {
      const main = document.querySelector('main') as Element;
      main.innerHTML = '<div id=box><iframe style="width:300px;height:200px"></iframe></div>';
      const frame = main.querySelector('iframe') as HTMLIFrameElement;
      const doc = frame.contentDocument as Document;
      const answers: boolean[] = [];
      for (const name of ['ownerDocument', 'getRootNode', 'parentElement', 'parentNode']) {
        const form = doc.createElement('form');
        const field = Object.assign(doc.createElement('input'), { name });
        const ring = doc.createElement('span');
        form.append(field, ring);
        doc.replaceChild(form, doc.documentElement);
        for (const opacity of ['', '.01']) {
          (main.firstElementChild as HTMLElement).style.opacity = opacity;
          answers.push(window.plain.isPlain(ring));
        }
      }
      main.innerHTML = '';
      return answers;
    });
    expect(answers).toEqual([true, false, true, false, true, false, true, false]);
  });
});

describe('nodes that stand in no page', () => {
  test('neither a detached link or area, nor what hangs on one, has a place, whatever its address says', async () => {
    const answers = await page.evaluate((url) => {
      const made = [
        `<a href="${url}">x</a>`,
        `<a href="${url}"><b>x</b></a>`,
        `<area href="${url}">`,
        `<form><input name=host><input name=getRootNode><a href="${url}">x</a></form>`,
        `<svg><a href="${url}"><text>x</text></a></svg>`,
      ].map((html) => {
        const box = document.createElement('div');
        box.innerHTML = html;
        const { firstChild } = box;
        firstChild?.remove();
        return firstChild as Element;
      });
      return made.flatMap((top) =>
        [top, ...top.querySelectorAll('*')].map((node) => window.place.mayStandBeside(node)),
      );
    }, LINK);
    expect(answers.length).toBeGreaterThan(8);
    expect(new Set(answers)).toEqual(new Set([false]));
  });
});

describe('a node that cannot be read', () => {
  test.each(['textContent', 'childNodes', 'href', 'querySelectorAll', 'getElementsByTagName', 'childElementCount'])(
    'costs itself alone where its %s fails, and is met once',
    async (name) => {
      const { found, met, again } = await page.evaluate(
        (url, name) => {
          const main = document.querySelector('main') as Element;
          const row = (n: number) => `<li>${n} <a href="${url}">x</a> ${url}</li>`;
          main.innerHTML = `<ul>${Array.from({ length: 30 }, (_, n) => row(n)).join('')}</ul>`;
          const poison = main.querySelectorAll('li')[7] as Element;
          let met = 0;
          Object.defineProperty(poison, name, {
            get() {
              met += 1;
              throw new Error('poison');
            },
          });
          // What fails for a part fails for what holds it.
          const inside = (node: Node) => node.contains(poison);
          const undo: (() => void)[] = [];
          for (const [proto, member] of [
            [Node.prototype, 'textContent'],
            [Element.prototype, 'querySelectorAll'],
          ] as const) {
            const own = Object.getOwnPropertyDescriptor(proto, member) as PropertyDescriptor;
            Object.defineProperty(proto, member, {
              configurable: true,
              get(this: Node) {
                if (name === member && inside(this)) throw new Error('poison');
                return own.get ? own.get.call(this) : own.value;
              },
            });
            undo.push(() => Object.defineProperty(proto, member, own));
          }
          const odd = new WeakSet<Node>();
          const read = () =>
            new Set([...window.scan.worthReading(main, odd)].filter((node) => node && !poison.contains(node))).size;
          const found = read();
          met = 0;
          const again = read();
          for (const restore of undo) restore();
          main.innerHTML = '';
          return { found, met, again };
        },
        LINK,
        name,
      );
      // A link and a text in each of the other rows.
      expect([found, again]).toEqual([58, 58]);
      expect(met).toBeLessThanOrEqual(name === 'childNodes' ? 1 : 2);
    },
  );
});
