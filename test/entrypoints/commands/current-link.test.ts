// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { inOrder, listLinks, neighbour } from '../../../entrypoints/commands/current-link';
import { visibleWords } from '../../../entrypoints/controls/link-words';
import type { FoundLink } from '../../../lib/page-links';

const guid = (digit: string) => `${digit}0000000-0000-4000-8000-000000000000`;
const url = (digit: string) => `https://applink.feishu.cn/client/todo/detail?guid=${guid(digit)}`;

/** The links of the page as scout finds them, shuffled. */
function links(): FoundLink[] {
  const found: FoundLink[] = [];
  for (const node of document.querySelectorAll('a,area')) {
    const digit = /guid=(.)/.exec(node.getAttribute('href') ?? '')?.[1] ?? '';
    found.push({ link: { kind: 'task', brand: 'feishu', guid: guid(digit) }, node, owner: node, start: 0, end: 0 });
  }
  return found.reverse();
}

const digits = (found: readonly FoundLink[]) => found.map(({ link }) => link.guid[0]).join('');

beforeEach(() => {
  document.body.innerHTML = `<p><a href="${url('1')}"> One
    task </a> <a href="${url('2')}">${url('2')}</a></p><a href="${url('3')}">Three</a><a href="${url('1')}">Again</a>`;
});

describe('links in order', () => {
  it('are as the page shows them', () => {
    expect(digits(inOrder(links()))).toBe('1231');
  });

  it('of one text go by their place in it', () => {
    const node = document.createTextNode(`${url('5')} ${url('6')}`);
    document.body.append(node);
    const at = (digit: string, start: number): FoundLink => ({
      link: { kind: 'task', brand: 'feishu', guid: guid(digit) },
      node,
      owner: node,
      start,
      end: start + url(digit).length,
    });
    expect(digits(inOrder([at('6', url('5').length + 1), at('5', 0)]))).toBe('56');
  });
});

describe('the list for the popup', () => {
  it('names each task once, with its first words, and none for a bare address', () => {
    expect(listLinks(links(), visibleWords)).toEqual([
      { brand: 'feishu', guid: guid('1'), text: 'One task' },
      { brand: 'feishu', guid: guid('2'), text: '' },
      { brand: 'feishu', guid: guid('3'), text: 'Three' },
    ]);
  });

  it('prefers words to an address of the same task', () => {
    document.body.innerHTML = `<a href="${url('1')}">${url('1')}</a><a href="${url('1')}">Words</a>`;
    expect(listLinks(links(), visibleWords)).toEqual([{ brand: 'feishu', guid: guid('1'), text: 'Words' }]);
  });

  it('clips words and shows what would turn the text', () => {
    document.body.innerHTML = `<a href="${url('1')}">${'word '.repeat(100)}</a><a href="${url('2')}">a\u202eb</a>`;
    const [long, turned] = listLinks(links(), visibleWords);
    expect(Array.from(long?.text ?? '')).toHaveLength(200);
    expect(turned?.text).toBe('a⟨U+202E⟩b');
  });

  it('takes the words of a place in an image', () => {
    document.body.innerHTML = `<map name="m"><area href="${url('1')}" alt="A place"></map>`;
    expect(listLinks(links(), visibleWords)[0]?.text).toBe('A place');
  });
});

describe('the next and previous link', () => {
  it('go round the ends', () => {
    const ordered = inOrder(links());
    const [first, second] = ordered;
    const last = ordered.at(-1);
    expect(neighbour(ordered, first, [], 'next')).toBe(second);
    expect(neighbour(ordered, last, [], 'next')).toBe(first);
    expect(neighbour(ordered, first, [], 'previous')).toBe(last);
  });

  it('begin with the first in view, else the first of all', () => {
    const ordered = inOrder(links());
    expect(neighbour(ordered, undefined, ordered.slice(2).reverse(), 'next')).toBe(ordered[2]);
    expect(neighbour(ordered, undefined, [], 'next')).toBe(ordered[0]);
    expect(neighbour([], undefined, [], 'next')).toBeUndefined();
  });
});
