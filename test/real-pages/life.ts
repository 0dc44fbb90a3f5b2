/** Runs in a page: what the page does by itself, and what it shows of itself to a test. */

/** The seeded choices of one step, the same in every walk with that seed. */
export interface Choice {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** What a person does: the test carries it out by the browser's real input. Places in CSS px of the window. */
export type Input =
  | { readonly click: readonly [x: number, y: number] }
  | { readonly drag: readonly [x: number, y: number, toX: number, toY: number] }
  | { readonly wheel: number; readonly at: readonly [x: number, y: number] }
  | { readonly type: string }
  | { readonly press: string };

export type Step = (choice: Choice) => undefined | readonly Input[] | Promise<undefined | readonly Input[]>;

export interface Life {
  /** What may happen next, by name. */
  readonly steps: Readonly<Record<string, Step>>;
  /** What the page's own library holds for the truth: its model, the markup it saves, warnings it counted. */
  model?(): unknown;
  /** What is selected, as the library or the page sees it. */
  selection?(): unknown;
  /** How far its undo history goes. */
  history?(): unknown;
  /** Over when the page is drawn for the first time. */
  readonly ready?: Promise<unknown>;
}

/** What a page says of itself at rest; compared with the same walk without the extension. */
export interface PageState {
  readonly text: string;
  readonly tree: string;
  readonly model: unknown;
  readonly selection: unknown;
  readonly history: unknown;
}

export interface Living {
  readonly ready: Promise<void>;
  readonly names: readonly string[];
  step(name: string, seed: number): Promise<readonly Input[]>;
  read(): PageState;
}

/** Mulberry32: small, and good enough to choose steps. */
export function chooser(seed: number): Choice {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { below, pick: (items) => items[below(items.length)] as never };
}

export const frames = (count = 2): Promise<void> =>
  new Promise((resolve) => {
    const wait = (left: number) => (left ? requestAnimationFrame(() => wait(left - 1)) : setTimeout(resolve));
    wait(count);
  });

/** In a field: where its selection stands. Elsewhere: the selected words and whether something is selected at all. */
function selected(): unknown {
  const field = document.activeElement as HTMLInputElement | null;
  if (field && 'selectionStart' in field) return [field.selectionStart, field.selectionEnd];
  return String(getSelection());
}

/** What is announced to a screen reader comes and goes with time. */
const PASSING = '[aria-live]';

/** Texts of a tree with the open roots in it, as they stand in the document, scripts and sheets aside. */
function textOf(root: Node): string {
  let text = '';
  for (const node of root.childNodes) {
    if (node.nodeType === 3) text += (node as Text).data;
    else if ((node as Element).matches?.(`script,style,${PASSING}`)) continue;
    else text += textOf((node as Element).shadowRoot ?? node);
  }
  return text;
}

/** The end of `body` is the one place where the extension may keep an element: empty, without attributes. */
function markupOf(): string {
  const body = document.body.cloneNode(true) as HTMLElement;
  for (const passing of body.querySelectorAll(PASSING)) passing.replaceChildren();
  return body.innerHTML.replace(/<span><\/span>\s*$/, '');
}

/** Starts a page's life; a test finds it as `life` on the window. */
export function live(life: Life): void {
  const living: Living = {
    ready: Promise.resolve(life.ready).then(() => frames()),
    names: Object.keys(life.steps),
    async step(name, seed) {
      let inputs: Awaited<ReturnType<Step>>;
      try {
        inputs = await life.steps[name]?.(chooser(seed));
      } catch (error) {
        // It is the page's own failure, and told like one.
        reportError(error);
      }
      await frames();
      return inputs ?? [];
    },
    read: () => ({
      text: textOf(document.body),
      tree: markupOf(),
      model: life.model?.() ?? null,
      selection: life.selection ? life.selection() : selected(),
      history: life.history?.() ?? null,
    }),
  };
  Object.assign(window, { life: living });
}
