import { builtIn } from '../../lib/built-in';

/** What one text gives to a line: `words`, which begin at `from` in its data (UTF-16 units). */
export interface Piece {
  /** None where it was not read how the line goes on. */
  readonly text?: Text;
  readonly from: number;
  readonly words: string;
}

export const isText = (node: Node | undefined): node is Text => node?.nodeType === 3;

/** White space and marks at which every address ends. */
const ENDS = /[\s"'<>`]/;
const TO_LAST_END = /^.*[\s"'<>`]/s;

/** So many steps from node to node are read to each side: an address has no need of more, and a page may have any number. */
const MOST_STEPS = 1_000;

/** Drawn as a box or a break, though their style may say "inline". */
const BOXES =
  /^([bh]r|img|svg|math|i?frame|video|audio|canvas|object|embed|input|select|textarea|button|meter|progress)$/i;

/** Never read; a page may show them. */
const CODE = /^(script|style)$/i;

/** Shows nothing of what is in it, whatever its style says. */
const UNDRAWN = /^(noscript|wbr)$/i;

/**
 * How an element stands in the line around it: as more words of the `line`, which are `unread` where they are code; as nothing,
 * where it is not drawn or out of the flow (`away`), so that the words before and after it stand side by side; or as the
 * line's `end`. Everything that has a box of its own ends it: blocks, cells, items of a flex or grid container (the browser
 * calls them blocks), pictures and fields. A border parts words also where no gap is drawn there, as between cells without
 * padding.
 */
function kindOf(element: Element): 'line' | 'unread' | 'away' | 'end' {
  const { display, position, float } = getComputedStyle(element);
  const name = builtIn(element, 'nodeName') as string;
  if (display === 'none' || /^(abs|fix)/.test(position) || UNDRAWN.test(name)) return 'away';
  // An item of a container does not float, whatever its style says.
  if (/^[lri]/.test(float) && !/flex|grid/.test(styleAround(element).display)) return 'away';
  if (BOXES.test(name) || !/^(inline|contents)$/.test(display)) return 'end';
  return CODE.test(name) ? 'unread' : 'line';
}

const rootOf = (node: Node) => (builtIn(node, 'getRootNode') as Node['getRootNode']).call(node);

/** The style of what a text or an element stands in. */
const styleAround = (node: Text | Element) =>
  getComputedStyle((builtIn(node, 'parentElement') ?? builtIn(rootOf(node), 'host')) as Element);

/** Walks from a text in the order in which things are drawn: through slots, and into and out of open shadow roots. */
function stepsFrom(start: Text, isAfter: boolean) {
  const [child, sibling, place, by] = isAfter
    ? (['firstChild', 'nextSibling', 0, 1] as const)
    : (['lastChild', 'previousSibling', -1, -1] as const);
  // Text, elements and CDATA. A walker is not misled by form fields that are named like parts of a node.
  const walker = document.createTreeWalker(start.getRootNode(), 13);
  walker.currentNode = start;
  function to(node: Node | null | undefined | false): Node | undefined {
    if (node) walker.currentNode = node;
    return node || undefined;
  }
  return {
    down(): Node | null | undefined {
      const node = walker.currentNode;
      const root = builtIn(node, 'shadowRoot');
      if (root) to(root);
      return to(builtIn(node, 'assignedNodes')?.call(node).at(place)) || walker[child]();
    },
    along(): Node | null | undefined {
      const node = walker.currentNode as Text;
      const nodes = builtIn(node, 'assignedSlot')?.assignedNodes();
      return nodes ? to(nodes[nodes.indexOf(node) + by]) : walker[sibling]();
    },
    up(): Node | undefined {
      const node = walker.currentNode;
      return to(builtIn(node, 'assignedSlot') ?? walker.parentNode() ?? builtIn(rootOf(node), 'host'));
    },
  };
}

/** What a text's line stands in: the element that ends it, and its part of each shadow root that it goes through on the way there. */
export function linesOf(text: Text): readonly Node[] {
  const { up } = stepsFrom(text, true);
  const lines: Node[] = [];
  for (let from: Node = text; ; ) {
    const around = up();
    const parent = builtIn(from, 'parentNode') as Node;
    if (around !== parent) lines.push(parent);
    if (!around) return lines;
    if (kindOf(around as Element) !== 'line') return [...lines, around];
    from = around;
  }
}

/** What a person reads right before or after a text in its line, the nearest first, up to the next white space. */
function beside(start: Text, isAfter: boolean, hosts: Pick<WeakSet<Node>, 'has'>): Piece[] {
  const pieces: Piece[] = [];
  if (ENDS.test(start.data.at(isAfter ? -1 : 0) ?? '')) return pieces;
  const { visibility } = styleAround(start);
  const { down, along, up } = stepsFrom(start, isAfter);
  let isOpen = false;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const node = ((isOpen && down()) || along()) as Text | Element | null | undefined;
    isOpen = false;
    if (!node) {
      const around = up();
      if (!around || kindOf(around as Element) !== 'line') return pieces;
    } else if (builtIn(node, 'nodeType') === 1) {
      const kind = hosts.has(node) ? 'away' : kindOf(node as Element);
      if (kind === 'end') return pieces;
      if (kind === 'unread') break;
      isOpen = kind === 'line';
    } else if ((node as Text).data) {
      const text = node as Text;
      const { data } = text;
      // What is hidden but takes its room is a gap.
      if (styleAround(text).visibility !== visibility) return pieces;
      const from = isAfter ? 0 : (TO_LAST_END.exec(data)?.[0].length ?? 1) - 1;
      const words = data.slice(from, isAfter ? data.search(ENDS) + 1 || data.length : data.length);
      pieces.push({ text, from, words });
      if (ENDS.test(words)) return pieces;
    }
  }
  return [...pieces, { from: 0, words: 'x' }];
}

/** The text and what stands beside it in its line, as far as an address may go. */
export const readLine = (text: Text, hosts: Pick<WeakSet<Node>, 'has'>): readonly Piece[] => [
  ...beside(text, false, hosts).reverse(),
  { text, from: 0, words: text.data },
  ...beside(text, true, hosts),
];
