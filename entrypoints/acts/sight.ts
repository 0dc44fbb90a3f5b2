import { tracksVisibility } from '../../lib/visibility';

/** Less of it than this is not all of it. */
const WHOLE = 0.9;
/** One observer looks at most every 100 ms; the browser refuses to be asked for less. */
const OPTIONS = { threshold: WHOLE, trackVisibility: true, delay: 100 };

/** What the browser itself says of the visibility of a few elements, whatever covers them and in whichever frame. */
export interface Sight {
  /** To be called in every frame, with what must be seen: the browser looks in this one, and what it saw in the last is taken. */
  look(targets: readonly Element[]): void;
  /** Something was hidden when the browser last looked. */
  isHidden(): boolean;
  /** The browser has looked at all of this; never where it cannot. */
  isKnown(targets: readonly Element[]): boolean;
  stop(): void;
}

/**
 * Watching is slow, so only what is under the pointer or has the focus is watched. An observer looks at once and then at
 * most ten times a second, at moments that a page can tell by its own frames; so each frame has an observer of its own.
 *
 * Where the browser cannot say what is visible, everything is hidden, unless the user does without on this site (`isUnseen`):
 * then whatever the window and the boxes around it do not cut off counts as visible.
 */
export function openSight(isUnseen: () => boolean): Sight {
  const isBlind = !tracksVisibility();
  const verdicts = new Map<Element, boolean>();
  let observer: IntersectionObserver | undefined;

  function note(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const { isVisible } = entry as IntersectionObserverEntry & { isVisible?: boolean };
      verdicts.set(entry.target, (isBlind || !!isVisible) && entry.intersectionRatio >= WHOLE);
    }
  }

  function stop(): void {
    note(observer?.takeRecords() ?? []);
    observer?.disconnect();
  }

  return {
    look(targets) {
      stop();
      observer = new IntersectionObserver(note, OPTIONS);
      for (const target of targets) observer.observe(target);
    },
    isHidden: () => (isBlind && !isUnseen()) || [...verdicts.values()].includes(false),
    isKnown: (targets) => targets.every((target) => verdicts.has(target)),
    stop,
  };
}
