import type { FoundLink } from '../../lib/page-links';
import { foldBar, layBar } from './bar';
import { Gesture, type Meant, SWALLOWED } from './gesture';
import type { Look } from './look';
import { type More, makeHost, makeMore, makeWrap } from './parts';

/** What a control tells its owner. */
export interface ControlOwner {
  /** The user points at it or focuses it. */
  engaged(control: Control): void;
  /** The user meant the ring. */
  pressed(control: Control, verdict: 'act' | 'ask'): void;
  edited(control: Control): void;
  /** Read again now: the link still names the task, and the host stands beside it. */
  isSame(control: Control): boolean;
}

const OPEN_MS = 150;
const CLOSE_MS = 120;
const FLASH_MS = 1500;

/** What stands beside one link: a ring at rest, a bar over the text while the pointer or the focus is in it. */
export class Control implements EventListenerObject {
  readonly host: HTMLElement;
  /** How often the page has taken the host away. */
  losses = 0;
  private readonly wrap: HTMLElement;
  private readonly ring: HTMLElement;
  private readonly gesture: Gesture;
  private more: More | undefined;
  private look: Look | undefined;
  private side = '';
  private isFlashing = false;
  private isAwake = false;
  private hovered = false;
  private focused = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame = 0;
  private openAtPress = false;

  constructor(
    public found: FoundLink,
    /** The node that the host stands right after. */
    public anchor: ChildNode,
    style: string,
    /** Out of the flow: the owner moves it to the link's end. */
    readonly aside: boolean,
    private dark: boolean,
    private readonly owner: ControlOwner,
  ) {
    const doc = found.node.ownerDocument as Document;
    const { host, root } = makeHost(doc, style);
    const { wrap, ring } = makeWrap(doc);
    root.append(wrap);
    this.host = host;
    this.wrap = wrap;
    this.ring = ring;
    this.gesture = new Gesture(host, root, () => owner.isSame(this));
    for (const type of ['pointerenter', 'pointerdown', 'focusin']) wrap.addEventListener(type, this);
  }

  get isEngaged(): boolean {
    return this.hovered || this.focused;
  }

  get hasFocus(): boolean {
    return this.focused;
  }

  get isOpen(): boolean {
    return this.side !== '';
  }

  draw(look: Look): void {
    this.look = look;
    this.ring.ariaLabel = look.name;
    if (look.description) this.ring.setAttribute('aria-description', look.description);
    else this.ring.removeAttribute('aria-description');
    if (this.more) {
      this.more.pencil.ariaLabel = look.editName;
      this.more.title.dataset.words = look.title;
      this.more.due.dataset.words = look.due;
    }
    this.dress();
  }

  setDark(dark: boolean): void {
    this.dark = dark;
    this.dress();
  }

  /** A sample for the gate: where the ring stands now. */
  sample(): void {
    this.gesture.sample(this.ring);
  }

  /** Whether what the gate can see without a click speaks for acting: for a shortcut, which no page can forge. */
  isPlainToSee(): boolean {
    const { hits, plain, sameLink } = this.gesture.look(this.ring);
    return hits && plain && sameLink;
  }

  focus(): void {
    this.ring.focus({ preventScroll: true, focusVisible: true });
  }

  /** Shows for a moment which control is meant. */
  flash(): void {
    this.isFlashing = true;
    this.dress();
    setTimeout(() => {
      this.isFlashing = false;
      this.dress();
    }, FLASH_MS);
  }

  /** Takes everything out of the page. */
  leave(): void {
    this.hovered = false;
    this.focused = false;
    clearTimeout(this.timer);
    this.close();
    this.host.remove();
  }

  handleEvent(event: Event): void {
    this.wake();
    switch (event.type) {
      case 'pointerenter':
        if ((event as PointerEvent).pointerType !== 'touch') this.engage({ hovered: true });
        return;
      case 'pointerleave':
        if ((event as PointerEvent).pointerType !== 'touch') this.engage({ hovered: false });
        return;
      case 'focusin':
        this.engage({ focused: true });
        return;
      case 'focusout':
        if (!this.wrap.contains((event as FocusEvent).relatedTarget as Node | null)) this.engage({ focused: false });
        return;
    }
    if (event.type.startsWith('key') && this.shortcut(event as KeyboardEvent)) return;
    if (event.type === 'pointerdown') this.openAtPress = this.isOpen;
    const meant = this.gesture.read(event);
    if (meant) this.answer(meant);
  }

