import type { ask } from '../../lib/messages/ask';
import type { SiteMode } from '../../lib/messages/contract';
import type { FoundLink } from '../../lib/page-links';
import type { ActionId } from '../../lib/task/actions';
import type { plainText } from '../../lib/text/visible-text';
import type { standsOnDark } from './brightness';
import type { Control } from './control';
import type { Heard, hearButtons } from './parts';
import type { Statuses } from './statuses';

/**
 * Where controls meet acts, the script that comes only once somebody points at a control, focuses it or means it by a
 * shortcut; crowd, which comes to pages with more links than get a ring at rest; ground, which comes with
 * the first ring and sees what is drawn behind each; and commands, which comes with the first question that the background
 * has. All run in the same isolated world, so the desk hangs on that world's global under `DESK`, where the page can neither
 * see nor forge it.
 */
export interface Desk {
  /** The end of this copy of controls, and of the hands that it has. */
  readonly signal: AbortSignal;
  readonly statuses: Pick<Statuses, 'known' | 'read' | 'put'>;
  mode(): SiteMode;
  /** Whether the user wants clicks to act here also where the browser cannot say what is visible. */
  isUnseen(): boolean;
  /** The extension is gone: everything leaves. */
  lost(): void;
  /** Code that controls has anyway, so that acts need not bring it a second time. */
  readonly ask: typeof ask;
  readonly hearButtons: typeof hearButtons;
  readonly plainText: typeof plainText;
  makeHost(doc: Document): { host: HTMLElement; root: ShadowRoot };
  readonly standsOnDark: typeof standsOnDark;
  /** Draws it for what it stands on. Ground puts its own in the place of this: that looks behind it, and again as long as it stands there. */
  ground(part: ThemedPart): void;
  /** Whether somebody else's hands are here already; a second copy of them leaves. */
  isTaken(): boolean;
  take(hands: Hands): void;
  readonly links: ReadonlySet<FoundLink>;
  /** Those of them that have a control now. */
  readonly controls: ReadonlyMap<FoundLink, Control>;
  /** Those in and around the window; all of them where nobody knows. */
  near(): Iterable<FoundLink>;
  /** Gives a link a control if it has none, as far as the site has any. */
  bring(found: FoundLink): Control | undefined;
  /** A shortcut means this control. */
  mean(control: Control, wished?: ActionId): void;
  /** More links than get a ring at rest: then a control stands only where somebody points, or has the focus. */
  isCrowded(): boolean;
  /** Looks again which links should have a control. */
  settle(): void;
  pointing?: Pointing;
  /** Ground is there; a second copy of it leaves. */
  isFollowed?: true;
}

/** A ring or a toast in its host; what is seen of it has the class `dark` where it stands on something dark. */
export interface ThemedPart {
  readonly host: HTMLElement;
  readonly wrap: HTMLElement;
  isDark?: boolean;
}

/** What crowd does for controls. */
export interface Pointing {
  /** The links that the pointer or the focus is on, and those that were kept or left a moment ago. */
  meant(): readonly FoundLink[];
  /** Lets a link count for so long, in ms; else for a moment. */
  keep(found: FoundLink, ms?: number): void;
  /** Hears the document that this link stands in as well. */
  open(found: FoundLink): void;
}

/** What acts does for controls. */
export interface Hands {
  /** An event of the browser's on this control. */
  hear(control: Control, event: Heard): void;
  /** The user points at this control or focuses it, perhaps since before there were hands. */
  engage(control: Control): void;
  /** A shortcut means this control: shows which one it is and does what is wished. */
  mean(control: Control, wished?: ActionId): void;
  /** The control looks different now. */
  redraw(control: Control): void;
}

/** A symbol, as `SCOUT` is: an element's id may answer for any other name. */
export const DESK = Symbol.for('tasklark.desk');

export type DeskHolder = { [DESK]?: Desk };
