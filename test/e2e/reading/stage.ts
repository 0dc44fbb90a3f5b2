import { type Change, type Part, urlOf } from './generate';
import { callOwn, own, setOwn } from './own';

/** Everything in one line that is not broken, in letters that all have one size, and boxes apart from what stands beside them. */
export const SHEET = `* { font: 16px/20px monospace; white-space: nowrap; letter-spacing: 0 }
  body { margin: 0; width: 40000px; height: 20000px } pre { white-space: pre; margin: 0 }
  img, svg { width: 10px; height: 10px } input { width: 40px } table { border-spacing: 9px } td { padding: 5px }
  button { padding: 5px } .block { display: block } .gone { display: none } .line { display: inline !important; padding: 0 !important } script { display: none }`;

const VOID = /^(br|img|input|wbr)$/;
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Builds the parts, which take what is written on the tape piece by piece. */
export function build(into: Node, parts: readonly Part[], tape: { left: string }): void {
  for (const part of parts) {
    if (part.kind === 'text') {
      into.appendChild(document.createTextNode(tape.left.slice(0, part.length)));
      tape.left = tape.left.slice(part.length);
    } else if (part.kind === 'comment') into.appendChild(document.createComment('9'));
    else if (part.kind === 'link') {
      const link = document.createElement('a');
      link.href = urlOf(part.task);
      link.textContent = part.words;
      into.appendChild(link);
    } else {
      const [name = '', style] = part.look.split(/ (.*)/);
      const element =
        name === 'svg'
          ? document.createElementNS('http://www.w3.org/2000/svg', 'svg')
          : (document.createElement(name) as HTMLElement);
      if (style) element.setAttribute('style', style);
      // Where it stands is not where its place in the text is.
      if (style && /absolute|fixed/.test(style)) {
        lastTop += 40;
        element.setAttribute('style', `${style};width:max-content;left:0;top:${lastTop}px`);
      }
      if (name === 'script') element.setAttribute('type', 'text/plain');
      if (name === 'img') element.setAttribute('src', PIXEL);
      into.appendChild(element);
      if (part.kind === 'shadow') {
        const root = element.attachShadow({ mode: 'open' });
        build(root, part.inner, tape);
        root.append(document.createElement('slot'));
      }
      if (name === 'table') {
        const row = (element as HTMLTableElement).insertRow();
        for (const cell of part.parts) build(row.insertCell(), [cell], tape);
      } else if (!VOID.test(name)) build(element, part.parts, tape);
      if (part.kind === 'form')
        for (const [index, field] of part.names.entries()) {
          const input = Object.assign(document.createElement('input'), { type: 'hidden', name: field });
          callOwn(element as Element, index % 2 ? 'prepend' : 'append', input);
        }
    }
  }
}

let lastTop = 10_000;

/** All nodes under a root, those of open shadow roots as well. */
function nodesIn(root: Node): Node[] {
  const nodes: Node[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    nodes.push(node);
    const inner = node instanceof Element && own(node, 'shadowRoot');
    if (inner) nodes.push(...nodesIn(inner));
  }
  return nodes;
}

function isAround(node: Node, inner: Node): boolean {
  const root = callOwn(inner, 'getRootNode');
  return callOwn(node, 'contains', inner) || (root instanceof ShadowRoot && isAround(node, root.host));
}

/** Changes the page as one that knows nothing of rings may do it; what is impossible is left. */
export function change(stage: Element, { what, at, to, size }: Change, isOurs: (node: Node) => boolean): void {
  const nodes = nodesIn(stage).filter((node) => !isOurs(node));
  const texts = nodes.filter((node): node is Text => node instanceof Text);
  const elements = nodes.filter((node): node is HTMLElement => node instanceof HTMLElement);
  const of = <T>(all: readonly T[], index: number) => all[index % (all.length || 1)];
  const node = of(nodes, at);
  const text = of(texts, at);
  const element = of(elements, at);
  const other = of([stage, ...elements.filter((one) => !VOID.test(one.localName))], to) as Element;
  const address = urlOf(to);
  if (what === 'write' && text) text.data = size % 3 ? address : `${text.data.slice(0, size)}9`;
  if (what === 'append') text?.appendData(size % 2 ? '9' : ' 9');
  if (what === 'prepend') text?.insertData(0, size % 2 ? 'x' : 'x ');
  if (what === 'delete') text?.deleteData(Math.min(size, text.length), 1 + (to % 9));
  if (what === 'split') text?.splitText(Math.min(size, text.length));
  if (what === 'remove' && node) callOwn(node as ChildNode, 'remove');
  if (what === 'move' && node && !isAround(node, other))
    callOwn(other as Node, 'insertBefore', node, own(other, 'childNodes')[size % 5] ?? null);
  if (what === 'replace') text?.replaceWith(size % 2 ? address : text.data);
  if (what === 'empty' && element) setOwn(element, 'textContent', size % 2 ? '' : `${address}${size % 4 ? '' : '9'}`);
  if (what === 'lead') of([...stage.querySelectorAll('a')], at)?.setAttribute('href', size % 4 ? address : '#');
  if (what === 'look' && element) setOwn(element, 'className', ['block', 'line', 'gone', ''][size % 4] as string);
  if (what === 'hide' && element)
    Object.assign(
      own(element, 'style'),
      [
        { display: 'none' },
        { display: 'inline', padding: '0' },
        { display: 'block' },
        { display: 'inline-block', padding: '0 5px' },
      ][size % 4],
    );
  if (what === 'swap') {
    const [one, two] = [of([...stage.querySelectorAll('a')], at), of([...stage.querySelectorAll('a')], to)];
    const [first, second] = [one?.getAttribute('href'), two?.getAttribute('href')];
    if (first && second) {
      one?.setAttribute('href', second);
      two?.setAttribute('href', first);
    }
  }
  if (what === 'join') callOwn(other, 'normalize');
  if (what === 'insert' && node)
    callOwn(node as ChildNode, 'before', size % 3 ? '9' : (of([' ', '<', address], to) as string));
  if (what === 'wrap' && text) {
    const around = document.createElement(size % 2 ? 'div' : 'b');
    text.before(around);
    around.append(text);
  }
}
