import type { FoundLink } from '../../lib/page-links';
import { standsOnDark } from './brightness';
import { type Control, dismantle, makeControl } from './control';
import { later } from './later';
import { addressOf } from './link-words';
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
import { textAnchors } from './text-anchor';

/** A page that takes a host away more often than this does not want it. */
const MOST_LOSSES = 3;
const REPAIR_MS = 100;

export interface Mounts {
  readonly controls: ReadonlyMap<FoundLink, Control>;
  /** These links should have a control, and no others but the ones in use; out of the flow if nothing may move for them. */
  show(links: readonly FoundLink[], aside: boolean): void;
  /** Gives these links a control if they have none. */
  make(links: readonly FoundLink[], aside: boolean): void;
  drop(found: FoundLink): void;
  clear(): void;
}

/** Which links have a control standing, and that each stays in its place or leaves without a trace. */
export function mountsFor(listenTo: (control: Control) => void, draw: (control: Control) => void): Mounts {
  const controls = new Map<FoundLink, Control>();
  const hosts = new WeakSet<Node>();

  /** Whether a node stands right after another, with nothing between but hosts of ours. */
  function follows(node: Node, anchor: Node): boolean {
    let before = node.previousSibling;
    while (before && hosts.has(before)) before = before.previousSibling;
    return before === anchor;
  }

  const texts = textAnchors(follows, (from, to) => {
    for (const control of controls.values())
      if (control.anchor === from && control.host.previousSibling === to) control.anchor = to;
  });
  /** The page changed something around a host. */
  const page = new MutationObserver(() => {
    texts.check();
    for (const control of controls.values()) {
      if (!control.anchor.isConnected) control.host.remove();
      else if (!stands(control)) repairSoon();
    }
  });
  const sizes = new ResizeObserver(() => shift(controls.values()));

  /** First everything that reads the layout: one for all of them. */
  function shift(some: Iterable<Control>): void {
    const asides = [...some].filter(({ aside }) => aside);
    for (const { host } of asides) host.style.cssText = UNMOVED;
    const styles = asides.map((control) => movedAside(control.host, control));
    for (const control of asides) {
      control.host.style.cssText = styles.shift() as string;
      control.style = control.host.getAttribute('style');
    }
  }

  const stands = ({ host, anchor }: Control) => follows(host, anchor);

  function place(control: Control): void {
    const { anchor, found, aside, isSmall, host } = control;
    // Nobody hears that the pointer has left what was taken away.
    control.isPointed = false;
    const parent = parentOf(anchor);
    if (isText(anchor) && (!aside || isSmall) && !makesItems(parent)) {
      texts.cut(anchor, found.end);
      page.observe(anchor, { characterData: true });
    }
    if (aside) host.style.cssText = UNMOVED;
    anchor.after(host);
    page.observe(host.parentNode as Node, { childList: true });
    if (aside && parent) sizes.observe(parent);
  }

  const repairSoon = later(() => {
    for (const control of controls.values()) {
      const { anchor, found, address } = control;
      // What changed or is gone will be reported by scout.
      if (!anchor.isConnected || stands(control) || addressOf(found) !== address) continue;
      control.losses += 1;
      if (control.losses <= MOST_LOSSES) place(control);
      else if (isText(anchor)) texts.heal(anchor);
    }
    shift(controls.values());
  }, REPAIR_MS);

  function show(links: readonly FoundLink[], aside: boolean): void {
    const wanted = new Set(links);
    for (const [found, control] of controls) {
      if (!wanted.has(found) && !control.isInUse()) drop(found);
      else if (!control.host.isConnected) repairSoon();
    }
    make(links, aside);
  }

  /** First everything that reads the page, then everything that changes it; a text is cut from its end, so that places hold. */
  function make(links: readonly FoundLink[], aside: boolean): void {
    const places = [];
    const dark = new Map<Element, boolean>();
    const lines: Lines = new Map();
    // A finger needs the whole ring.
    const isCoarse = matchMedia('(pointer:coarse)').matches;
    for (const found of links) {
      const address = addressOf(found);
      const anchor = anchorOf(found);
      const parent = parentOf(anchor);
      if (controls.has(found) || !parent || !canStandIn(parent.ownerDocument)) continue;
      // What the link named when scout read it; if that is gone, scout will say so in a moment.
      if (!address.toLowerCase().includes(found.link.guid.slice(-12))) continue;
      const isAside = aside || needsAside(anchor);
      const isSmall = !isAside && !isCoarse && !hasRoom(anchor, found, lines);
      places.push({
        at: { found, address, anchor, aside: isAside || isSmall, isSmall },
        isDark: standsOnDark(parent, dark),
      });
    }
    const made: Control[] = [];
    for (const { at, isDark } of places.sort((a, b) => b.at.found.start - a.at.found.start)) {
      const isSame = (control: Control) =>
        addressOf(at.found) === at.address && stands(control) && control.host.getAttribute('style') === control.style;
      const control = makeControl(at, isDark, isSame);
      controls.set(at.found, control);
      hosts.add(control.host);
      listenTo(control);
      draw(control);
      place(control);
      made.push(control);
    }
    shift(made);
  }

  function drop(found: FoundLink): void {
    const control = controls.get(found);
    if (!control) return;
    controls.delete(found);
    dismantle(control);
    if (isText(control.anchor)) texts.heal(control.anchor);
  }

  return { controls, show, make, drop, clear: () => [...controls.keys()].forEach(drop) };
}
