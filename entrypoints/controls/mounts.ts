import type { FoundLink } from '../../lib/page-links';
import { standsOnDark } from './brightness';
import { Control, type ControlOwner } from './control';
import { addressOf } from './link-words';
import { anchorOf, isText, makesItems, moveBeside, needsAside } from './place';
import { textAnchors } from './text-anchor';

/** A page that takes a host away more often than this does not want it. */
const MOST_LOSSES = 3;
const REPAIR_MS = 100;

/** Which links have a control standing, and that each stays in its place or leaves without a trace. */
export class Mounts {
  readonly controls = new Map<FoundLink, Control>();
  readonly #unwanted = new WeakSet<FoundLink>();
  readonly #hosts = new WeakSet<Node>();
  readonly #owner: ControlOwner;
  readonly #drawn: (control: Control) => void;
  readonly #texts = textAnchors(
    (node) => this.#hosts.has(node),
    (from, to) => {
      for (const { at, host } of this.controls.values())
        if (at.anchor === from && host.previousSibling === to) at.anchor = to;
    },
  );
  readonly #page = new MutationObserver(() => this.#check());
  readonly #sizes = new ResizeObserver(() => {
    for (const { at, host } of this.controls.values()) if (at.aside) moveBeside(host, at.anchor);
  });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(owner: Omit<ControlOwner, 'isSame'>, drawn: (control: Control) => void) {
    this.#owner = {
      ...owner,
      isSame: (control) => addressOf(control.at.found) === control.at.address && this.#stands(control),
    };
    this.#drawn = drawn;
  }

  /** These links should have a control, and no others but the ones in use. */
  show(links: readonly FoundLink[]): void {
    const wanted = new Set(links);
    for (const [found, control] of this.controls) {
      if (!wanted.has(found) && !control.hovered && !control.focused) this.drop(found);
      else if (!control.host.isConnected) this.#repairSoon();
    }
    this.make(links);
  }

  /** First everything that reads the layout, then everything that changes it; a text is cut from its end, so that places hold. */
  make(links: readonly FoundLink[]): void {
    const places = [];
    for (const found of links) {
      const anchor = !this.controls.has(found) && !this.#unwanted.has(found) && anchorOf(found);
      const address = addressOf(found);
      // What is not there any more will be reported by scout in a moment.
      if (!anchor || !address.toLowerCase().includes(found.link.guid)) continue;
      const parent = anchor.parentElement;
      const aside = needsAside(anchor);
      const dark = standsOnDark(parent ?? (anchor.getRootNode() as ShadowRoot).host);
      places.push({ found, address, anchor, aside, dark });
    }
    for (const at of places.sort((a, b) => b.found.start - a.found.start)) {
      const control = new Control(at, this.#owner);
      this.controls.set(at.found, control);
      this.#hosts.add(control.host);
      this.#drawn(control);
      this.#place(control);
    }
    // What we just did is no news.
    this.#page.takeRecords();
  }

  drop(found: FoundLink): void {
    const control = this.controls.get(found);
    if (!control) return;
    this.controls.delete(found);
    control.leave();
    if (isText(control.at.anchor)) this.#texts.heal(control.at.anchor);
    this.#page.takeRecords();
  }

  clear(): void {
    for (const found of [...this.controls.keys()]) this.drop(found);
  }

  #place({ at: { anchor, found, aside }, host }: Control): void {
    if (isText(anchor) && !makesItems(anchor.parentElement)) {
      this.#texts.cut(anchor, found.end);
      this.#page.observe(anchor, { characterData: true });
    }
    anchor.after(host);
    this.#page.observe(host.parentNode as Node, { childList: true });
    if (!aside) return;
    moveBeside(host, anchor);
    for (const box of [anchor, anchor.parentNode]) if (box && !isText(box)) this.#sizes.observe(box as Element);
  }

  /** Whether the host stands right after its link, with nothing between but other hosts of ours. */
  #stands({ host, at }: Control): boolean {
    let before = host.previousSibling;
    while (before && before !== at.anchor && this.#hosts.has(before)) before = before.previousSibling;
    return before === at.anchor;
  }

  /** The page changed something around a host. */
  #check(): void {
    this.#texts.check();
    for (const control of this.controls.values()) {
      if (!control.at.anchor.isConnected) control.host.remove();
      else if (!this.#stands(control)) this.#repairSoon();
    }
    this.#page.takeRecords();
  }

  #repairSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const [found, control] of this.controls) {
        if (!control.at.anchor.isConnected || this.#stands(control)) continue;
        control.losses += 1;
        if (control.losses > MOST_LOSSES || addressOf(found) !== control.at.address) {
          this.#unwanted.add(found);
          this.drop(found);
        } else this.#place(control);
      }
      this.#page.takeRecords();
    }, REPAIR_MS);
  }
}
