import type { FoundLink } from '../../lib/page-links';
import { CIRCLE, KEY } from '../../lib/task/ring-shapes';
import type { Look } from './look';
import { make, makeIcon, sheetsOf } from './parts';
import css from './style.css?inline';

/** What stands beside one link: a ring. What happens once the user points at it is not this script's (see `desk.ts`). */
export interface Control {
  readonly found: FoundLink;
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly ring: HTMLElement;
  /** Holds the ring, and whatever opens around it. */
  readonly wrap: HTMLElement;
  /** The node that the host stands right after. */
  anchor: ChildNode;
  /** The host's style as we left it: a page that moves a host has the user asked. */
  style: string | null;
  /** Out of the flow: whoever places it moves it to the link's end. */
  readonly aside: boolean;
  /** Its line had no room: it takes none, and is small until it is pointed at or has the focus. */
  readonly isSmall: boolean;
  /** How often the page has taken the host away. */
  losses: number;
  look?: Look;
  /** Whether what is drawn behind it is dark. */
  isDark: boolean;
  /** The anchor was cut where the address ends. */
  isCut?: boolean;
  /** Reads again whether the link still names the task and the host stands beside it. */
  isSame(): boolean;
  isPointed: boolean;
  /** Whether the pointer or the focus is in it. */
  isInUse(): boolean;
  draw(look: Look): void;
}

/** Where a control is to stand. */
export type Placement = Pick<Control, 'found' | 'anchor' | 'aside' | 'isSmall' | 'isDark' | 'isSame'>;

const baseSheet = sheetsOf(css);

/** A plain element with a closed root that has our sheet; whoever needs more adds to it by `adopt`. */
export function makeHost(doc: Document): { host: HTMLElement; root: ShadowRoot } {
  const host = doc.createElement('span');
  const root = host.attachShadow({ mode: 'closed' });
  // To read the list, as adding to it does, would double what a root costs.
  root.adoptedStyleSheets = [baseSheet(doc)];
  return { host, root };
}

let template: HTMLElement | undefined;
/** Rings of controls that left, never more than have stood at once. */
const spare: HTMLElement[] = [];

/** Keeps its ring for another control, unless somebody has touched it: then it has a bar as well, and a past. */
export function dismantle({ host, wrap }: Control): void {
  host.remove();
  if (!wrap.children[1]) spare.push(wrap);
}

/** A ring in its wrap; a copy costs a third of making one. */
function makeWrap(): HTMLElement {
  template ??= make('span', '', makeIcon('button', 'ring'));
  template.popover = 'manual';
  return spare.pop() ?? (template.cloneNode(true) as HTMLElement);
}

export function makeControl(at: Placement): Control {
  const { host, root } = makeHost(at.found.node.ownerDocument as Document);
  const wrap = makeWrap();
  const ring = wrap.firstChild as HTMLElement;
  const control: Control = {
    ...at,
    host,
    root,
    ring,
    wrap,
    losses: 0,
    isPointed: false,
    style: null,
    isInUse: () => control.isPointed || !!root.activeElement,
    draw(look) {
      control.look = look;
      // Its mark comes with its colour, from acts: before somebody points at it, or it is read, it has neither.
      (ring.querySelector('path') as Element).setAttribute('d', look.state === 'signed_out' ? KEY : CIRCLE);
      ring.ariaLabel = look.name;
      ring.ariaDescription = look.description;
      wrap.className = `wrap ${look.state} ${at.isSmall && 'small'}`;
    },
  };
  root.append(wrap);
  return control;
}
