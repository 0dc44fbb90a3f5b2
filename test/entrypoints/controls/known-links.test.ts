// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { knownLinks } from '../../../entrypoints/controls/known-links';
import { torn } from '../../../entrypoints/torn/torn-addresses';
import type { FoundLink } from '../../../lib/page-links';

const guid = (n: number) => `0b7f3c52-9d14-4e6a-8f21-${String(n).padStart(12, '0')}`;
const url = (n: number) => `https://applink.feishu.cn/client/todo/detail?guid=${guid(n)}`;
const pick = (selector: string) => document.querySelector(selector) as Element;

beforeEach(() => {
  document.body.innerHTML = '';
});

/** A reader with the news of each of its settlings. */
function reader() {
  const links = knownLinks([], () => {
    links.torn = torn;
  });
  let news: { added: readonly FoundLink[]; gone: readonly FoundLink[] } = { added: [], gone: [] };
  links.take((added, gone) => {
    news = { added, gone };
  });
  return {
    ...links,
    read(node: Node, isThere = true) {
      news = { added: [], gone: [] };
      links.look(node, isThere);
      links.settle();
      return news;
    },
  };
}

describe('one object for each place', () => {
  test('kept while the place names the same task, exchanged when it names another, dropped when it names none', () => {
    document.body.innerHTML = `<a href="${url(1)}">x</a>`;
    const { read, found } = reader();
    const link = pick('a');
    const came = read(link);
    const [first] = [...found];
    expect(first).toMatchObject({ node: link, link: { kind: 'task', guid: guid(1), brand: 'feishu' } });
    expect(came).toEqual({ added: [first], gone: [] });

    link.setAttribute('href', `${url(1)}&mode=app`);
    expect(read(link)).toEqual({ added: [], gone: [] });
    expect([...found]).toEqual([first]);

    link.setAttribute('href', url(2));
    const { added, gone } = read(link);
    expect(gone).toEqual([first]);
    expect(added.map((each) => each.link.guid)).toEqual([guid(2)]);

    link.setAttribute('href', 'https://example.org/');
    expect(read(link).gone).toHaveLength(1);
    expect(found.size).toBe(0);
  });

  test('a link counts once, whatever its address holds; a text counts each of its URLs', () => {
    document.body.innerHTML = `<a href="${url(1)},${url(2)}">x</a><p>${url(3)}, ${url(4)}.</p>`;
    const { read, found } = reader();
    read(pick('a'));
    read(pick('p').firstChild as Text);
    const places = [...found].map(({ link, node, start, end }) => [link.guid, (node as Text).data?.slice(start, end)]);
    expect(places).toEqual([
      [guid(1), undefined],
      [guid(3), url(3)],
      [guid(4), url(4)],
    ]);
  });

  test('a node leaves when it is there no more, and comes back as another', () => {
    document.body.innerHTML = `<a href="${url(1)}">x</a>`;
    const { read, found } = reader();
    const link = pick('a');
    const [first] = read(link).added;
    expect(read(link, false)).toEqual({ added: [], gone: [first] });
    expect(found.size).toBe(0);
    expect(read(link).added).not.toContain(first);
  });

  test('comments, other elements and task lists are nothing', () => {
    document.body.innerHTML = `<!--${url(1)}--><b href="${url(2)}"></b><a href="${url(3).replace('detail', 'task_list')}"></a>`;
    const { read, found } = reader();
    for (const node of document.body.childNodes) read(node);
    expect(found.size).toBe(0);
  });
});
