import type { FoundLink } from '../../lib/page-links';
import { standsOnDark } from './brightness';
import { Control, type ControlOwner } from './control';
import { stillNames } from './link-words';
import { anchorOf, hostStyle, isText, makesItems, moveBeside, standsAfter } from './place';
import { type TextAnchors, textAnchors } from './text-anchor';

/** A page that takes a host away more often than this does not want it. */
const MOST_LOSSES = 3;
const REPAIR_MS = 100;
/** Controls made in one frame. */
const SLICE = 40;

/** Which links have a control standing, and that each stays in its place or leaves without a trace. */
export class Mounts {
  private readonly controls = new Map<FoundLink, Control>();
  private readonly unwanted = new WeakSet<FoundLink>();
  private readonly hosts = new WeakSet<Node>();
  private readonly dark = new Map<Element, boolean>();
  private readonly texts: TextAnchors;
  private readonly page: MutationObserver;
  private readonly sizes: ResizeObserver;
  private queue: FoundLink[] = [];
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly owner: Omit<ControlOwner, 'isSame'> & { drawn(control: Control): void },
    signal: AbortSignal,
  ) {
    const isOurs = (node: Node) => this.hosts.has(node);
    this.texts = textAnchors(isOurs, (from, to) => this.reanchor(from, to));
    this.page = new MutationObserver(() => this.check());
    this.sizes = new ResizeObserver(() => {
      for (const control of this.controls.values()) if (control.aside) moveBeside(control.host, control.anchor);
    });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', () => this.relight(), { signal });
    signal.addEventListener('abort', () => this.clear());
  }

  get size(): number {
    return this.controls.size;
  }

  all(): Iterable<Control> {
    return this.controls.values();
  }

  of(found: FoundLink): Control | undefined {
    return this.controls.get(found);
  }

  /** These links should have a control, and no others but the ones in use. */
  show(links: readonly FoundLink[]): void {
    const wanted = new Set(links);
    for (const [found, control] of this.controls) {
      if (!wanted.has(found) && !control.isEngaged) this.drop(found);
      else if (!control.host.isConnected) this.repairSoon();
    }
    this.queue = links.filter((found) => !this.controls.has(found));
    if (this.queue.length > 0) this.frame ||= requestAnimationFrame(() => this.slice());
  }

  /** A control for this link at once, wherever it stands. */
  force(found: FoundLink): Control | undefined {
    this.make([found]);
    return this.controls.get(found);
  }

  /** The page took a link away and shows the same one again in our cut: the control stays where it is. */
  inherit(gone: FoundLink, added: readonly FoundLink[]): void {
    const control = this.controls.get(gone);
    const heir = control && added.find(({ node, link }) => node === control.anchor && link.guid === gone.link.guid);
    if (!control || !heir || !isText(heir.node) || this.controls.has(heir)) return;
    this.controls.delete(gone);
    control.found = heir;
    this.controls.set(heir, control);
  }

  drop(found: FoundLink): void {
    const control = this.controls.get(found);
    if (!control) return;
    this.controls.delete(found);
    control.leave();
    if (isText(control.anchor)) this.texts.heal(control.anchor);
  }

  clear(): void {
    this.queue = [];
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = 0;
    this.timer = undefined;
    for (const found of [...this.controls.keys()]) this.drop(found);
    this.page.disconnect();
    this.sizes.disconnect();
  }

  /** The page's colours may have changed. */
  relight(): void {
    this.dark.clear();
    for (const control of this.controls.values())
      if (control.host.isConnected) control.setDark(standsOnDark(control.host, this.dark));
  }

  private slice(): void {
    this.frame = 0;
    this.make(this.queue.splice(0, SLICE));
    if (this.queue.length > 0) this.frame = requestAnimationFrame(() => this.slice());
  }

  /** First everything that reads the layout, then everything that changes it. Later cuts of a text come first, so that places hold. */
  private make(links: readonly FoundLink[]): void {
    const places = [];
    for (const found of links) {
      if (this.controls.has(found) || this.unwanted.has(found) || !found.node.isConnected || !stillNames(found))
        continue;
      const anchor = anchorOf(found);
      if (!anchor) continue;
      const parent = (anchor.parentElement ?? (anchor.getRootNode() as ShadowRoot).host) as Element;
      const cut = isText(anchor) && !makesItems(anchor.parentElement);
      places.push({ found, anchor, cut, ...hostStyle(anchor), dark: standsOnDark(parent, this.dark) });
    }
    places.sort((a, b) => b.found.start - a.found.start);
    for (const { found, anchor, cut, style, aside, dark } of places) {
      if (cut) this.texts.cut(anchor as Text, found.end);
      const control = new Control(found, anchor, style, aside, dark, { ...this.owner, isSame: this.isSame });
      this.controls.set(found, control);
      this.hosts.add(control.host);
      this.owner.drawn(control);
      this.place(control);
    }
    // What we just did is no news.
    this.page.takeRecords();
  }

  private place(control: Control): void {
    const { anchor, host, aside } = control;
    let last: ChildNode = anchor;
    while (last.nextSibling && last.nextSibling !== host && this.hosts.has(last.nextSibling)) last = last.nextSibling;
    last.after(host);
    if (host.parentNode) this.page.observe(host.parentNode, { childList: true });
    if (isText(anchor)) this.page.observe(anchor, { characterData: true });
    if (!aside) return;
    moveBeside(host, anchor);
    if (!isText(anchor)) this.sizes.observe(anchor as Element);
    if (anchor.parentElement) this.sizes.observe(anchor.parentElement);
  }

  private readonly isSame = (control: Control): boolean =>
    control.found.node.isConnected && stillNames(control.found) && this.stands(control);

  private stands({ host, anchor }: Control): boolean {
    return standsAfter(host, anchor, (node) => this.hosts.has(node));
  }

  private reanchor(from: Text, to: Text): void {
    for (const control of this.controls.values())
      if (control.anchor === from && control.host.previousSibling !== from) control.anchor = to;
  }

  /** The page changed something around a host. */
  private check(): void {
    this.texts.check();
    for (const control of this.controls.values()) {
      if (this.stands(control)) continue;
      if (!control.anchor.isConnected) control.host.remove();
      else this.repairSoon();
    }
    this.page.takeRecords();
  }

  private repairSoon(): void {
    this.timer ||= setTimeout(() => this.repair(), REPAIR_MS);
  }

  private repair(): void {
    this.timer = undefined;
    for (const [found, control] of this.controls) {
      if (!control.anchor.isConnected || this.stands(control)) continue;
      control.losses += 1;
      if (control.losses > MOST_LOSSES) {
        this.unwanted.add(found);
        this.drop(found);
      } else {
        if (isText(control.anchor) && !makesItems(control.anchor.parentElement)) {
          if (!stillNames(found)) continue;
          this.texts.cut(control.anchor, found.end);
        }
        this.place(control);
      }
    }
    this.page.takeRecords();
  }
}
