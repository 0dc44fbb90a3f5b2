import type { FoundLink } from '../../lib/page-links';
import { standsOnDark } from './brightness';
import { type Control, makeControl } from './control';
import { addressOf } from './link-words';
import { anchorOf, canStandIn, isText, makesItems, moveAside, needsAside, parentOf } from './place';
import { textAnchors } from './text-anchor';

/** A page that takes a host away more often than this does not want it. */
const MOST_LOSSES = 3;
const REPAIR_MS = 100;

export interface Mounts {
  readonly controls: ReadonlyMap<FoundLink, Control>;
  /** These links should have a control, and no others but the ones in use. */
  show(links: readonly FoundLink[]): void;
  /** Gives these links a control if they have none. */
  make(links: readonly FoundLink[]): void;
  drop(found: FoundLink): void;
  clear(): void;
}

/** Which links have a control standing, and that each stays in its place or leaves without a trace. */
export function mountsFor(listenTo: (control: Control) => void, draw: (control: Control) => void): Mounts {
  const controls = new Map<FoundLink, Control>();
  const hosts = new WeakSet<Node>();
  let timer: ReturnType<typeof setTimeout> | undefined;

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
  const sizes = new ResizeObserver(() => {
    for (const control of controls.values()) if (control.aside) shift(control);
  });

  function shift(control: Control): void {
    moveAside(control.host, control.anchor);
    control.style = control.host.getAttribute('style');
  }

  const stands = ({ host, anchor }: Control) => follows(host, anchor);

  function place(control: Control): void {
    const { anchor, found, aside, host } = control;
    // Nobody hears that the pointer has left what was taken away.
    control.isPointed = false;
    const parent = parentOf(anchor);
    if (isText(anchor) && !makesItems(parent)) {
      texts.cut(anchor, found.end);
      page.observe(anchor, { characterData: true });
    }
    anchor.after(host);
    page.observe(host.parentNode as Node, { childList: true });
    if (!aside) return;
    shift(control);
    if (parent) sizes.observe(parent);
  }

  function repairSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const control of controls.values()) {
        const { anchor, found, address } = control;
        // What changed or is gone will be reported by scout.
        if (!anchor.isConnected || stands(control) || addressOf(found) !== address) continue;
        control.losses += 1;
        if (control.losses <= MOST_LOSSES) place(control);
        else if (isText(anchor)) texts.heal(anchor);
      }
    }, REPAIR_MS);
  }

  function show(links: readonly FoundLink[]): void {
    const wanted = new Set(links);
    for (const [found, control] of controls) {
      if (!wanted.has(found) && !control.isInUse()) drop(found);
      else if (!control.host.isConnected) repairSoon();
    }
    make(links);
  }

  /** First everything that reads the layout, then everything that changes it; a text is cut from its end, so that places hold. */
  function make(links: readonly FoundLink[]): void {
    const places = [];
    const dark = new Map<Element, boolean>();
    for (const found of links) {
      const address = addressOf(found);
      const anchor = anchorOf(found);
      const parent = parentOf(anchor);
      if (controls.has(found) || !parent || !canStandIn(parent.ownerDocument)) continue;
      // What the link named when scout read it; if that is gone, scout will say so in a moment.
      if (!address.toLowerCase().includes(found.link.guid)) continue;
      places.push({ at: { found, address, anchor, aside: needsAside(anchor) }, isDark: standsOnDark(parent, dark) });
    }
    for (const { at, isDark } of places.sort((a, b) => b.at.found.start - a.at.found.start)) {
      const isSame = (control: Control) =>
        addressOf(at.found) === at.address && stands(control) && control.host.getAttribute('style') === control.style;
      const control = makeControl(at, isDark, isSame);
      controls.set(at.found, control);
      hosts.add(control.host);
      listenTo(control);
      draw(control);
      place(control);
    }
  }

  function drop(found: FoundLink): void {
    const control = controls.get(found);
    if (!control) return;
    controls.delete(found);
    control.host.remove();
    if (isText(control.anchor)) texts.heal(control.anchor);
  }

  return { controls, show, make, drop, clear: () => [...controls.keys()].forEach(drop) };
}
