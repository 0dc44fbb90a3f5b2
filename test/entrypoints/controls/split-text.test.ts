// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { knownLinks } from '../../../entrypoints/controls/known-links';
import { mayStandBeside } from '../../../entrypoints/scout/place';
import { worthReading } from '../../../entrypoints/scout/scan';
import { torn } from '../../../entrypoints/torn/torn-addresses';
import type { FoundLink } from '../../../lib/page-links';

const GUID = '0b7f3c52-9d14-4e6a-8f21-000000000001';
const URL = `https://applink.feishu.cn/client/todo/detail?guid=${GUID}`;

beforeEach(() => {
  document.body.innerHTML = '';
  // The links of a page are found by a selector that happy-dom does not know; here only its texts are of interest.
  Object.defineProperty(document.body, 'querySelectorAll', { value: undefined, configurable: true });
});

/** The display that browsers give to elements, which happy-dom does not know, and what a style says besides. */
const DISPLAY: Readonly<Record<string, string>> = {
  p: 'block',
  div: 'block',
  pre: 'block',
  td: 'table-cell',
  body: 'block',
  script: 'none',
};
vi.stubGlobal('getComputedStyle', ({ localName, style }: HTMLElement) => ({
  display: style.display || DISPLAY[localName] || 'inline',
  position: style.position || 'static',
  float: style.float || 'none',
  visibility: style.visibility || 'visible',
}));

/** What the browser's XPath answers to the one question that it is asked; happy-dom knows none. */
document.evaluate = ((_: string, node: Node) => {
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT, (text) =>
    text.textContent?.includes('todo') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP,
  );
  return { iterateNext: () => texts.nextNode() };
}) as typeof document.evaluate;

/** The address that a link was found by: what stands in its texts now. */
function addressOf({ node, parts = [], start, end }: FoundLink): string {
  const before = parts.map(({ isConnected, data }) => (isConnected ? data : '')).join('');
  return (before + node.textContent).slice(start, before.length + end);
}

/** A page as it is read again and again: by scout with its memory, and the reader that it shows what it found. */
function pageReader() {
  const links = knownLinks([], () => {
    links.torn = torn;
  });
  const nodes = new Set<Node>();
  const [added, gone]: [FoundLink[], FoundLink[]] = [[], []];
  links.take((came, left) => {
    added.push(...came);
    gone.push(...left);
  });
  return {
    found: links.found,
    added,
    gone,
    read() {
      for (const node of worthReading(document.body, new WeakSet())) if (node) nodes.add(node);
      for (const node of nodes) links.look(node, mayStandBeside(node));
      links.settle();
    },
  };
}

function read() {
  const reader = pageReader();
  reader.read();
  return reader;
}

