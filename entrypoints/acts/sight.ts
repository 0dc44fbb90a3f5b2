import { tracksVisibility } from '../../lib/visibility';

/** The browser looks at each target of an observer at most this often, ms. It refuses to be asked more often. */
const DELAY_MS = 100;
/** So several observers look by turns: what flickers finds no gap that is long enough to see anything by. */
const TURNS = 4;
/** Less of it than this is not all of it. */
const WHOLE = 0.9;

/** What the browser itself says of the visibility of a few elements, whatever covers them and in whichever frame. */
export interface Sight {
  /** Watches this element too. */
  add(target: Element): void;
  /** Something was hidden when the browser last looked. */
  isHidden(): boolean;
  /** The browser has looked at everything; never where it cannot. */
  isKnown(): boolean;
  stop(): void;
}

/**
 * Watching is slow, so only what is under the pointer or has the focus is watched. Where the browser cannot say what is
 * visible, everything is hidden, unless the user has taken that on for this site (`isUnseen`): then whatever the window and
 * the boxes around it do not cut off counts as visible.
 */
export function openSight(isUnseen: () => boolean): Sight {
  const isBlind = !tracksVisibility();
  const targets: Element[] = [];
  const turns: { observer: IntersectionObserver; verdicts: Map<Element, boolean> }[] = [];

  function note(verdicts: Map<Element, boolean>, entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const { isVisible } = entry as IntersectionObserverEntry & { isVisible?: boolean };
      verdicts.set(entry.target, (isBlind || !!isVisible) && entry.intersectionRatio >= WHOLE);
    }
  }

  function takeTurn(): void {
    const verdicts = new Map<Element, boolean>();
    const options = { threshold: WHOLE, trackVisibility: true, delay: DELAY_MS };
    const observer = new IntersectionObserver((entries) => note(verdicts, entries), options);
    turns.push({ observer, verdicts });
    for (const target of targets) observer.observe(target);
  }

  const timers = Array.from({ length: TURNS }, (_, turn) => setTimeout(takeTurn, (turn * DELAY_MS) / TURNS));
  return {
    add(target) {
      targets.push(target);
      for (const { observer } of turns) observer.observe(target);
    },
    isHidden: () =>
      (isBlind && !isUnseen()) ||
      turns.some(({ observer, verdicts }) => {
        note(verdicts, observer.takeRecords());
        return [...verdicts.values()].includes(false);
      }),
    isKnown: () => targets.every((target) => turns.some(({ verdicts }) => verdicts.has(target))),
    stop() {
      timers.forEach(clearTimeout);
      for (const { observer } of turns) observer.disconnect();
    },
  };
}
