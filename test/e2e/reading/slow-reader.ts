import { locateTaskLinks, type TaskLink } from '../../../lib/task/applink';
import { own } from './own';

/** One letter as it is drawn: its text, and where it stands in it (UTF-16 units). */
export interface Letter {
  readonly text: Text;
  readonly at: number;
}

/** An address that a person reads: its task, and its letters from the last one of the task's id on. */
export interface Read {
  readonly task: string;
  readonly letters: readonly Letter[];
  readonly ends: readonly Letter[];
}

/** What is drawn side by side without a gap is one word, whatever elements it is in; px. */
const TOUCH = 0.6;

interface Drawn {
  readonly text: Text;
  readonly first: DOMRect;
  readonly last: DOMRect;
}

function textsIn(root: Node): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node as Text);
    const inner = node instanceof Element && own(node, 'shadowRoot');
    if (inner) texts.push(...textsIn(inner));
  }
  return texts;
}

/** One for all: the browser keeps each up to date with every change of the page. */
const range = new Range();

/** Where a text is drawn; nothing for one that is not. A page without wrapped lines draws one box for each line of it. */
function drawn(text: Text): Drawn[] {
  range.selectNodeContents(text);
  const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
  const element = text.parentElement ?? (text.getRootNode() as ShadowRoot).host;
  const [first, last] = [boxes[0], boxes.at(-1)];
  return first && last && getComputedStyle(element).visibility === 'visible' ? [{ text, first, last }] : [];
}

export const isDrawn = (text: Text) => drawn(text).length > 0;

/**
 * The words of a page by nothing but where the browser draws its letters: texts that touch in one line are read as one. Knows
 * no display, no borders, no elements.
 */
function words(root: Node): Letter[][] {
  const left = new Set(textsIn(root).flatMap(drawn));
  const isNext = (one: Drawn, other: Drawn) =>
    Math.abs(one.last.right - other.first.left) < TOUCH && Math.abs(one.last.top - other.first.top) < 3;
  const begins = [...left].filter((one) => ![...left].some((other) => other !== one && isNext(other, one)));
  return begins.map((begin) => {
    const letters: Letter[] = [];
    for (let piece: Drawn | undefined = begin; piece; ) {
      const { text }: Drawn = piece;
      letters.push(...Array.from({ length: text.length }, (_, at) => ({ text, at })));
      const last: Drawn = piece;
      piece = [...left].find((other) => other !== last && isNext(last, other));
    }
    return letters;
  });
}

/** A task's whole name: ids may be alike on the servers of two brands. */
export const nameOf = ({ brand, guid }: TaskLink) => `${brand} ${guid}`;

const isSeen = ({ text, at }: Letter) => !/\p{DI}/u.test(text.data.charAt(at));

/** Every task address that a person reads in what is drawn under a node. */
export function readSlowly(root: Node): Read[] {
  return words(root).flatMap((all) => {
    const letters = all.filter(isSeen);
    const line = letters.map(({ text, at }) => text.data.charAt(at)).join('');
    return locateTaskLinks(line).map(({ guid, brand, kind, start, end }) => {
      const address = line.slice(start, end).toLowerCase();
      const idEnd = start + address.indexOf(guid) + guid.length;
      return {
        task: nameOf({ guid, brand, kind }),
        letters: letters.slice(start, end),
        ends: letters.slice(idEnd - 1, end),
      };
    });
  });
}