  private answer({ button, verdict, touch }: Meant): void {
    if (button !== this.ring) this.owner.edited(this);
    else if (touch && !this.openAtPress) this.tapOpen();
    else this.owner.pressed(this, verdict);
  }

  /** Esc closes, E edits; other keys are the page's, unless they press the button. */
  private shortcut(event: KeyboardEvent): boolean {
    if (event.key === 'Enter' || event.key === ' ') return event.type === 'keyup' && stop(event);
    if (event.ctrlKey || event.altKey || event.metaKey || !event.isTrusted) return true;
    if (event.key === 'Escape' && this.isOpen) {
      if (event.type === 'keydown') this.close();
      return stop(event);
    }
    if (event.key.toLowerCase() === 'e') {
      if (event.type === 'keydown' && !event.repeat) this.owner.edited(this);
      return stop(event);
    }
    return true;
  }

  private wake(): void {
    if (this.isAwake) return;
    this.isAwake = true;
    for (const type of ['pointerleave', 'focusout', ...SWALLOWED]) this.wrap.addEventListener(type, this);
  }

  private engage(change: { hovered?: boolean; focused?: boolean }): void {
    const before = this.isEngaged;
    this.hovered = change.hovered ?? this.hovered;
    this.focused = change.focused ?? this.focused;
    clearTimeout(this.timer);
    if (this.isEngaged && !before) this.owner.engaged(this);
    if (this.isEngaged) {
      this.watch();
      if (!this.isOpen) this.timer = setTimeout(() => this.open(), OPEN_MS);
    } else this.timer = setTimeout(() => this.close(), CLOSE_MS);
  }

  /** The first tap opens; a tap anywhere else closes. */
  private tapOpen(): void {
    this.owner.engaged(this);
    this.hovered = true;
    this.open();
    this.watch();
    const view = this.host.ownerDocument.defaultView;
    const away = (event: Event) => {
      if (event.composedPath().includes(this.host)) return;
      view?.removeEventListener('pointerdown', away, true);
      this.engage({ hovered: false });
    };
    view?.addEventListener('pointerdown', away, true);
  }

  private open(): void {
    if (this.isOpen || !this.host.isConnected) return;
    if (!this.more) {
      this.more = makeMore(this.host.ownerDocument);
      this.wrap.append(this.more.more);
      if (this.look) this.draw(this.look);
    }
    this.wrap.showPopover();
    this.side = layBar(this.wrap, this.host);
    this.dress();
    this.host.ownerDocument.defaultView?.addEventListener('keydown', this.escape, true);
  }

  private close(): void {
    if (!this.isOpen) return;
    this.side = '';
    this.host.ownerDocument.defaultView?.removeEventListener('keydown', this.escape, true);
    if (this.wrap.isConnected) this.wrap.hidePopover();
    foldBar(this.wrap);
    this.dress();
  }

  /** Esc closes a bar that only the pointer opened; the page hears the key all the same. */
  private readonly escape = (event: KeyboardEvent) => {
    if (event.isTrusted && event.key === 'Escape' && !this.focused) this.close();
  };

  /** While the user is here: samples for the gate, and the bar stays with its host. */
  private watch(): void {
    if (this.frame) return;
    const step = () => {
      this.frame = 0;
      if ((!this.isEngaged && !this.isOpen) || !this.host.isConnected) return;
      if (this.isOpen) layBar(this.wrap, this.host);
      this.sample();
      this.frame = requestAnimationFrame(step);
    };
    step();
  }

  private dress(): void {
    const open = this.side && `open ${this.side}`;
    this.wrap.className = `wrap ${this.look?.state ?? 'unread'} ${this.dark ? 'dark' : ''} ${open} ${this.isFlashing ? 'flash' : ''}`;
  }
}

function stop(event: Event): true {
  event.stopPropagation();
  event.preventDefault();
  return true;
}
