import type { FoundLink } from '../../lib/page-links';
import { layBar } from './bar';
import { type Seen, watchButtons } from './gesture';
import type { Look } from './look';
import { drawn, make, makeHost, makeIcon } from './parts';

/** What a control tells its owner. */
export interface ControlOwner {
  /** The user points at it or focuses it. */
  engaged(found: FoundLink): void;
  /** The user meant the ring; `sure` when the gate lets it act. */
  pressed(found: FoundLink, sure: boolean): void;
  edited(found: FoundLink): void;
}

/** What stands beside one link: a ring at rest, a bar over the text while the pointer or the focus is in it. */
export interface Control {
  readonly found: FoundLink;
  readonly host: HTMLElement;
  /** The address as it was when the control was made. */
  readonly address: string;
  /** The node that the host stands right after. */
  anchor: ChildNode;
  /** Out of the flow: whoever places it moves it to the link's end. */
  readonly aside: boolean;
  /** How often the page has taken the host away. */
  losses: number;
  /** Whether the pointer or the focus is in it. */
  isInUse(): boolean;
  draw(look: Look): void;
  /** A sample for the gate: where the ring stands now. */
  sample(): void;
  /** What the gate can see without a click. */
  seen(): Seen;
  /** Also scrolls it into view. */
  focus(): void;
  /** Shows for a moment which control is meant. */
  show(): void;
  /** Opens the bar, or folds it back. */
  open(open: boolean): void;
}

type Standing = Pick<Control, 'found' | 'address' | 'anchor' | 'aside'>;

/** How long the pointer or the focus must stay, in ms, and how long the bar stays after them. */
const LINGER_MS = 150;
const SHOW_MS = 2000;

/** `isSame` reads again whether the link still names the task and the host stands beside it. */
export function makeControl(
  at: Standing,
  isDark: boolean,
  owner: ControlOwner,
  isSame: (control: Control) => boolean,
): Control {
  const { found } = at;
  const { host, root } = makeHost(found.node.ownerDocument as Document);
  const ring = makeIcon('button', 'ring');
  const wrap = make('span', '', ring);
  let pencil: HTMLElement | undefined;
  let look: Look | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isOpen = () => wrap.matches(':popover-open');

  function dress(): void {
    wrap.className = `wrap ${look?.state} ${isDark && 'dark'}`;
    const [title, note] = wrap.querySelectorAll('i');
    if (!look || !title || !note || !pencil) return;
    title.dataset.words = look.title;
    note.dataset.words = look.note;
    pencil.ariaLabel = look.editName;
  }

  function open(open: boolean): void {
    if (!host.isConnected) return;
    if (!pencil) {
      pencil = makeIcon('button', 'pencil');
      const words = make('span', 'words', drawn('i', 'title'), drawn('i', 'note'));
      words.ariaHidden = 'true';
      wrap.append(make('span', 'more', words, pencil));
      dress();
    }
    wrap.togglePopover(open);
    follow();
  }

  /** While it is open: the bar stays with its host, and the gate gets its samples. */
  function follow(): void {
    if (!isOpen()) return;
    layBar(wrap, host);
    control.sample();
    requestAnimationFrame(follow);
  }

  const control: Control = {
    ...at,
    host,
    losses: 0,
    isInUse: () => host.matches(':hover') || !!root.activeElement,
    open,
    draw(news) {
      look = news;
      ring.ariaLabel = look.name;
      ring.ariaDescription = look.description;
      dress();
    },
    sample: () => gate.sample(ring),
    seen: () => gate.look(ring),
    focus: () => ring.focus(),
    show() {
      open(true);
      openOrFold(SHOW_MS);
    },
  };

  const gate = watchButtons(
    root,
    () => isSame(control),
    (button, sure, isTouch) => {
      if (button !== ring) owner.edited(found);
      // A finger has no hover: its first tap opens, and one elsewhere takes the focus away again.
      else if (isTouch && !isOpen()) control.focus();
      else owner.pressed(found, sure);
    },
  );

  /** After so many ms the bar is open if it is in use. */
  function openOrFold(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => open(control.isInUse()), ms);
  }

  function engage({ pointerType }: Event & Partial<PointerEvent>): void {
    if (pointerType === 'touch') return;
    owner.engaged(found);
    openOrFold(LINGER_MS);
  }
  for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) wrap.addEventListener(type, engage);
  wrap.popover = 'manual';
  root.append(wrap);
  return control;
}
