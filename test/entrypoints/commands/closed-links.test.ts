// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClosedLink, closedLinks } from '../../../entrypoints/commands/closed-links';
import { CLOSED } from '../../../entrypoints/commands/closed-places';
import { listLinks } from '../../../entrypoints/commands/current-link';
import { inSlices } from '../../../entrypoints/commands/slices';
import { visibleWords } from '../../../entrypoints/controls/link-words';
import { mayStandBeside } from '../../../entrypoints/scout/place';
import type { ClosedPlace } from '../../../lib/messages/contract';

const guid = (number: number) => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;
const url = (number: number) => `https://applink.feishu.cn/client/todo/detail?guid=${guid(number)}`;
const link = (number: number, words = `task ${number}`) => `<a href="${url(number)}">${words}</a>`;

const find = (hosts: readonly string[] = []): ClosedLink[] =>
  [...closedLinks(document, hosts)].filter((found) => found !== undefined);
const numbers = (found: readonly ClosedLink[]) => found.map((one) => Number(one.link.guid.slice(0, 8)));
const places = (found: readonly ClosedLink[]) => found.map(({ closed }) => closed);

/** A browser has this member on the prototype, where it is read; happy-dom has none. */
function setDesignMode(value: string): void {
  Object.assign(Object.getPrototypeOf(document), { designMode: value });
}

beforeEach(() => {
  document.body.innerHTML = '';
  setDesignMode('off');
});

/** Every kind of place, as its opening and its closing tag. */
const PLACES: readonly (readonly [ClosedPlace, string, string])[] = [
  ['editor', '<div contenteditable>', '</div>'],
  ['editor', '<div contenteditable="plaintext-only">', '</div>'],
  ['editor', '<div role=textbox>', '</div>'],
  ['editor', '<div role=searchbox>', '</div>'],
  ['field', '<div role=listbox>', '</div>'],
  ['field', '<div role=combobox>', '</div>'],
  ['code', '<pre role=code>', '</pre>'],
  ['button', '<button>', '</button>'],
  ['button', '<div role=button>', '</div>'],
  ['label', '<label>', '</label>'],
  ['summary', '<details><summary>', '</summary></details>'],
];

