import { isHit } from '../../../entrypoints/acts/hit';
import { isPlain } from '../../../entrypoints/acts/plain';
import { closedLinks } from '../../../entrypoints/commands/closed-links';
import { inOrder } from '../../../entrypoints/commands/current-link';
import type { Control } from '../../../entrypoints/controls/control';
import { hosts } from '../../../entrypoints/controls/known-links';
import { visibleWords } from '../../../entrypoints/controls/link-words';
import { mountsFor } from '../../../entrypoints/controls/mounts';
import { nearest } from '../../../entrypoints/controls/viewport';
import { groundReader } from '../../../entrypoints/ground/ground';
import { observeLinks } from '../../../entrypoints/scout/link-observer';
import { wholeReader } from '../reading/reader';
import { LINKS, OUTSIDE, OUTSIDE_PARTS, SHAPES, type Shape } from './shapes';

/** All that waits for time or for an idle moment, which comes when the walk says so. */
const queue: (() => void)[] = [];
/** Rounds of waiting after which everything has been read, and read again. */
const ROUNDS = 6;

function soon(work: (deadline: IdleDeadline) => void): number {
  queue.push(() => work({ didTimeout: false, timeRemaining: () => 50 }));
  return 0;
}

async function pass(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await undefined;
    for (const work of queue.splice(0)) work();
  }
}

/** What the page scripts do with the page, from the first look to the last ring, without the extension around them. */
function open() {
  const life = new AbortController();
  const nodes = new Set<Node>();
  const reader = wholeReader();
  const mounts = mountsFor(
    reader,
    () => {},
    (control) => control.draw({ state: 'todo', name: visibleWords(control.found), description: '', title: '' }),
    () => {},
  );
  reader.take((_, gone) => gone.forEach(mounts.drop));
  observeLinks(nodes, life.signal, reader.look, reader.settle);
  return {
    reader,
    mounts,
    /** Lets all that waits happen, and has rings stand beside everything that is near. */
    async settle() {
      await pass(ROUNDS);
      mounts.show(nearest(reader.found), false);
      await pass(3);
      // Where a text was cut its neighbour's address has other parts now.
      mounts.show(nearest(reader.found), false);
      await pass(1);
      mounts.review();
    },
    close() {
      mounts.clear();
      life.abort();
      queue.length = 0;
    },
  };
}

/** Does this with time and idle moments that come when `pass` says so. */
async function withOwnTime(work: () => Promise<void>): Promise<void> {
  const { setTimeout, requestIdleCallback } = window;
  Object.assign(window, { setTimeout: soon, requestIdleCallback: soon });
  // A slice of work lasts until there is no more.
  performance.now = () => 0;
  try {
    await work();
  } finally {
    Object.assign(window, { setTimeout, requestIdleCallback });
    Reflect.deleteProperty(performance, 'now');
  }
}

const main = document.querySelector('main') as HTMLElement;

/** One part of the page for each field. */
function build({ html, into }: Shape, fields: readonly string[]): void {
  main.innerHTML = OUTSIDE;
  for (const field of fields) {
    const markup = html(field, LINKS);
    const part = main.appendChild(document.createElement('section'));
    if (!into) part.innerHTML = markup;
    else if (into === 'shadow') {
      part.innerHTML = '<p>slotted</p>';
      part.attachShadow({ mode: 'open' }).innerHTML = markup;
    } else {
      const frame = part.appendChild(document.createElement('iframe'));
      frame.style.cssText = 'width:600px;height:300px';
      const doc = frame.contentDocument as Document;
      doc.body.innerHTML = markup;
      if (into === 'outermost') doc.replaceChild(doc.body.firstChild as Node, doc.documentElement);
    }
  }
}

/** Which part of the page a node stands in, however deep. */
function partOf(node: Node): number {
  const root = Node.prototype.getRootNode.call(node);
  const outer = root instanceof ShadowRoot ? root.host : (root as Document).defaultView?.frameElement;
  return outer ? partOf(outer) : [...main.children].findIndex((part) => part.contains(node));
}

let isOnDark: ReturnType<typeof groundReader>;

