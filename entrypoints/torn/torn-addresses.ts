import { type Address, PATH, type ReadTorn } from '../../lib/page-links';
import type { LocatedLink } from '../../lib/task/applink';

/** An address is looked for in so many texts before and after the one that its path stands in. */
const MOST_TEXTS = 32;

const HAS_SPACE = /\s/;

const wordsOf = (texts: readonly Text[]) => texts.map(({ data }) => data).join('');

const textsUnder = (node: Node) => document.createTreeWalker(node, NodeFilter.SHOW_TEXT);

function textsIn(node: Node): Text[] {
  const walker = textsUnder(node);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}

/** The texts before or after this one, as far as an address may go: it has no space in it. */
function textsBeside(text: Text, step: 'previousNode' | 'nextNode'): Text[] {
  const walker = textsUnder(text.getRootNode());
  const texts: Text[] = [];
  walker.currentNode = text;
  while (texts.length < MOST_TEXTS && !HAS_SPACE.test(texts.at(-1)?.data ?? '') && walker[step]())
    texts.push(walker.currentNode as Text);
  return texts;
}

/** What a text is a line of; what is hidden may still hold the beginning of an address. */
function blockOf(text: Text): Element | null {
  let block = text.parentElement;
  while (block && /^(inline|contents|none)/.test(getComputedStyle(block).display)) block = block.parentElement;
  return block;
}

/** Where an address stands that goes over the borders of these texts; nothing for one within a single text. */
function placed({ start, end, ...link }: LocatedLink, texts: readonly Text[]): Address[] {
  const parts: Text[] = [];
  let from = 0;
  let first = 0;
  for (const node of texts) {
    const to = from + node.length;
    if (to >= end) return parts[0] ? [{ link, node, parts, start: start - first, end: end - from }] : [];
    if (to > start) parts.push(node);
    else first = to;
    from = to;
  }
  return [];
}

/** Addresses that are written across borders of elements, and whose path stands at this node; `own` are those within its text. */
export const tornAddresses: ReadTorn = (node, own, locate) => {
  const holds = (link: LocatedLink, index: number) => link.start < index && index < link.end;
  const inside = node.nodeType === 3 ? [node as Text] : textsIn(node);
  const paths = [...wordsOf(inside).matchAll(new RegExp(PATH, 'g'))];
  const open = paths.filter(({ index }) => !own.some((link) => holds(link, index)));
  const [first] = inside;
  if (!open[0] || !first) return [];
  const before = textsBeside(first, 'previousNode').reverse();
  const after = textsBeside(inside.at(-1) as Text, 'nextNode');
  const block = blockOf(first);
  const isNear = (text: Text) => blockOf(text) === block;
  // The words of the next block begin right behind the last of this one; but what are blocks may look like a line.
  for (const [from, to] of [
    [before, after],
    [before.filter(isNear), after.filter(isNear)],
  ] as const) {
    const texts = [...from, ...inside, ...to];
    const offset = wordsOf(from).length;
    const torn = locate(wordsOf(texts))
      .filter((link) => open.some(({ index }) => holds(link, offset + index)))
      .flatMap((link) => placed(link, texts));
    if (torn[0]) return torn;
  }
  return [];
};
