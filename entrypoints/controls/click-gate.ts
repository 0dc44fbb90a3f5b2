/** What was seen of a click or key and of the control that it fell on; all but the release is taken before the button goes down. */
export interface Evidence {
  readonly means: 'pointer' | 'key' | 'unknown';
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
  /** No ancestor fades, filters, masks, clips, blends or turns it in 3-D. */
  readonly plain: boolean;
  /** The link still carries the same task id, and the host still stands beside it. */
  readonly sameLink: boolean;
  /** The browser can track visibility (IntersectionObserver `trackVisibility`); Firefox cannot. */
  readonly trackable: boolean;
}

export const STILL_MS = 500;

/** May this click act now, or must the popup ask? Any doubt asks. Which site it is on is the caller's to know. */
export function judgeClick(evidence: Evidence): 'act' | 'ask' {
  const { means, trusted, primary, sameButton, stillFor, hits, plain, sameLink, trackable } = evidence;
  const meant = means !== 'unknown' && trusted && primary && sameButton;
  return meant && stillFor >= STILL_MS && hits && plain && sameLink && trackable ? 'act' : 'ask';
}
