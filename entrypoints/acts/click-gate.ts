/** What was seen of a click or key and of the control that it fell on; all but the release is taken before the button goes down. */
export interface Evidence {
  /** Every event of the gesture came from the browser. */
  readonly trusted: boolean;
  /** Pointer: the first button of the first pointer. Key: pressed on the inner button that has focus. */
  readonly primary: boolean;
  /** Down, up and click on the same inner button. */
  readonly sameButton: boolean;
  /** For how long the control has stood within 2 px and been at least 18 px large, in ms. */
  readonly stillFor: number;
  /** Several points of the control hit our host and no other element. */
  readonly hits: boolean;
  /** The link still carries the same address, and the host still stands beside it. */
  readonly sameLink: boolean;
  /** The browser can track visibility (IntersectionObserver `trackVisibility`); Firefox cannot. */
  readonly trackable: boolean;
}

/** May this click act now? Otherwise the popup must ask: any doubt does. Which site it is on is the caller's to know. */
export function judgeClick(seen: Evidence): boolean {
  const meant = seen.trusted && seen.primary && seen.sameButton;
  return meant && seen.stillFor >= 500 && seen.hits && seen.sameLink && seen.trackable;
}