/** What stands beside one link; for the first one of a part also what is seen around it, which takes long. */
const sayOf = (control: Control, isFirst: boolean) => {
  const { found, host, ring, aside, isSmall, isDark, style, anchor } = control;
  const before = host.previousSibling;
  const at = before === anchor || (before && hosts.has(before)) ? 'beside' : 'elsewhere';
  return [
    found.link.guid.at(-1),
    at,
    aside,
    isSmall,
    isDark,
    style,
    control.isSame(),
    ...(isFirst ? [isOnDark(control), isPlain(host), isHit(ring)] : []),
  ].join();
};

/** All that can be said of how each part of such a page is read and what stands in it. */
async function read(shape: Shape, fields: readonly string[]): Promise<string[]> {
  build(shape, fields);
  isOnDark ??= groundReader((element) => getComputedStyle(element));
  const it = open();
  try {
    await it.settle();
    const parts = Array.from(main.children, (): string[] => []);
    const note = (node: Node, said: string) => parts[partOf(node)]?.push(said);
    for (const control of it.mounts.controls.values())
      note(control.anchor, sayOf(control, !parts[partOf(control.anchor)]?.[0]));
    const closed = [...closedLinks(document, [])].filter((found) => !!found);
    for (const found of closed) note(found.node, `${found.link.guid.at(-1)} closed by ${found.closed}`);
    for (const part of parts) part.sort();
    for (const { node, link } of inOrder([...it.reader.found, ...closed])) note(node, `${link.guid.at(-1)}`);
    return parts.map((part) => part.join('\n'));
  } finally {
    it.close();
    main.innerHTML = '';
  }
}

/** The names of all members of everything that a page's node can be, so also of all that a script may read of one. */
function memberNames(): string[] {
  const names = new Set<string>();
  const kinds = [HTMLFormElement, HTMLAnchorElement, HTMLIFrameElement, HTMLSlotElement, Text, ShadowRoot, Document];
  for (const { prototype } of [...kinds, SVGAElement])
    for (let proto = prototype as object; proto; proto = Reflect.getPrototypeOf(proto) as object)
      for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
  return [...names];
}

const FIELDS = ['input', 'fieldset', 'button', 'select', 'output', 'textarea'];

/** So many forms stand in one page, each with another name. */
const FORMS = 20;

/** Reads a form of this shape for each name: answers those that are read otherwise than under a harmless name. */
export async function walk(at: number): Promise<{ forms: number; faults: string[]; seen: string }> {
  const shape = SHAPES[at] as Shape;
  // Two thirds for each shape, and each name for two thirds of the shapes.
  const names = memberNames().filter((_, index) => (index + at) % 3);
  const faults: string[] = [];
  const fieldFor = (name: string, index: number) => {
    const tag = FIELDS[index % FIELDS.length] as string;
    const owner = shape.html('', '').includes('id="f"') ? `form="f${index}"` : '';
    return `<${tag} ${owner} ${index % 7 ? 'name' : 'id'}="${name}"></${tag}>`;
  };
  // Numbered, since a page has each id once.
  const made: Shape = {
    ...shape,
    html: (field, links) => shape.html(field, links).replace('id="f"', `id="${/form="(f\d+)"/.exec(field)?.[1]}"`),
  };
  let seen = '';
  await withOwnTime(async () => {
    const harmless = Array.from({ length: FORMS }, (_, index) => fieldFor('harmless', index));
    const expected = await read(made, harmless);
    seen = expected.join('\n');
    for (let from = 0; from < names.length; from += FORMS) {
      const some = Array.from({ length: FORMS }, (_, index) => names[from + index] ?? 'harmless');
      try {
        const got = await read(made, some.map(fieldFor));
        for (const [index, part] of got.entries())
          if (part !== expected[index])
            faults.push(`${some[index - OUTSIDE_PARTS]}, ${shape.what}:\n${part}\nfor\n${expected[index]}`);
      } catch (error) {
        faults.push(`${some}, ${shape.what}: ${(error as Error).stack}`);
      }
    }
  });
  return { forms: names.length, faults, seen };
}