describe('an address that is written across borders of elements', () => {
  it.each([
    ['by a line-break hint', `<p>see https://applink.feishu.cn/client/<wbr>todo/detail?guid=${GUID}, please</p>`],
    [
      'with its path torn apart',
      `<p>see <b>https://applink.feishu.cn/client/to</b><i>do/det</i>ail?guid=${GUID} now</p>`,
    ],
    ['with marked words of a search', `<p>https://applink.feishu.cn/client/<mark>todo</mark>/detail?guid=${GUID}</p>`],
    [
      'in coloured code',
      `<pre><span><span>https:</span>//applink.feishu.cn/client/todo/</span><span>detail?guid=${GUID}</span>\n</pre>`,
    ],
    [
      'among many other pieces of one line',
      `<pre>${'<i>x</i> '.repeat(150)}<b>https:</b>//applink.feishu.cn/client/todo/<i>detail?guid=${GUID}</i>${' <i>x</i>'.repeat(150)}</pre>`,
    ],
    [
      'right in a page of a thousand others',
      `${'<p>x</p>'.repeat(1200)}see https://applink.feishu.cn/client/todo/<wbr>detail?guid=${GUID}${'<p><b>x</b></p>'.repeat(200)}`,
    ],
    [
      'beside a whole one of another task',
      `<p>https://example.org/?guid=${GUID.replace('1', '2')} https://applink.feishu.cn/client/todo/<wbr>detail?guid=${GUID}</p>`,
    ],
    ['within its id', `<td><b>${URL.slice(0, -20)}</b><span>${URL.slice(-20)}</span></td>`],
    ['over what is not drawn', `<p>${URL.slice(0, 30)}<i style="display:none">no</i>${URL.slice(30)}</p>`],
    ['before the next block', `<div>${URL.slice(0, 30)}<i>${URL.slice(30)}</i></div><div>9</div>`],
    ['beside a comment', `<p>${URL.slice(0, 30)}<!--no-->${URL.slice(30)}</p>`],
  ])('is found once, %s', (_, html) => {
    document.body.innerHTML = html;
    const { found } = read();
    const [link, ...others] = found;
    expect(others).toEqual([]);
    expect(link?.link).toEqual({ kind: 'task', guid: GUID, brand: 'feishu' });
    expect(link && addressOf(link)).toBe(URL);
    expect(link?.node.textContent?.slice(0, link.end)).toMatch(/001$/);
  });

  it('is found wherever it is torn, between whatever else is written', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: URL.length - 1 }), { minLength: 1, maxLength: 6 });
    const tags = fc.array(fc.constantFrom('', 'b', 'span', 'mark', 'wbr'), { minLength: 7, maxLength: 7 });
    const words = fc.constantFrom('', 'see ', 'one, two ');
    fc.assert(
      fc.property(cuts, tags, words, fc.boolean(), (at, names, before, isNested) => {
        const edges = [0, ...at.toSorted((a, b) => a - b), URL.length];
        const pieces = edges.slice(1).map((edge, index) => URL.slice(edges[index], edge));
        const paragraph = document.createElement('p');
        const into = isNested ? paragraph.appendChild(document.createElement('span')) : paragraph;
        into.append(before);
        for (const [index, piece] of pieces.entries()) {
          const name = names[index];
          const element = name ? document.createElement(name) : undefined;
          if (name !== 'wbr') element?.append(piece);
          into.append(
            ...(element ? [element] : []),
            ...(!element || name === 'wbr' ? [document.createTextNode(piece)] : []),
          );
        }
        into.append(' and on');
        document.body.replaceChildren(paragraph);
        const { found } = read();
        expect([...found].map((link) => [link.link.guid, addressOf(link)])).toEqual([[GUID, URL]]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is found behind another one that ends in the same text', () => {
    const other = URL.replace(/1$/, '2');
    document.body.innerHTML = `<p>${other}, ${URL.slice(0, 45)}<i>${URL.slice(45)}</i></p>`;
    expect([...read().found].map(addressOf)).toEqual([other, URL]);
  });

  it('stays the same while nothing changes, and leaves with any part of it', () => {
    document.body.innerHTML = `<p>see <b>${URL.slice(0, 40)}</b><i>${URL.slice(40)}</i> now</p>`;
    const known = read();
    const [link] = known.found;
    known.read();
    known.read();
    expect([...known.found]).toEqual([link]);
    expect([known.added.length, known.gone.length]).toEqual([1, 0]);

    // Whatever else is written around it, of which the same elements are asked.
    document.body.insertAdjacentHTML(
      'afterbegin',
      `<p>one</p><p><b>https://applink.feishu.cn/client/to</b>do/ and</p>`,
    );
    known.read();
    known.read();
    expect([...known.found]).toEqual([link]);
    expect([known.added.length, known.gone.length]).toEqual([1, 0]);

    document.querySelector('p:last-child b')?.remove();
    expect(link && addressOf(link)).not.toBe(URL);
    known.read();
    expect(known.found.size).toBe(0);
    expect(known.gone).toEqual([link]);
  });

  it('is another where its beginning was drawn anew', () => {
    document.body.innerHTML = `<p>see <b>${URL.slice(0, 40)}</b><i>${URL.slice(40)}</i> now</p>`;
    const known = read();
    const bold = document.querySelector('b') as Element;
    bold.replaceChildren(document.createTextNode(bold.textContent));
    known.read();
    expect([...known.found].map(addressOf)).toEqual([URL]);
    expect([known.added.length, known.gone.length]).toEqual([2, 1]);
  });

  it.each([
    ['in an editor', `<div contenteditable><b>${URL.slice(0, 40)}</b>${URL.slice(40)}</div>`],
    ['as the words of a link', `<a href="https://example.org/todo/"><b>${URL.slice(0, 40)}</b>${URL.slice(40)}</a>`],
    ['with words right behind its id', `<p><b>${URL.slice(0, 40)}</b>${URL.slice(40)}<i>next</i></p>`],
    ['with words right behind its text', `<p>${URL}<i>9</i></p>`],
    ['with words right before its text', `<p><i>9</i>${URL}</p>`],
    ['with what nobody sees and then more right behind its id', `<p>${URL}\u200b9</p>`],
    ['over the border of a block', `<div>${URL.slice(0, 30)}</div><div>${URL.slice(30)}</div>`],
    [
      'over the border of a cell',
      `<table><tbody><tr><td>${URL.slice(0, 30)}</td><td>${URL.slice(30)}</td></tr></tbody></table>`,
    ],
    ['over a break', `<p>${URL.slice(0, 30)}<br>${URL.slice(30)}</p>`],
    ['over a picture', `<p>${URL.slice(0, 30)}<img>${URL.slice(30)}</p>`],
    ['where its beginning is not drawn', `<p><i style="display:none">https://</i>${URL.slice(8)}</p>`],
    ['with its end in a link', `<p>${URL.slice(0, -20)}<a href="https://example.org/">${URL.slice(-20)}</a></p>`],
    ['in a script', `<script>"${URL.slice(0, 40)}" + "${URL.slice(40)}"</script>`],
  ])('is none %s', (_, html) => {
    document.body.innerHTML = html;
    expect(read().found.size).toBe(0);
  });
});
