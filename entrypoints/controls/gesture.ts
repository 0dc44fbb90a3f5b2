import { type Evidence, judgeClick } from './click-gate';
import { stillness } from './stillness';
import { canTrackVisibility, isHit } from './visible';

/** What a page could react to; it hears the same whether we act or not. A prevented `pointerdown` makes no mouse events. */
const SWALLOWED = 'pointerdown pointerup click keydown keyup';
/** Keys that press a button, and E, which edits; all others are the page's. */
const KEYS = /^( |enter|e)$/i;

/** A finished click or key: on one of our buttons, or none for E. `sure` when the gate lets it act at once. */
type Meant = (button: Element | undefined, sure: boolean, isTouch: boolean) => void;

/** The layers of the gate that need no event. */
export type Seen = Pick<Evidence, 'stillFor' | 'hits' | 'sameLink' | 'trackable'>;

/**
 * Watches one closed root's buttons: puts pointer and key events together and gathers the gate's evidence before the
 * press. Answers with a way to look at a button now, which also takes a sample of where it stands.
 */
export function watchButtons(root: ShadowRoot, isSame: () => boolean, meant: Meant) {
  const sample = stillness();
  let press: { button: Element; seen: Omit<Evidence, 'sameButton'>; up: boolean; isTouch: boolean } | undefined;

  const stillFor = (button: Element) => sample(button.getBoundingClientRect(), performance.now());
  const look = (button: Element): Seen => ({
    stillFor: stillFor(button),
    hits: isHit(root, button),
    sameLink: isSame(),
    trackable: canTrackVisibility(),
  });

  function hear(event: PointerEvent & KeyboardEvent): void {
    const { type, isTrusted: trusted } = event;
    if (/^key/.test(type) && (!KEYS.test(event.key) || event.ctrlKey || event.altKey || event.metaKey)) return;
    event.stopPropagation();
    // A press takes neither focus nor the page's selection, and a key makes no click of its own.
    event.preventDefault();
    const button = (event.target as Element).closest('button');
    if (!trusted || !button) return;
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

  for (const type of SWALLOWED.split(' ')) root.addEventListener(type, hear as (event: Event) => void);
  return { look, sample: stillFor };
}
