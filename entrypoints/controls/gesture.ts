import { type Evidence, judgeClick } from './click-gate';
import { Stillness } from './stillness';
import { canTrackVisibility, hitsHost, isPlain } from './visible';

/** What a page could react to; it hears the same whether we act or not. */
const SWALLOWED =
  'pointerdown pointerup mousedown mouseup click dblclick contextmenu touchstart touchend keydown keyup';
/** Keys that press a button; all others are the page's. */
const PRESS = /^( |Enter)$/;

type Seen = Pick<Evidence, 'stillFor' | 'hits' | 'plain' | 'sameLink' | 'trackable'>;
type AnyEvent = PointerEvent & KeyboardEvent;

/** A finished click or key on one of our buttons; `sure` when the gate lets it act at once. */
export type Meant = (button: Element, sure: boolean, isTouch: boolean) => void;

/** Watches one closed root's buttons: puts pointer and key events together and gathers the gate's evidence before the press. */
export class Gesture {
  readonly #host: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #isSame: () => boolean;
  readonly #meant: Meant;
  readonly #stillness = new Stillness();
  #press: { button: Element; event: PointerEvent; seen: Seen; up: boolean } | undefined;

  constructor(host: HTMLElement, root: ShadowRoot, isSame: () => boolean, meant: Meant) {
    this.#host = host;
    this.#root = root;
    this.#isSame = isSame;
    this.#meant = meant;
    for (const type of SWALLOWED.split(' ')) root.addEventListener(type, (event) => this.#hear(event as AnyEvent));
  }

  /** One sample of where the button stands. */
  sample(button: Element): void {
    this.#stillness.sample(button.getBoundingClientRect(), performance.now());
  }

  /** The layers that need no event; `button` is the one that is about to be pressed. */
  look(button: Element): Seen {
    this.sample(button);
    return {
      stillFor: this.#stillness.stillFor(performance.now()),
      hits: hitsHost(this.#host, this.#root, button),
      plain: isPlain(this.#host),
      sameLink: this.#isSame(),
      trackable: canTrackVisibility(),
    };
  }

  #hear(event: AnyEvent): void {
    const { type, isTrusted: trusted } = event;
    const isKey = type.startsWith('key');
    if (isKey && !PRESS.test(event.key)) return;
    event.stopPropagation();
    // A press takes neither focus nor the page's selection, and a key makes no click of its own.
    if (isKey || type === 'mousedown' || type === 'click') event.preventDefault();
    const button = (event.target as Element).closest('button');
    const press = this.#press;
    if (!trusted || !button) return;
    if (type === 'pointerdown') this.#press = { button, event, seen: this.look(button), up: false };
    if (type === 'pointerup' && press) press.up = press.button === button && press.event.pointerId === event.pointerId;
    if (type === 'keydown' && !event.repeat) {
      const primary = this.#root.activeElement === button;
      this.#meant(button, judgeClick({ ...this.look(button), trusted, primary, sameButton: true }), false);
    }
    if (type !== 'click') return;
    this.#press = undefined;
    // Assistive technology clicks without a pointer: that cannot be told from a trick, so the popup asks.
    const sameButton = !!press?.up && press.button === button && event.detail > 0;
    const primary = !!press?.event.isPrimary && press.event.button === 0;
    const sure = !!press && judgeClick({ ...press.seen, trusted, primary, sameButton });
    this.#meant(button, sure, press?.event.pointerType === 'touch');
  }
}
