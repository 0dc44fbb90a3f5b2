import type { Heard } from '../controls/parts';
import { type Evidence, judgeClick } from './click-gate';
import { stillness } from './stillness';
import { canTrackVisibility, isHit } from './visible';

/** A finished click or key: on one of our buttons, or none for E. `sure` when the gate lets it act at once. */
type Meant = (button: Element | undefined, sure: boolean, isTouch: boolean) => void;

/** The layers of the gate that need no event. */
export type Seen = Pick<Evidence, 'stillFor' | 'hits' | 'sameLink' | 'trackable'>;

export interface Gestures {
  /** Pointer and key events on the buttons; only the browser's own. */
  hear(event: Heard): void;
  look(button: Element): Seen;
  /** Where the button stands now. */
  sample(button: Element): void;
}

/**
 * Puts the pointer and key events on one closed root's buttons together and gathers the gate's evidence before the press.
 */
export function readGestures(root: ShadowRoot, isSame: () => boolean, meant: Meant): Gestures {
  const sample = stillness();
  let press: { button: Element; seen: Omit<Evidence, 'sameButton'>; up: boolean; isTouch: boolean } | undefined;

  const stillFor = (button: Element) => sample(button.getBoundingClientRect(), performance.now());
  const look = (button: Element): Seen => ({
    stillFor: stillFor(button),
    hits: isHit(root, button),
    sameLink: isSame(),
    trackable: canTrackVisibility(),
  });

  function hear(event: Heard): void {
    const { type, isTrusted: trusted } = event;
    const button = (event.target as Element).closest('button');
    if (!button) return;
    if (type === 'pointerdown') {
      const seen = { ...look(button), trusted, primary: event.isPrimary && event.button === 0 };
      press = { button, seen, up: false, isTouch: event.pointerType === 'touch' };
    }
    if (type === 'pointerup' && press) press.up = press.button === button;
    if (type === 'keydown' && !event.repeat) {
      const primary = root.activeElement === button;
      const isEdit = /^e$/i.test(event.key);
      meant(isEdit ? undefined : button, judgeClick({ ...look(button), trusted, primary, sameButton: true }), false);
    }
    if (type !== 'click') return;
    const pressed = press;
    press = undefined;
    // Assistive technology clicks without a pointer: that cannot be told from a trick, so the popup asks.
    const sameButton = pressed?.button === button && pressed.up && event.detail > 0;
    meant(button, sameButton && judgeClick({ ...pressed.seen, sameButton }), !!pressed?.isTouch);
  }

  return { hear, look, sample: stillFor };
}
