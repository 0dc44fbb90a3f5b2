import type { Held } from './click-gate';
import { boxInWindow, isHit } from './hit';
import { isPlain } from './plain';
import { openSight, type Sight } from './sight';
import { stillness } from './stillness';

/**
 * A page can keep us from looking while an animation runs on, and let it draw over us just then. After so long without a
 * look, ms, all that was seen before is forgotten.
 */
const BLIND_MS = 100;
/** After so long, ms, nothing is known any more. */
const FORGET_MS = 1000;

/** What is watched: one button in its closed root. */
export interface Watched {
  readonly root: ShadowRoot;
  readonly button: Element;
  /** What the user reads beside the button, once it is drawn: must be seen too. */
  words(): Element | undefined;
  isSame(): boolean;
  isPointed(): boolean;
  /** See `openSight`. */
  isUnseen(): boolean;
}

export interface Watch extends Watched {
  /** Looks in every frame from now on, as long as the button is in use. */
  start(): void;
  /** For how long each layer had held at that moment (ms on the clock of `performance.now`), by pointer or by focus. */
  heldAt(moment: number, by: 'pointer' | 'focus'): Held;
}

/** Gathers the gate's evidence on one button, frame by frame: when did what last speak against it? */
export function watchButton(watched: Watched): Watch {
  const { root, button, words, isSame, isPointed, isUnseen } = watched;
  const stillFor = stillness();
  const since = { pointer: 0, focus: 0, still: 0, hit: 0, plain: 0, same: 0, seen: 0 };
  let looked = Number.NEGATIVE_INFINITY;
  let sight: Sight | undefined;
  let read: Element | undefined;

  function look(): void {
    const now = performance.now();
    const missed = now - looked;
    const known = missed > FORGET_MS ? now : missed > BLIND_MS ? now - BLIND_MS : 0;
    looked = now;
    read = words();
    sight?.look(read ? [button, read] : [button]);
    const holds = {
      pointer: isPointed(),
      focus: root.activeElement === button,
      still: true,
      hit: isHit(button),
      plain: isPlain(root.host),
      same: isSame(),
      seen: sight?.isHidden() === false,
    };
    since.still = Math.max(since.still, now - stillFor(boxInWindow(button), now));
    for (const layer of Object.keys(since) as (keyof typeof since)[])
      since[layer] = holds[layer] ? Math.max(since[layer], known) : now;
  }

  function lookOn(): void {
    if (isPointed() || root.activeElement) {
      look();
      requestAnimationFrame(lookOn);
    } else {
      sight?.stop();
      sight = read = undefined;
      looked = Number.NEGATIVE_INFINITY;
    }
  }

  return {
    ...watched,
    start() {
      if (sight) return;
      sight = openSight(isUnseen);
      lookOn();
    },
    heldAt(moment, by) {
      look();
      const { still, hit, plain, same, seen } = since;
      const isSeen = read && sight?.isKnown([button, read]);
      return {
        at: moment - since[by],
        still: moment - still,
        hit: moment - hit,
        plain: moment - plain,
        same: moment - same,
        seen: isSeen ? moment - seen : 0,
      };
    },
  };
}
