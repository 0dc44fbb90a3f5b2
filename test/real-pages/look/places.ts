/** A slow reader of a page's task links, by what is drawn and block by block: nothing of it is the product's. */

export interface Place {
  readonly guid: string;
  /** What a ring there may be called. */
  readonly names: readonly string[];
  /** Where it begins and where it ends, in its document's window. */
  readonly first: DOMRect;
  readonly last: DOMRect;
  /** The rings of a diagram may stand around their node. */
  readonly boxes: readonly DOMRect[];
  /** Its element, or the one around its text. */
  readonly element: Element;
}

const ADDRESS =
  /https:\/\/applink\.feishu\.cn\/client\/todo\/detail\?guid=([0-9a-f-]{36})(&(amp;)?suite_entity_num=\w+)?/g;
const UNREAD = 'script,style,template,noscript,textarea,select,title';

export const isDrawn = (element: Element) => element.checkVisibility({ visibilityProperty: true });

/** The documents of a page's own frames, and all open roots in them, outermost first. */
export function* trees(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root;
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot) yield* trees(element.shadowRoot);
    const inner = element.localName === 'iframe' && (element as HTMLIFrameElement).contentDocument;
    if (inner) yield* trees(inner);
  }
}

/** A form's own fields may have this name. */
const parentNode = Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode')?.get as (this: Node) => Node | null;

/** The elements around a node, out of its roots. */
export function* around(node: Node): Generator<Element> {
  for (let at: Node | null = node; at; at = parentNode.call(at) ?? (at as Partial<ShadowRoot>).host ?? null)
    if (at.nodeType === 1) yield at as Element;
}

const isIn = (node: Node, selector: string) => [...around(node)].some((element) => element.matches(selector));

/** The words in pieces that a person reads as one: until a block begins or ends, a line breaks or a box stands between. */
function lines(root: Node): Text[][] {
  const found: Text[][] = [[]];
  const border = () => found.at(-1)?.[0] && found.push([]);
  const walk = (parent: Node) => {
    for (const node of parent.childNodes) {
      if (node.nodeType === 3) found.at(-1)?.push(node as Text);
      if (node.nodeType !== 1 || (node as Element).matches(UNREAD)) continue;
      const { display, float, position } = getComputedStyle(node as Element);
      if (display === 'none') continue;
      const isInline = /^(inline|contents)$/.test(display) && float === 'none' && /static|relative/.test(position);
      const isBorder = !isInline || /^(br|wbr|img|iframe|svg|a)$/i.test(node.nodeName);
      if (node.nodeName !== 'WBR' && isBorder) border();
      if (node.nodeName !== 'A' && node.nodeName !== 'svg') walk(node);
      if (node.nodeName !== 'WBR' && isBorder) border();
    }
  };
  walk(root);
  return found;
}

function written(line: readonly Text[]): Place[] {
  const words = line.map(({ data }) => data).join('');
  const at = (index: number): [Text, number] => {
    let left = index;
    for (const text of line) {
      if (left <= text.length) return [text, left];
      left -= text.length;
    }
    throw new Error('Beyond the line');
  };
  return [...words.matchAll(ADDRESS)].flatMap((match) => {
    const range = new Range();
    const [begin, from] = at(match.index);
    const [end, to] = at(match.index + match[0].length);
    range.setStart(begin, from);
    range.setEnd(end, to);
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width && height);
    const [first, last, element] = [boxes[0], boxes.at(-1), end.parentElement];
    const guid = `${match[1]}`;
    return first && last && element ? [{ guid, names: [guid.slice(0, 8)], first, last, boxes, element }] : [];
  });
}

function linked(link: Element): Place[] {
  const href = link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '';
  const [, guid] = [...href.matchAll(ADDRESS)][0] ?? [];
  const range = new Range();
  range.selectNodeContents(link);
  const drawn = link.localName === 'area' ? areaBoxes(link) : [...range.getClientRects()];
  const boxes = drawn.filter(({ width, height }) => width && height);
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (!guid || !first || !last) return [];
  const words = (link.textContent || link.getAttribute('alt') || '').replace(/\s+/g, ' ').trim();
  return [
    {
      guid,
      names: [/^\S*:\/\/\S*$/.test(words) || !words ? guid.slice(0, 8) : words],
      first,
      last,
      boxes,
      element: link,
    },
  ];
}

/** An area has no box of its own: its coordinates on the picture that uses its map. */
function areaBoxes(area: Element): DOMRect[] {
  const map = area.closest('map');
  const picture = map && document.querySelector(`img[usemap="#${map.name}"]`);
  const [left = 0, top = 0, right = 0, bottom = 0] = (area.getAttribute('coords') ?? '').split(',').map(Number);
  const box = picture?.getBoundingClientRect();
  return box ? [new DOMRect(box.x + left, box.y + top, right - left, bottom - top)] : [];
}

/** Every place of a task's address where a ring may stand: not in what this selector names closed. */
export function places(closed: string): Place[] {
  const found = [...trees(document)].flatMap((root) => {
    const body = root.nodeType === 9 ? (root as Document).body : root;
    if (!body) return [];
    const links = [...(body as Element).querySelectorAll('a[*|href],area[href]')].flatMap(linked);
    return [...links, ...lines(body).flatMap(written)];
  });
  return found.filter(
    ({ element }) => isDrawn(element.closest('map') ? document.body : element) && !isIn(element, closed),
  );
}
