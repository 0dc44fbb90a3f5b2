/** What the gate wants to have held without a break before the button goes down, and for how long each has, in ms. */
export interface Held {
  /** The pointer is over the control; for a finger or a key: the button has the focus. */
  readonly at: number;
  /** It has stood within 2 px and been at least 18 px large. */
  readonly still: number;
  /** Several points of the button hit it and no other element. */
  readonly hit: number;
  /** Nothing that it stands in fades, filters, masks, clips, blends or turns it. */
  readonly plain: number;
  /** The link carries the same address, and the host stands beside it. */
  readonly same: number;
  /** The browser's visibility tracking sees the button and the words beside it. Never where there is none (Firefox), unless the user does without on this site. */
  readonly seen: number;
}

/** What was seen of a click or key and of the control that it fell on; all but the release is taken before the button goes down. */
export interface Evidence {
  /** Every event of the gesture came from the browser. */
  readonly trusted: boolean;
  /** Pointer: the first button of the first pointer. Key: not one that was held before. */
  readonly primary: boolean;
  /** Down, up and click on the same inner button. */
  readonly sameButton: boolean;
  /** The link, read once more at the release. */
  readonly sameLink: boolean;
  readonly held: Held;
}

const LONG_ENOUGH_MS = 500;

/** May this click act now? Otherwise the popup must ask: any doubt does. Which site it is on is the caller's to know. */
export function judgeClick({ trusted, primary, sameButton, sameLink, held }: Evidence): boolean {
  const meant = trusted && primary && sameButton && sameLink;
  return meant && Object.values(held).every((ms) => ms >= LONG_ENOUGH_MS);
}
