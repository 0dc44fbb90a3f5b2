import type { Heard } from '../controls/parts';
import { type Evidence, judgeClick } from './click-gate';
import type { Watch } from './watch';

/** A finished click or key: on one of our buttons, or none for E. `sure` when the gate lets it act at once. */
type Meant = (button: Element | undefined, sure: boolean, isTouch: boolean) => void;

/** Clicks of one series come sooner after one another than this, ms. */
const SERIES_MS = 1000;
/** A page can keep the end of one press and the beginning of a later one to itself; what was seen so long ago, ms, is not true of both. */
const PRESS_MS = 1000;

interface Press extends Omit<Evidence, 'sameButton' | 'sameLink'> {
  readonly button: Element;
  readonly key: string | undefined;
  /** What must be on the button all the while. */
  readonly by: 'pointer' | 'focus';
  /** When it began, ms on the clock of `performance.now`. */
  readonly from: number;
  up: boolean;
}

/** Puts the events on one closed root's buttons together; takes the gate's evidence when a button or key goes down. */
export function readGestures(watch: Watch, meant: Meant): (event: Heard) => void {
  let press: Press | undefined;
  let clicked = Number.NEGATIVE_INFINITY;

  function end(button: Element, now: number, sameButton: boolean, isTouch = false): void {
    const pressed = press;
    press = undefined;
    const took = now - (pressed?.from ?? 0);
    // Nobody tells of a press that was given up elsewhere: then pointer or focus have left meanwhile.
    const isOne = pressed && took < PRESS_MS && watch.heldAt(now, pressed.by).at >= took;
    const sure = !!isOne && judgeClick({ ...pressed, sameButton, sameLink: watch.isSame() });
    meant(button, sure && button === watch.button, isTouch);
  }

  return (event) => {
    const { type, key, detail, isTrusted: trusted } = event;
    const isTouch = event.pointerType === 'touch';
    const button = (event.target as Element).closest('button');
    if (!button || event.repeat) return;
    // The moment by the clock of this window; a frame's document counts from its own start.
    const { timeOrigin } = (button.ownerDocument.defaultView ?? window).performance;
    const now = timeOrigin - performance.timeOrigin + event.timeStamp;
    if (type === 'keydown' && /^e$/i.test(key)) meant(undefined, false, false);
    else if (/down$/.test(type)) {
      const primary = key !== undefined || (event.isPrimary && event.button === 0);
      const by = isTouch || key !== undefined ? 'focus' : 'pointer';
      press = { button, key, trusted, primary, held: watch.heldAt(now, by), by, from: now, up: false };
    }
    if (type === 'pointerup' && press) press.up = press.button === button;
    // A key that went down elsewhere, before the focus came here, means nothing here.
    if (type === 'keyup' && press?.key === key && press.button === button)
      end(button, now, watch.root.activeElement === button);
    if (type !== 'click') return;
    const isSoon = now - clicked < SERIES_MS;
    clicked = now;
    // The first click of a double click has done what there is to do.
    if (detail > 1 && isSoon) press = undefined;
    // What cannot be told from a trick asks: a click of assistive technology, which has no pointer; one in a series whose
    // beginning the page kept; a tap right after the one that opened the bar.
    else end(button, now, press?.button === button && press.up && detail === 1 && !(isTouch && isSoon), isTouch);
  };
}
