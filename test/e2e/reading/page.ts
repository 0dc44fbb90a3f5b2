import fc from 'fast-check';
import type { Control } from '../../../entrypoints/controls/control';
import { hosts } from '../../../entrypoints/controls/known-links';
import { mountsFor } from '../../../entrypoints/controls/mounts';
import { mayStandBeside } from '../../../entrypoints/scout/place';
import { worthReading } from '../../../entrypoints/scout/scan';
import { findTaskLinks } from '../../../lib/task/applink';
import { type Case, cases } from './generate';
import { own } from './own';
import { wholeReader } from './reader';
import { isDrawn, type Letter, nameOf, type Read, readSlowly } from './slow-reader';
import { build, change, SHEET } from './stage';

/** Where a ring stands or may stand: after this unit of a text, or beside a link. */
interface Place {
  readonly task: string;
  readonly node: Node;
  readonly end: number;
}

const CLOSED = 'a[href],label,button,input,svg,script,style,noscript';
const isClosed = (element: Element | null) => element && Element.prototype.closest.call(element, CLOSED);
const isOpen = ({ text }: Letter) => !isClosed(text.parentElement) && isOutside(text.getRootNode());
const isOutside = (root: Node): boolean =>
  !(root instanceof ShadowRoot) || (!isClosed(root.host) && isOutside(root.host.getRootNode()));

const isLink = (node: Node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement;
const isShown = (node: Node) => (isLink(node) ? node.getClientRects().length > 0 : isDrawn(node as Text));

/** Whether a task's address is what a person reads there. */
function isRead({ task, node, end }: Place, read: readonly Read[], may = isOpen): boolean {
  if (!isLink(node))
    return read.some(
      (one) => one.task === task && one.ends.some((last) => last.text === node && last.at === end - 1 && may(last)),
    );
  const [leads, shown] = [node.href, node.textContent].map((words) => findTaskLinks(words).map(nameOf)) as [
    string[],
    string[],
  ];
  return leads.includes(task) && (!shown[0] || shown.includes(task));
}

/** Whether scout and reader cannot miss it: it stands in one root, outside of links and the like, its path unbroken in the tree. */
function mustBeFound({ letters }: Read, stage: Element): boolean {
  const root = letters[0]?.text.getRootNode();
  const part = root instanceof ShadowRoot ? root : stage;
  const all = part.textContent;
  const raw = letters.map(({ text, at }) => text.data.charAt(at)).join('');
  return (
    letters.every(isOpen) &&
    new Set(letters.map(({ text }) => text.getRootNode())).size === 1 &&
    all.includes(raw) &&
    // A script or sheet that a page shows is never read, so that nobody knows what its words are with those beside it.
    [...part.querySelectorAll('script,style')].every((one) => getComputedStyle(one).display === 'none') &&
    !/[\u200b\u00ad]/.test(all)
  );
}

const rootsIn = (root: Element | ShadowRoot): Node[] => [
  root,
  ...[...root.querySelectorAll('*')].flatMap((one) => {
    const inner = own(one, 'shadowRoot');
    return inner ? rootsIn(inner) : [];
  }),
];

const describe = (places: readonly Place[]) =>
  places
    .map(
      ({ task, node, end }) => `${task} after "${isLink(node) ? node.outerHTML : (node as Text).data.slice(0, end)}"`,
    )
    .join('; ');

/** One page: what is found and stands is what a slow reader reads, at first, in the very task of each change, and after the next look. */
async function check(stage: HTMLElement, { tape, parts, changes }: Case): Promise<void> {
  build(stage, parts, { left: tape });
  const nodes = new Set<Node>();
  const reader = wholeReader();
  const mounts = mountsFor(
    reader,
    () => {},
    () => {},
    () => {},
  );

  /** What scout does, at once. */
  function look(): void {
    for (const root of rootsIn(stage)) for (const node of worthReading(root, new WeakSet())) if (node) nodes.add(node);
    for (const node of nodes) reader.look(node, node.isConnected && mayStandBeside(node));
    reader.settle();
  }

  function compare(when: string): void {
    const found = [...reader.found]
      .map(({ link, node, end }) => ({ task: nameOf(link), node, end }))
      .filter(({ node }) => isShown(node));
    const read = readSlowly(stage);
    const wrong = found.filter((place) => !isRead(place, read));
    if (wrong[0]) throw new Error(`${when}: nobody reads ${describe(wrong)} in ${stage.innerHTML}`);
    const twice = found.filter(({ node, end }, index) =>
      found.slice(0, index).some((one) => one.node === node && one.end === end),
    );
    if (twice[0]) throw new Error(`${when}: twice ${describe(twice)} in ${stage.innerHTML}`);
    for (const one of read)
      if (
        mustBeFound(one, stage) &&
        !found.some(
          ({ task, node, end }) =>
            task === one.task && one.ends.some(({ text, at }) => text === node && at === end - 1),
        )
      )
        throw new Error(
          `${when}: not found ${one.letters.map(({ text, at }) => text.data.charAt(at)).join('')} in ${stage.innerHTML}`,
        );
  }

  try {
    look();
    compare('at first');
    mounts.make([...reader.found], false);
    for (const one of changes) change(stage, one, (node) => hosts.has(node));
    // What the observers do, and nothing else, comes before this.
    await undefined;
    await undefined;
    const standing = [...mounts.controls.values()].filter(({ host }) => host.isConnected);
    const places = standing.map(
      ({ found, anchor, isCut }: Control): Place => ({
        task: nameOf(found.link),
        node: anchor,
        end: isCut ? (anchor as Text).length : found.end,
      }),
    );
    for (const { host, anchor } of standing) {
      let before = host.previousSibling;
      while (before && hosts.has(before)) before = before.previousSibling;
      if (before !== anchor) throw new Error(`A ring stands elsewhere in ${stage.innerHTML}`);
    }
    for (const { host } of standing) host.remove();
    const read = readSlowly(stage);
    const wrong = places.filter((place) => isShown(place.node) && !isRead(place, read, () => true));
    if (wrong[0]) throw new Error(`In that frame: nobody reads ${describe(wrong)} in ${stage.innerHTML}`);
    mounts.clear();
    await undefined;
    look();
    compare('after');
  } finally {
    mounts.clear();
  }
}

/** Walks so many generated pages, or the one at a path that a failure told; answers what went wrong. */
export async function walk(seed: number, numRuns: number, path?: string): Promise<string> {
  document.adoptedStyleSheets = [new CSSStyleSheet()];
  document.adoptedStyleSheets[0]?.replaceSync(SHEET);
  const result = await fc.check(
    fc.asyncProperty(cases, async (made) => {
      // A new one each time: whoever still hears the last one would make all others slower.
      const stage = document.body.appendChild(document.createElement('main'));
      try {
        await check(stage, made);
      } finally {
        stage.remove();
      }
    }),
    { seed, numRuns, ...(path && { path }) },
  );
  return result.failed ? `${result.errorInstance}\n${fc.defaultReportMessage(result)}` : '';
}
