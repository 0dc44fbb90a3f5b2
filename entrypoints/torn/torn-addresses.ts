import { builtIn } from '../../lib/built-in';
import { type Address, PATH, type ReadTorn, type Torn } from '../../lib/page-links';
import { mayStandBeside } from '../scout/place';
import { isText, linesOf, type Piece, readLine } from './read-line';
import { textAnchors } from './text-anchor';

/** Characters that nobody sees between an address and what a person reads as more of its id or scheme. */
const BEGINS_HIDDEN = /[\w+.-]\p{DI}+$/u;
const GOES_ON_HIDDEN = /^\p{DI}+[\w-]/u;
const MOST_HIDDEN = 100;

/** The texts under a node in which a path may begin, but for those that scout finds each by itself. */
function pathTextsIn(node: Node): Set<Text> {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  const begin = new Set<Text>();
  let passed = 0;
  let last = -1;
  for (const { index } of texts
    .map(({ data }) => data)
    .join('')
    .matchAll(new RegExp(PATH, 'g'))) {
    while (passed <= index) passed += (texts[++last] as Text).length;
    const text = texts[last] as Text;
    if (!PATH.test(text.data)) begin.add(text);
  }
  return begin;
}

/** The smallest node that both texts stand in. */
function around(one: Node, other: Node): Node | null {
  let top: Node | null = one;
  while (top && !builtIn(top, 'contains')?.call(top, other)) top = builtIn(top, 'parentNode') ?? null;
  return top;
}

/** Which piece of a line has the unit at this place, and where in its text. */
function placeIn(line: readonly Piece[], place: number): { index: number; text: Text | undefined; at: number } {
  let at = place;
  let index = 0;
  for (; at >= (line[index] as Piece).words.length; index += 1) at -= (line[index] as Piece).words.length;
  const { text, from } = line[index] as Piece;
  return { index, text, at: from + at };
}

/** Whose a path is that begins in this text of a line: the text's if scout finds that by itself, else the smallest node's around it. */
function ownerOf(line: readonly Piece[], text: Text, path: number, length: number): Node | null | undefined {
  const { text: begin } = placeIn(line, path);
  const { text: end } = placeIn(line, path + length - 1);
  if (begin !== text || !end) return undefined;
  return PATH.test(text.data) ? text : around(text, end);
}

/**
 * What keeps the promise that a ring exists only where the address that a person reads at that place is its task's: addresses
 * are read in lines, as they are drawn, never across the border of a block, a cell or a box; and also one that stands whole in
 * a text is read with what stands right beside it, since one more letter makes it another task's. Each has one owner.
 */
const addressesAt: ReadTorn = (node, locate, hosts) => {
  const addresses: Address[] = [];
  if (!builtIn(node, 'isConnected')) return addresses;
  for (const text of isText(node) ? [node] : pathTextsIn(node)) {
    const line = readLine(text, hosts);
    const words = line.map((piece) => piece.words).join('');
    for (const { start, end, ...link } of locate(words)) {
      const path = PATH.exec(words.slice(start, end));
      if (!path || ownerOf(line, text, start + path.index, path[0].length) !== node) continue;
      const isUnclear =
        BEGINS_HIDDEN.test(words.slice(Math.max(0, start - MOST_HIDDEN), start)) ||
        (words.slice(0, end).toLowerCase().endsWith(link.guid) && GOES_ON_HIDDEN.test(words.slice(end)));
      const first = placeIn(line, start);
      const last = placeIn(line, end - 1);
      if (isUnclear || !first.text || !isText(last.text) || (last.text !== node && !mayStandBeside(last.text)))
        continue;
      const parts = line.slice(first.index, last.index).map((piece) => piece.text as Text);
      // No range goes over the border of a shadow root.
      if (parts.some((part) => part.getRootNode() !== last.text?.getRootNode())) continue;
      addresses.push({ link, node: last.text, parts: parts[0] && parts, start: first.at, end: last.at + 1 });
    }
  }
  return addresses;
};

export const torn: Torn = { addressesAt, linesOf, anchors: textAnchors };
