// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { textAnchors } from '../../../entrypoints/torn/text-anchor';
import type { TextAnchors } from '../../../lib/page-links';

const TEXT = 'See https://one and https://two, then go.';
const ONE = TEXT.indexOf(' and');
const TWO = TEXT.indexOf(', then');

let page: HTMLElement;
let text: Text;
let hosts: Element[];
let moves: [string, string][];
let anchors: TextAnchors;

/** Cuts and puts a host after the head, as a control does. */
function stand(head: Text, end: number): Element {
  anchors.cut(head, end);
  const host = document.createElement('span');
  hosts.push(host);
  head.after(host);
  return host;
}

beforeEach(() => {
  document.body.innerHTML = '<p></p>';
  page = document.body.firstElementChild as HTMLElement;
  text = document.createTextNode(TEXT);
  page.append(text);
  hosts = [];
  moves = [];
  const follows = (node: Node, anchor: Node) => {
    let before = node.previousSibling;
    while (before && hosts.includes(before as Element)) before = before.previousSibling;
    return before === anchor;
  };
  anchors = textAnchors(follows, (from, to) => moves.push([from.data, to.data]));
});

describe('a cut text', () => {
  it('reads as before, with the host right after the address', () => {
    const host = stand(text, ONE);
    expect(page.textContent).toBe(TEXT);
    expect(host.previousSibling).toBe(text);
    expect(text.data).toBe(TEXT.slice(0, ONE));
  });

  it('is not cut where the address ends it', () => {
    stand(text, TEXT.length);
    expect(text.data).toBe(TEXT);
    expect(page.childNodes).toHaveLength(2);
  });

  it('is whole again when the control leaves', () => {
    stand(text, ONE).remove();
    anchors.heal(text);
    expect([...page.childNodes]).toEqual([text]);
    expect(text.data).toBe(TEXT);
  });

  it('keeps the order of two addresses, cut from the end', () => {
    const second = stand(text, TWO);
    const first = stand(text, ONE);
    expect(page.textContent).toBe(TEXT);
    expect(first.previousSibling?.textContent).toBe(TEXT.slice(0, ONE));
    expect(second.previousSibling?.textContent).toBe(TEXT.slice(ONE, TWO));
    // The second host now stands after another node, and its control is told.
    expect(moves.at(-1)).toEqual([TEXT.slice(0, ONE), TEXT.slice(ONE, TWO)]);
  });

  it('tells the control that stands at its end when the address before it is cut off', () => {
    text.data = TEXT.slice(0, TWO);
    const second = stand(text, TWO);
    stand(text, ONE);
    expect(second.previousSibling?.textContent).toBe(TEXT.slice(ONE, TWO));
    expect(moves).toEqual([[TEXT.slice(0, ONE), TEXT.slice(ONE, TWO)]]);
  });

  it('stays cut as long as the host of another control stands there', () => {
    const first = stand(text, ONE);
    const other = document.createElement('span');
    hosts.push(other);
    first.after(other);
    first.remove();
    anchors.heal(text);
    expect(other.previousSibling).toBe(text);
    expect(text.data).toBe(TEXT.slice(0, ONE));
    other.remove();
    anchors.heal(text);
    expect(text.data).toBe(TEXT);
  });

  it.each([
    ['first', [0, 1]],
    ['second', [1, 0]],
  ])('is whole again whichever of two controls leaves first: the %s', (_, order) => {
    const second = stand(text, TWO);
    const first = stand(text, ONE);
    const controls = [
      { host: first, anchor: () => text },
      { host: second, anchor: () => second.previousSibling as Text },
    ];
    for (const index of order) {
      const { host, anchor } = controls[index] as (typeof controls)[number];
      const at = anchor();
      host.remove();
      anchors.heal(at);
      expect(page.textContent).toBe(TEXT);
    }
    expect([...page.childNodes]).toEqual([text]);
  });
});

describe('when the page writes', () => {
  it('a new text into its node, nothing of the old one stays', () => {
    stand(text, TWO);
    stand(text, ONE);
    text.data = 'Something else';
    anchors.check();
    expect(page.textContent).toBe('Something else');
  });

  it('and takes its node away, the node carries its whole text and nothing stays', () => {
    const host = stand(text, ONE);
    text.remove();
    anchors.check();
    expect(text.data).toBe(TEXT);
    expect([...page.childNodes]).toEqual([host]);
  });

  it('and moves its node elsewhere, the whole text goes along', () => {
    stand(text, ONE);
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(text);
    anchors.check();
    expect(elsewhere.textContent).toBe(TEXT);
    expect(page.textContent).toBe('');
  });

  it('and removes everything at once, its node is whole', () => {
    stand(text, TWO);
    stand(text, ONE);
    page.textContent = '';
    anchors.check();
    anchors.check();
    expect(text.data).toBe(TEXT);
    expect(page.childNodes).toHaveLength(0);
  });

  it('and removes our rest by itself, that stays removed', () => {
    stand(text, ONE);
    page.lastChild?.remove();
    anchors.check();
    expect(page.textContent).toBe(TEXT.slice(0, ONE));
  });

  it('and joins its texts, they are read once', () => {
    stand(text, ONE).remove();
    page.normalize();
    anchors.check();
    expect(page.textContent).toBe(TEXT);
  });

  it('nothing, a check changes nothing', () => {
    stand(text, ONE);
    anchors.check();
    expect(page.childNodes).toHaveLength(3);
    expect(page.textContent).toBe(TEXT);
  });
});
