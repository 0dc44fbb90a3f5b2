/** An element of ours, made by calls and never from a string: pages with Trusted Types refuse those. */
export function make(name: string, className: string, ...children: Node[]): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** A button, or what looks like one, with a picture of two paths: an outline, and the mark in it. */
export function makeIcon(name: string, className: string): HTMLElement {
  const shape = (of: string) => document.createElementNS('http://www.w3.org/2000/svg', of);
  const svg = shape('svg');
  svg.append(shape('path'), shape('path'));
  return make(name, className, svg);
}

/** Where both scripts of this world find the beginning of our custom properties' names. */
const NAMES = Symbol.for('tasklark.names');

type NameHolder = { [NAMES]?: string };

/**
 * A sheet or style whose custom properties have names that no page can guess: one that registers a name (`@property`) says
 * what it is worth in closed roots too, and so could paint us in the colour of the page. `--move` stands where pages can read.
 */
export function withOwnNames(css: string): string {
  const holder = globalThis as NameHolder;
  holder[NAMES] ??= `--x${crypto.getRandomValues(new Uint32Array(2)).join('')}`;
  return css.replace(/--(?!move)/g, holder[NAMES]);
}

/** One sheet for the roots of each document: a constructed sheet cannot be shared with a frame's. */
export function sheetsOf(css: string): (doc: Document) => CSSStyleSheet {
  const sheets = new WeakMap<Document, CSSStyleSheet>();
  return (doc) => {
    let sheet = sheets.get(doc);
    if (!sheet) {
      sheet = new (doc.defaultView ?? window).CSSStyleSheet();
      sheet.replaceSync(withOwnNames(css));
      sheets.set(doc, sheet);
    }
    return sheet;
  };
}

/** What a page could react to; it hears the same whether we act or not. A prevented `pointerdown` makes no mouse events. */
const SWALLOWED = ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup'];
/** Keys that press a button, and E, which edits; all others are the page's. */
const KEYS = /^( |enter|e)$/i;

export type Heard = PointerEvent & KeyboardEvent;

/**
 * Whether the pointer is there after this event, if the event tells. The browser's `:hover` does not: it forgets an element
 * that goes to the top layer until the pointer moves.
 */
export const pointsAt = ({ type }: Heard) => (/^pointero/.test(type) ? type === 'pointerover' : undefined);

/** Keeps the presses on one root's buttons from the page, and tells of them and of `more` types. */
export function hearButtons(root: ShadowRoot, heard: (event: Heard) => void, more: readonly string[] = []): void {
  function hear(event: Event): void {
    const { type, key, ctrlKey, altKey, metaKey } = event as Heard;
    if (/^key/.test(type) && (!KEYS.test(key) || ctrlKey || altKey || metaKey)) return;
    if (SWALLOWED.includes(type)) {
      event.stopPropagation();
      // A press takes neither focus nor the page's selection, and a key makes no click of its own.
      event.preventDefault();
    }
    if (event.isTrusted) heard(event as Heard);
  }
  for (const type of [...SWALLOWED, ...more]) root.addEventListener(type, hear);
}
