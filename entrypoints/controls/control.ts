import type { FoundLink } from '../../lib/page-links';
import { layBar } from './bar';
import { Gesture } from './gesture';
import type { Look } from './look';
import { drawn, make, makeHost, makeIcon } from './parts';
import { hostStyle } from './place';

/** What a control tells its owner. */
export interface ControlOwner {
  /** The user points at it or focuses it. */
  engaged(control: Control): void;
  /** The user meant the ring; `sure` when the gate lets it act. */
  pressed(control: Control, sure: boolean): void;
  edited(control: Control): void;
  /** Read again now: the link still names the task, and the host stands beside it. */
  isSame(control: Control): boolean;
}

export interface Standing {
  readonly found: FoundLink;
  /** The address as it was when the control was made. */
  readonly address: string;
  /** The node that the host stands right after. */
  anchor: ChildNode;
  /** Out of the flow: the owner moves it to the link's end. */
  readonly aside: boolean;
  readonly dark: boolean;
}

const OPEN_MS = 150;
const CLOSE_MS = 120;
const FLASH_MS = 1500;

/** What stands beside one link: a ring at rest, a bar over the text while the pointer or the focus is in it. */
export class Control {
  readonly at: Standing;
  readonly host: HTMLElement;
  /** How often the page has taken the host away. */
  losses = 0;
  hovered = false;
  focused = false;
  readonly #ring = makeIcon('button', 'ring');
  readonly #wrap = make('span', '', this.#ring);
  readonly #gesture: Gesture;
  #pencil: HTMLElement | undefined;
  #look: Look | undefined;
  #open = false;
  #flash = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(at: Standing, owner: ControlOwner) {
    const { host, root } = makeHost(at.found.node.ownerDocument as Document, hostStyle(at.aside));
    const wrap = this.#wrap;
    this.at = at;
    this.host = host;
    wrap.popover = 'manual';
    root.append(wrap);
    this.#gesture = new Gesture(
      host,
      root,
      () => owner.isSame(this),
      (button, sure, isTouch) => {
        if (button !== this.#ring) owner.edited(this);
        // A finger has no hover: its first tap opens, and one elsewhere takes the focus away again.
        else if (isTouch && !this.#open) this.focus();
        else owner.pressed(this, sure);
      },
    );
    const engage = ({ type, pointerType, relatedTarget }: Event & Partial<PointerEvent>) => {
      if (pointerType === 'touch' || wrap.contains(relatedTarget as Node | null)) return;
      this[pointerType ? 'hovered' : 'focused'] = /enter|in$/.test(type);
      const isHere = this.hovered || this.focused;
      if (isHere) owner.engaged(this);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.open(isHere), isHere ? OPEN_MS : CLOSE_MS);
    };
    for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) wrap.addEventListener(type, engage);
    wrap.addEventListener('keydown', (event) => {
      if (!event.isTrusted || !/^e$/i.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.stopPropagation();
      event.preventDefault();
      if (!event.repeat) owner.edited(this);
    });
  }

  draw(look: Look): void {
    this.#look = look;
    this.#ring.ariaLabel = look.name;
    this.#ring.setAttribute('aria-description', look.description);
    this.#dress();
  }

  /** A sample for the gate: where the ring stands now. */
  sample(): void {
    this.#gesture.sample(this.#ring);
  }

  /** Whether what the gate can see without a click speaks for acting: for a shortcut, which no page can forge. */
  isPlainToSee(): boolean {
    const { hits, plain, sameLink } = this.#gesture.look(this.#ring);
    return hits && plain && sameLink;
  }

  focus(): void {
    this.#ring.focus({ preventScroll: true, focusVisible: true });
  }

  /** Shows for a moment which control is meant. */
  flash(flash = 'flash'): void {
    this.#flash = flash;
    this.#dress();
    if (flash) setTimeout(() => this.flash(''), FLASH_MS);
  }

  /** Opens the bar, or folds it back. */
  open(open: boolean): void {
    const wrap = this.#wrap;
    if (open === this.#open || !wrap.isConnected) return;
    this.#open = open;
    if (open && !this.#pencil) {
      this.#pencil = makeIcon('button', 'pencil');
      const words = make('span', 'words', drawn('i', 'title'), drawn('i', 'note'));
      words.ariaHidden = 'true';
      wrap.append(make('span', 'more', words, this.#pencil));
    }
    if (open) wrap.showPopover();
    else wrap.hidePopover();
    this.#dress();
    this.#follow();
  }

  /** Takes everything out of the page. */
  leave(): void {
    clearTimeout(this.#timer);
    this.host.remove();
  }

  /** While it is open: the bar stays with its host, and the gate gets its samples. */
  #follow(): void {
    if (!this.host.isConnected) {
      this.hovered = this.focused = this.#open = false;
      this.#dress();
    }
    if (!this.#open) return;
    this.#wrap.style.cssText = layBar(this.host);
    this.sample();
    requestAnimationFrame(() => this.#follow());
  }

  #dress(): void {
    const look = this.#look;
    const wrap = this.#wrap;
    wrap.className = `wrap ${look?.state} ${this.at.dark && 'dark'} ${this.#open && 'open'} ${this.#flash}`;
    const [title, note] = wrap.querySelectorAll('i');
    if (!look || !title || !note || !this.#pencil) return;
    title.dataset.words = look.title;
    note.dataset.words = look.note;
    this.#pencil.ariaLabel = look.editName;
  }
}