describe('a task link where no ring may stand', () => {
  it.each(PLACES)('is found and named: %s %s', (place, open, close) => {
    document.body.innerHTML = `<p>${link(1)} ${url(2)}</p>${open}see ${link(3)} and ${url(4)}.${close}`;
    const found = find();
    expect([numbers(found), places(found)]).toEqual([
      [3, 4],
      [place, place],
    ]);
  });

  it('is found in a field as what stands in it, never with its words', () => {
    const name = 'my secret note';
    document.body.innerHTML = `<textarea>${name} ${url(1)} ${url(2)}</textarea><input value="${url(3)}" readonly>
      <input type="password" value="${url(4)}"><input type="hidden" value="${url(5)}"><select><option>${url(6)}</option></select>`;
    const found = find();
    expect([numbers(found), new Set(places(found))]).toEqual([[1, 2, 3, 6], new Set(['field'])]);
    document.querySelectorAll('textarea').forEach((field) => {
      field.value = `${url(7)} typed words`;
    });
    expect(numbers(find())).toEqual([7, 3, 6]);
  });

  it('is found as a bare address in a drawing, where a link has its ring', () => {
    document.body.innerHTML = `<svg><text>${url(1)}</text><a href="${url(2)}"><text>two</text></a></svg>`;
    expect([numbers(find()), places(find())]).toEqual([[1], ['drawing']]);
  });

  it('is read where an editor colours it in pieces, and never across a line or a cell', () => {
    // happy-dom knows no display of what stands in a line.
    const piece = (words: string) => `<i style="display: inline">${words}</i>`;
    const pieces = (number: number) =>
      `${piece('https')}:${piece('//applink.feishu.cn/client/')}todo/${piece('detail?guid=')}${guid(number)}`;
    document.body.innerHTML = `<div contenteditable><div>${pieces(1)}</div><div>next</div><p>${pieces(2)}</p>
      <table><tr><td>${url(3).slice(0, -3)}</td><td>000</td></tr></table>${url(4).slice(0, -3)}<br>000</div>`;
    expect(numbers(find())).toEqual([1, 2]);
  });

  it('is no word of a script, a template, or of a link that leads elsewhere', () => {
    document.body.innerHTML = `<div contenteditable><script>"${url(1)}"</script><style>/* ${url(2)} */</style>
      <template>${url(3)}</template><a href="https://example.com/">${url(4)}</a><a href="${url(5)}">${url(6)}</a></div>`;
    expect(numbers(find())).toEqual([5]);
  });

  it('is found in a document that is an editor as a whole', () => {
    document.body.innerHTML = `<p>${link(1)}</p>${url(2)}`;
    expect(find()).toEqual([]);
    setDesignMode('on');
    expect([numbers(find()), places(find())]).toEqual([
      [1, 2],
      ['editor', 'editor'],
    ]);
  });

  it('is found in shadow roots, also in those that stand in a closed place', () => {
    document.body.innerHTML = `<label><b></b></label><p><i></i></p>`;
    for (const [host, html] of [
      ['b', link(1)],
      ['i', `${link(2)}<button>${link(3)}</button>`],
    ] as const)
      (document.querySelector(host) as Element).attachShadow({ mode: 'open' }).innerHTML = html;
    expect([numbers(find()), places(find())]).toEqual([
      [1, 3],
      ['label', 'button'],
    ]);
  });

  it('is named by the innermost place', () => {
    document.body.innerHTML = `<div role=button><div contenteditable>${link(1)}</div><label>${link(2)}</label></div>`;
    expect(places(find())).toEqual(['editor', 'label']);
  });

  it('may be that of a private deployment', () => {
    document.body.innerHTML = `<button><a href="https://tasks.example.com/client/todo/detail?guid=${guid(1)}">x</a></button>`;
    expect(find()).toEqual([]);
    expect(find(['tasks.example.com']).map((one) => one.link.brand)).toEqual(['custom']);
  });

  it('costs itself alone where its element answers with something else', () => {
    document.body.innerHTML = `<label><form><input name=matches><input name=closest>
      <input name=textContent><input name=shadowRoot><input name=contentDocument>${link(1)}</form></label>
      <button>${link(2)}</button>`;
    // happy-dom has no named fields of forms: they are put there; but for parentElement, by which its own `closest` climbs.
    const form = document.querySelector('form') as HTMLFormElement;
    for (const field of form.querySelectorAll('input'))
      Object.defineProperty(form, field.name, { configurable: true, value: field });
    expect(numbers(find())).toContain(2);
  });

  it('is looked for without a write', () => {
    document.body.innerHTML = `<div contenteditable>${link(1)} <b>${url(2)}</b></div>`;
    const before = document.documentElement.outerHTML;
    find();
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

/** A page of nested blocks, links and places, and how many links stand open and closed in it. */
const trees = () => {
  const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
    leaf: fc.constantFrom('link', 'address', 'words'),
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      tie('leaf'),
      fc.tuple(
        fc.constantFrom(...PLACES.map((_, index) => index), -1, -2, -3),
        fc.array(tie('tree'), { maxLength: 4 }),
      ),
    ),
  }));
  return fc.array(tree, { minLength: 1, maxLength: 5 });
};

