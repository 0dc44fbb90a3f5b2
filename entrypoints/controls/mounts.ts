import type { FoundLink, TextAnchors } from '../../lib/page-links';
import { standsOnDark } from './brightness';
import { type Control, dismantle, makeControl, type Placement } from './control';
import { hosts, type KnownLinks } from './known-links';
import { later } from './later';
import {
  anchorOf,
  canStandIn,
  hasRoom,
  isText,
  type Lines,
  makesItems,
  movedAside,
  needsAside,
  parentOf,
  UNMOVED,
} from './place';

/** A page that takes a host away more often than this does not want it. */
const MOST_LOSSES = 3;
const REPAIR_MS = 100;
const EVERYTHING = { attributes: true, characterData: true, childList: true, subtree: true };

export interface Mounts {
  readonly controls: ReadonlyMap<FoundLink, Control>;
  /** These links should have a control, and no others but the ones in use; out of the flow if nothing may move for them. */
  show(links: readonly FoundLink[], aside: boolean): void;
  /** Gives these links a control if they have none. */
  make(links: readonly FoundLink[], aside: boolean): void;
  drop(found: FoundLink): void;
  /** Takes away each control whose task is not what a person reads beside it now. */
  review(): void;
  clear(): void;
}

/**
 * Which links have a control standing, and that each stays in its place or leaves without a trace. A control stands only where
 * a person reads its task's address: what the page changes there is judged before the browser draws it or hears a press.
 * `lost` is called with the links whose control had to leave for that.
 */
