// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { knownLinks } from '../../../entrypoints/scout/known-links';
import { mayStandBeside } from '../../../entrypoints/scout/place';

const guid = (n: number) => `0b7f3c52-9d14-4e6a-8f21-${String(n).padStart(12, '0')}`;
const url = (n: number) => `https://applink.feishu.cn/client/todo/detail?guid=${guid(n)}`;
const pick = (selector: string) => document.querySelector(selector) as Element;

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('one object for each place', () => {
  test('kept while the place names the same task, exchanged when it names another, dropped when it names none', () => {
    document.body.innerHTML = `<a href="${url(1)}">x</a>`;
    const { look, found, added, gone } = knownLinks([]);
    const link = pick('a');
    look(link);
    const [first] = [...found];
    expect(first).toMatchObject({ node: link, link: { kind: 'task', guid: guid(1), brand: 'feishu' } });
    expect(added.splice(0)).toEqual([first]);

    link.setAttribute('href', `${url(1)}&mode=app`);
    look(link);
    expect([...found]).toEqual([first]);
    expect([added.length, gone.length]).toEqual([0, 0]);

    link.setAttribute('href', url(2));
    look(link);
    expect(gone.splice(0)).toEqual([first]);
    expect(added.splice(0).map((each) => each.link.guid)).toEqual([guid(2)]);

    link.setAttribute('href', 'https://example.org/');
    look(link);
    expect(gone).toHaveLength(1);
    expect(found.size).toBe(0);
  });

  test('a link counts once, whatever its address holds; a text counts each of its URLs', () => {
    document.body.innerHTML = `<a href="${url(1)},${url(2)}">x</a><p>${url(3)}, ${url(4)}.</p>`;
    const { look, found } = knownLinks([]);
    look(pick('a'));
    look(pick('p').firstChild as Text);
    const places = [...found].map(({ link, node, start, end }) => [link.guid, (node as Text).data?.slice(start, end)]);
    expect(places).toEqual([
      [guid(1), undefined],
      [guid(3), url(3)],
      [guid(4), url(4)],
    ]);
  });

  test('a removed node leaves when it is looked at', () => {
    document.body.innerHTML = `<a href="${url(1)}">x</a>`;
    const { look, found, places } = knownLinks([]);
    const link = pick('a');
    look(link);
    link.remove();
    look(link);
    expect([found.size, places.size]).toEqual([0, 0]);
  });

  test('comments, other elements and task lists are nothing', () => {
    document.body.innerHTML = `<!--${url(1)}--><b href="${url(2)}"></b><a href="${url(3).replace('detail', 'task_list')}"></a>`;
    const { look, found } = knownLinks([]);
    for (const node of document.body.childNodes) look(node);
    expect(found.size).toBe(0);
  });
});

describe('where a control may stand', () => {
  test.each([
    'div contenteditable',
    'label',
    'button',
    'summary',
    'div role=button',
    'div role=textbox',
    'textarea',
    'div role=code',
  ])('not inside <%s>', (tag) => {
    document.body.innerHTML = `<${tag}>text</${tag.split(' ')[0]}>`;
    expect(mayStandBeside(pick('body > *').firstChild as Text)).toBe(false);
  });

  test('a link dressed as a button is no button around it; its text is no place of its own', () => {
    document.body.innerHTML = `<a role="button" href="${url(1)}">text</a>`;
    expect(mayStandBeside(pick('a'))).toBe(true);
    expect(mayStandBeside(pick('a').firstChild as Text)).toBe(false);
  });

  test('a shadow root is as closed as what its host stands in', () => {
    document.body.innerHTML = '<p><b></b></p><label><b></b></label>';
    const inside = [...document.querySelectorAll('b')].map((host) => {
      host.attachShadow({ mode: 'open' }).innerHTML = '<i>text</i>';
      return mayStandBeside(host.shadowRoot?.firstElementChild as Element);
    });
    expect(inside).toEqual([true, false]);
  });
});