describe('on generated pages', () => {
  it('each link has a ring or is listed as closed, and never both', () => {
    let made = 0;
    fc.assert(
      fc.property(trees(), (tree) => {
        let next = 0;
        const html = (node: unknown): string => {
          if (node === 'link') return link(++next);
          if (node === 'address') return ` ${url(++next)} `;
          if (node === 'words') return 'words ';
          const [kind, inner] = node as [number, unknown[]];
          const [, open, close] = PLACES[kind] ?? [
            '',
            ...(['<p>', '<span>', '<div>'].slice(-kind - 1, -kind) as [string]),
            '',
          ];
          return `${open}${inner.map(html).join('')}${close || open.replace('<', '</')}`;
        };
        // What a parser would take apart is put together by hand: a label in a label, a paragraph in a paragraph.
        const holder = document.createElement('div');
        holder.innerHTML = tree.map(html).join('');
        document.body.replaceChildren(holder);
        const closed = new Set(numbers(find()));
        const open = new Set<number>();
        const walker = document.createTreeWalker(holder);
        while (walker.nextNode()) {
          const node = walker.currentNode;
          const isLink = node.nodeName === 'A';
          const words = isLink
            ? `${(node as Element).getAttribute('href')}`
            : node.nodeType === 3
              ? `${node.textContent}`
              : '';
          if (!isLink && node.parentElement?.closest('a')) continue;
          for (const [, digits] of words.matchAll(/guid=(\d{8})/g)) {
            made += 1;
            if (mayStandBeside(node)) open.add(Number(digits));
          }
        }
        expect([...closed].filter((one) => open.has(one))).toEqual([]);
        expect(closed.size + open.size).toBe(next);
      }),
      { numRuns: 1_000 },
    );
    expect(made).toBeGreaterThan(1_000);
  });
});

describe('the list of a page', () => {
  it('goes by the page’s order through roots, each task once, and tells no place where a ring stands', () => {
    document.body.innerHTML = `<label>${link(1)}</label><p><b></b></p><button>${link(2)}</button><p>${link(3)}</p>
      <div contenteditable>${link(3, 'again')} ${link(1, 'more')}</div>`;
    (document.querySelector('b') as Element).attachShadow({ mode: 'open' }).innerHTML = `<button>${link(4)}</button>`;
    const open = [...document.querySelectorAll('p > a')].map((node) => ({
      link: { kind: 'task' as const, brand: 'feishu' as const, guid: guid(3) },
      node,
      owner: node,
      start: 0,
      end: 0,
    }));
    expect(
      listLinks([...find(), ...open], visibleWords).map((one) => [Number(one.guid.slice(0, 8)), one.text, one.closed]),
    ).toEqual([
      [1, 'task 1', 'label'],
      [4, 'task 4', 'button'],
      [2, 'task 2', 'button'],
      [3, 'task 3', undefined],
    ]);
  });
});

describe('the work', () => {
  it('may pause at each element, so that a huge page is never held up for long', async () => {
    const many = 5_000;
    document.body.innerHTML = `${'<p>words</p>'.repeat(many)}<div contenteditable>${'<p>words</p>'.repeat(many)}<p>${url(1)}</p></div>`;
    const finds = closedLinks(document, []);
    let pauses = 0;
    for (const found of finds) pauses += found ? 0 : 1;
    // Each element outside is looked at once, each inside twice.
    expect(pauses).toBeGreaterThan(3 * many);
  });

  it('gives the page its turn between slices', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const turns: string[] = [];
    function* finds(): Generator<string | undefined> {
      for (; now < 35; now += 1) yield;
      yield 'found';
    }
    const page = () => {
      if (turns.push('page') < 1_000 && !turns.includes('found')) setImmediate(page);
    };
    setImmediate(page);
    expect(await inSlices(finds(), (one) => turns.push(one) > 0)).toBe(true);
    clock.mockRestore();
    // Three pauses at least, each with a turn of the page.
    expect(turns.indexOf('found')).toBeGreaterThan(2);
  });

  it('ends where enough was found', async () => {
    document.body.innerHTML = `<div contenteditable>${Array.from({ length: 300 }, (_, number) => link(number)).join('')}</div>`;
    const found: ClosedLink[] = [];
    expect(await inSlices(closedLinks(document, []), (one) => found.push(one) < 200)).toBe(false);
    expect(found).toHaveLength(200);
  });
});

describe('the table of places', () => {
  it('names every place that scout leaves alone', () => {
    for (const [, open, close] of PLACES) {
      document.body.innerHTML = `${open}text${close}`;
      const inner = document.body.querySelector(CLOSED);
      expect([open, inner && mayStandBeside(inner.firstChild as Text)]).toEqual([open, false]);
    }
  });
});
