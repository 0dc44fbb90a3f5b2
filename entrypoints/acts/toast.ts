import { t } from '../../lib/i18n';
import { RING_SHAPES } from '../../lib/task/ring-shapes';
import type { Desk } from '../controls/desk';
import { type Heard, make, makeIcon } from '../controls/parts';
import { adopt } from './adopt';
import { drawn } from './drawn';
import { readGestures } from './gesture';
import { drawIcon, iconButton } from './icon';
import { watchButton } from './watch';

/** What happened: two lines, and what can be done about it. */
export interface Message {
  /** A change that was made, one that waits to be sent, or one that failed. */
  readonly state: 'done' | 'waiting' | 'failed';
  /** One line. */
  readonly first: string;
  /** At most two lines; the rest is cut. */
  readonly second: string;
  readonly button?: {
    readonly name: 'toast_undo' | 'toast_open';
    /** Hears whether the gate lets it act. */
    readonly press: (sure: boolean) => void;
  };
}

/** Shows the one message of this page; a new one takes the place of the old. */
export type ShowToast = (message: Message) => void;

/** Keeps somebody's words apart from ours, whichever direction they run in; nobody hears it. */
export const isolated = (words: string) => `\u2068${words}\u2069`;

/**
 * The host of all messages stands before there is one, so that the page sees nothing come. A message is there for the
 * pointer only while that is over it: no page finds it by asking what stands at a point. All but a failure leaves after ten
 * seconds, which the sheet counts: they stand still while the pointer or the focus is in it.
 */
export function openToasts(desk: Desk): { show: ShowToast; stand(): void } {
  const { makeHost, isUnseen, hearButtons, signal } = desk;
  const { host, root } = makeHost(document);
  // Out of the flow; see the sheet.
  host.style.cssText = '--move:0px';
  adopt(root);

  /** Nobody removes what the page needs: a page that took the host away gets it back with the next message. */
  function stand(): void {
    if (!host.isConnected) (document.body ?? document.documentElement).append(host);
  }

  function dismiss(): void {
    root.replaceChildren();
    engaged = heard = () => {};
  }

  function show({ state, first, second, button }: Message): void {
    dismiss();
    stand();
    const isFailure = state === 'failed';
    // Announced by its name alone: no word of it is a text node.
    const lines = make('span', 'lines', drawn('i', 'first', first), drawn('i', 'second', second));
    const picture = drawIcon(makeIcon('span', 'ring'), ...RING_SHAPES[state]);
    // Drawn larger than a ring.
    picture.firstElementChild?.setAttribute('viewBox', '0 0 16 16');
    const told = make('span', 'told', picture, lines);
    told.role = 'img';
    const said = make('span', 'said', told);
    said.role = isFailure ? 'alert' : 'status';
    told.ariaLabel = said.ariaLabel = `${first}. ${second}`.replace(/[\u2068\u2069]/g, '');
    const toast = make('div', `toast ${state} ${getComputedStyle(host).direction}`, said);
    const main = drawn('button', '', button && t(button.name));
    main.ariaLabel = main.dataset.words as string;
    if (button) toast.append(main);
    const cross = iconButton('cross', 'm4.5 4.5 7 7m0-7-7 7');
    cross.ariaLabel = t('toast_dismiss');
    if (isFailure) toast.append(cross);
    else toast.append(make('span', state === 'done' && button ? 'time line' : 'time'));
    toast.popover = 'manual';
    root.append(toast);
    toast.showPopover();
    // It stands out from the page: light where that is dark.
    desk.ground({ host, wrap: toast });
    const watch = watchButton({
      root,
      button: main,
      words: () => told,
      isSame: () => true,
      isPointed: () => isPointed,
      isUnseen,
    });
    heard = readGestures(watch, (pressed, sure) => {
      if (!pressed) return;
      dismiss();
      if (pressed === main) button?.press(sure);
    });
    engaged = watch.start;
  }

  let isPointed = false;
  let engaged = () => {};
  let heard: ReturnType<typeof readGestures> = () => {};

  function point(at: boolean): void {
    isPointed = at;
    root.firstElementChild?.classList.toggle('near', at);
    if (at) engaged();
  }

  const hear = (event: Heard) => {
    if (event.type === 'focusin') engaged();
    // Also when the pointer leaves the window, of which no move tells.
    else if (event.type === 'pointerout') point(false);
    else heard(event);
  };
  hearButtons(root, hear, ['pointerout', 'focusin']);
  root.addEventListener('animationend', dismiss);
  addEventListener(
    'pointermove',
    ({ clientX, clientY, isTrusted }) => {
      const toast = root.firstElementChild;
      if (!toast || !isTrusted) return;
      const { left, right, top, bottom } = toast.getBoundingClientRect();
      point(left < clientX && clientX < right && top < clientY && clientY < bottom);
    },
    { capture: true, signal },
  );
  addEventListener(
    'keydown',
    ({ key, isTrusted }) => {
      if (key === 'Escape' && isTrusted && (root.activeElement || root.querySelector('.failed'))) dismiss();
    },
    { capture: true, signal },
  );
  signal.addEventListener('abort', () => {
    dismiss();
    host.remove();
  });
  return { show, stand };
}
