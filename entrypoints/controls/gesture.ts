import { type Evidence, judgeClick } from './click-gate';
import { Stillness } from './stillness';
import { canTrackVisibility, hitsHost, isPlain } from './visible';

/** A finished click or key on one of our buttons, and whether it may act at once. */
export interface Meant {
  readonly button: Element;
  readonly verdict: 'act' | 'ask';
  readonly touch: boolean;
}

type Seen = Pick<Evidence, 'stillFor' | 'hits' | 'plain' | 'sameLink' | 'trackable'>;

interface Press {
  readonly button: Element;
  readonly pointer: number;
  readonly touch: boolean;
  readonly primary: boolean;
  readonly seen: Seen;
  trusted: boolean;
  up: boolean;
}

const DOUBT: Seen = { stillFor: 0, hits: false, plain: false, sameLink: false, trackable: false };

/** Everything that a page could react to; it hears the same whether we act or not. */
export const SWALLOWED = [
  'pointerdown',
  'pointerup',
  'pointermove',
  'pointerover',
  'pointerout',
  'mousedown',
  'mouseup',
  'mousemove',
  'mouseover',
  'mouseout',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchmove',
  'touchend',
  'keydown',
  'keyup',
] as const;

/** Watches one closed root's buttons: puts pointer and key events together and gathers the gate's evidence before the press. */
export class Gesture {
  readonly stillness = new Stillness();
  private press: Press | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly root: ShadowRoot,
    private readonly sameLink: () => boolean,
  ) {}

  /** One sample of where the button stands. */
  sample(button: Element): void {
    this.stillness.sample(button.getBoundingClientRect(), performance.now());
  }

  /** What an event means, if it finishes a gesture. Page-made events mean nothing. */
  read(event: Event): Meant | undefined {
    event.stopPropagation();
    const button = (event.target as Element).closest('button');
    if (!event.isTrusted || !button) return undefined;
    if (event.type === 'pointerdown') this.down(event as PointerEvent, button);
    else if (event.type === 'pointerup') this.up(event as PointerEvent, button);
    else if (event.type === 'click') return this.click(event as PointerEvent, button);
    else if (event.type === 'keydown') return this.key(event as KeyboardEvent, button);
    // Keeps focus and the page's selection where they are.
    else if (event.type === 'mousedown') event.preventDefault();
    return undefined;
  }

  /** The layers that need no event; `button` is the one that is about to be pressed. */
  look(button: Element): Seen {
    this.sample(button);
    return {
      stillFor: this.stillness.stillFor(performance.now()),
      hits: hitsHost(this.host, this.root, button),
      plain: isPlain(this.host),
      sameLink: this.sameLink(),
      trackable: canTrackVisibility(),
    };
  }

  private down(event: PointerEvent, button: Element): void {
    this.press = {
      button,
      pointer: event.pointerId,
      touch: event.pointerType === 'touch',
      primary: event.isPrimary && event.button === 0,
      seen: this.look(button),
      trusted: event.isTrusted,
      up: false,
    };
  }

  private up(event: PointerEvent, button: Element): void {
    const { press } = this;
    if (press?.pointer === event.pointerId && press.button === button) press.up = true;
  }

  private click(event: PointerEvent, button: Element): Meant {
    const { press } = this;
    this.press = undefined;
    event.preventDefault();
    // Assistive technology clicks without a pointer: that cannot be told from a trick, so the popup asks.
    const means = press?.up && event.detail > 0 ? 'pointer' : 'unknown';
    const verdict = judgeClick({
      means,
      trusted: event.isTrusted && press?.trusted === true,
      primary: press?.primary === true,
      sameButton: press?.button === button,
      ...(press?.seen ?? DOUBT),
    });
    return { button, verdict, touch: press?.touch === true };
  }

  private key(event: KeyboardEvent, button: Element): Meant | undefined {
    if ((event.key !== 'Enter' && event.key !== ' ') || event.ctrlKey || event.altKey || event.metaKey)
      return undefined;
    event.preventDefault();
    if (event.repeat) return undefined;
    const focused = this.root.activeElement === button;
    const verdict = judgeClick({
      means: 'key',
      trusted: event.isTrusted,
      primary: focused,
      sameButton: true,
      ...this.look(button),
    });
    return { button, verdict, touch: false };
  }
}
