import { builtIn } from '../../lib/built-in';
import { PATH } from '../../lib/page-links';
import { fits, isElement } from './page-nodes';

/** What holds no words of the page, or is read in another way: a link by where it leads, a field by its value. */
const NOT_READ = 'script,style,template,noscript,head,canvas,textarea,a[href],[role=link]';

/** Words of one block, in which nothing parts the texts that they are written in. */
export interface AddressText {
  readonly words: string;
  /** The text in which the character at this index stands, and the index at which that text begins. */
  textAt(index: number): { readonly node: Text; readonly offset: number };
}

/**
 * The words under a node that may hold the address of a task, which an editor may colour in pieces; nothing where the caller
 * may pause. They never go over the border of a block or a cell: the words beyond are others.
 */
export function* addressTexts(top: Node): Generator<AddressText | undefined> {
  const mayHold = (node: Node) => {
    const words = builtIn(node, 'textContent');
    // A document has no text of its own to ask for.
    return !words || PATH.test(words);
  };
  const isRead = (node: Node) => !isElement(node) || !fits(node, NOT_READ);
  if (!isRead(top) || !mayHold(top)) return;
  const blocks = new Map<Element, boolean>();
  const isBlock = (element: Element) => {
    const known = blocks.get(element) ?? !/^(inline|contents)$/.test(getComputedStyle(element).display);
    blocks.set(element, known);
    return known;
  };
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let isParted = false;
  let texts: Text[] = [];
  let block: Element | null | undefined = null;
  for (let isMore = walker.nextNode(); isMore; yield) {
    const node = walker.currentNode;
    if (isElement(node)) {
      const parts = !isRead(node) || fits(node, 'br') || isBlock(node);
      isParted ||= parts;
      isMore = isRead(node) && (!parts || mayHold(node)) ? walker.nextNode() : nodeAfter(walker);
      continue;
    }
    let own = builtIn(node, 'parentElement');
    while (own && !isBlock(own)) own = builtIn(own, 'parentElement');
    if (isParted || own !== block) {
      yield joined(texts);
      texts = [];
    }
    isParted = false;
    block = own;
    texts.push(node as Text);
    isMore = walker.nextNode();
  }
  yield joined(texts);
}

/** Goes on behind a node, without what is in it. */
function nodeAfter(walker: TreeWalker): Node | null {
  for (;;) {
    const next = walker.nextSibling();
    if (next || !walker.parentNode()) return next;
  }
}

function joined(texts: readonly Text[]): AddressText | undefined {
  const words = texts.map(({ data }) => data).join('');
  if (!PATH.test(words)) return undefined;
  return {
    words,
    textAt(index) {
      let offset = 0;
      const node = texts.find(({ length }) => {
        offset += length;
        return index < offset;
      }) as Text;
      return { node, offset: offset - node.length };
    },
  };
}