export function mountsFor(
  reader: Pick<KnownLinks, 'holds' | 'torn'>,
  listenTo: (control: Control) => void,
  draw: (control: Control) => void,
  lost: (found: readonly FoundLink[]) => void,
): Mounts {
  const controls = new Map<FoundLink, Control>();
  /** Links at which something failed: they are let be, since whatever is odd about one would come again with each look. */
  const odd = new WeakSet<FoundLink>();

  /** Does this for each of them; one that fails costs its own control alone. */
  function forEach<One extends FoundLink | Pick<Control, 'found'>>(all: Iterable<One>, work: (one: One) => void): void {
    for (const one of all)
      try {
        work(one);
      } catch {
        const found = (one as Partial<Control>).found ?? (one as FoundLink);
        odd.add(found);
        drop(found);
      }
  }

  /** Whether a node stands right after another, with nothing between but hosts of ours. */
  function follows(node: Node, anchor: Node): boolean {
    let before = node.previousSibling;
    while (before && hosts.has(before)) before = before.previousSibling;
    return before === anchor;
  }

  let texts: TextAnchors | undefined;
  /** A text that is found was read by what can cut it as well. */
  const cut = (anchor: Text, end: number) => {
    texts ??= reader.torn?.anchors(follows, (from, to) => {
      for (const control of controls.values())
        if (control.anchor === from && control.host.previousSibling === to) control.anchor = to;
    });
    texts?.cut(anchor, end);
  };
  /** These two hear what the page changes around a host and in what is read beside it, and answer before anything is drawn. */
  const page = new MutationObserver(review);
  const words = new MutationObserver(review);
  const sizes = new ResizeObserver(() => shift());

  /** First everything that reads the layout: one for all of them. */
  function shift(some: Iterable<Control> = controls.values()): void {
    const asides = [...some].filter(({ aside }) => aside);
    for (const { host } of asides) host.style.cssText = UNMOVED;
    const styles = new Map<Control, string>();
    forEach(asides, (control) => styles.set(control, movedAside(control)));
    for (const [control, style] of styles) {
      control.host.style.cssText = style;
      control.style = control.host.getAttribute('style');
    }
  }

  const stands = ({ host, anchor }: Control) => follows(host, anchor);
  const isTrue = ({ found, anchor, isCut }: Control) =>
    reader.holds(found, anchor, isCut ? (anchor as Text).length : found.end);
  const isSame = (control: Control) =>
    stands(control) && isTrue(control) && control.host.getAttribute('style') === control.style;

  function review(): void {
    texts?.check();
    const wrong: FoundLink[] = [];
    forEach(controls.values(), (control) => {
      const { anchor, host, found } = control;
      // What is out of the page may come back, and is judged then; but not what was a part of a text that is whole again.
      if (anchor.isConnected ? !isTrue(control) : found.node.isConnected) wrong.push(found);
      else if (!stands(control)) {
        host.remove();
        if (anchor.isConnected) repairSoon();
      } else hearAround(control);
    });
    wrong.forEach(drop);
    if (wrong[0]) lost(wrong);
  }

  /** Where the page has put link and host, or what ends the line, may have changed. */
  function hearAround({ host, anchor }: Control): void {
    page.observe(host.parentNode as Node, { childList: true });
    for (const line of (isText(anchor) && reader.torn?.linesOf(anchor)) || [anchor]) words.observe(line, EVERYTHING);
  }

  function place(control: Control): void {
    const { anchor, found, aside, isSmall, host } = control;
    // Nobody hears that the pointer has left what was taken away.
    control.isPointed = false;
    const parent = parentOf(anchor);
    if (isText(anchor) && (!aside || isSmall) && !makesItems(parent)) {
      cut(anchor, found.end);
      control.isCut = true;
    }
    if (aside) host.style.cssText = UNMOVED;
    anchor.after(host);
    hearAround(control);
    if (aside && parent) sizes.observe(parent);
  }

  const repairSoon = later(() => {
    forEach(controls.values(), (control) => {
      const { anchor } = control;
      if (!anchor.isConnected || stands(control) || !isTrue(control)) return;
      control.losses += 1;
      if (control.losses <= MOST_LOSSES) place(control);
      else if (isText(anchor)) texts?.heal(anchor);
    });
    shift();
  }, REPAIR_MS);

  function show(links: readonly FoundLink[], aside: boolean): void {
    for (const [found, control] of controls) {
      if (!links.includes(found) && !control.isInUse()) drop(found);
      else if (!control.host.isConnected) repairSoon();
    }
    make(links, aside);
  }

  /** First everything that reads the page, then everything that changes it; a text is cut from its end, so that places hold. */
  function make(links: readonly FoundLink[], aside: boolean): void {
    const places: Omit<Placement, 'isSame'>[] = [];
    const dark = new Map<Element, boolean>();
    const lines: Lines = new Map();
    forEach(links, (found) => {
      if (controls.has(found) || odd.has(found)) return;
      const anchor = anchorOf(found);
      const parent = parentOf(anchor);
      if (!parent || !canStandIn(anchor.ownerDocument as Document)) return;
      // It may have changed since scout read it, who will say so in a moment.
      if (!reader.holds(found, anchor, found.end)) return;
      const isAside = aside || needsAside(anchor);
      // A finger needs the whole ring.
      const isSmall = !isAside && !matchMedia('(pointer:coarse)').matches && !hasRoom(anchor, found, lines);
      places.push({ found, anchor, aside: isAside || isSmall, isSmall, isDark: standsOnDark(parent, dark) });
    });
    const made: Control[] = [];
    forEach(
      places.sort((a, b) => b.found.start - a.found.start),
      (at) => {
        const control: Control = makeControl({ ...at, isSame: () => isSame(control) });
        controls.set(at.found, control);
        hosts.add(control.host);
        listenTo(control);
        draw(control);
        place(control);
        made.push(control);
      },
    );
    shift(made);
  }

  function drop(found: FoundLink): void {
    const control = controls.get(found);
    if (!control) return;
    controls.delete(found);
    dismantle(control);
    if (isText(control.anchor)) texts?.heal(control.anchor);
  }

  return { controls, show, make, drop, review, clear: () => [...controls.keys()].forEach(drop) };
}
