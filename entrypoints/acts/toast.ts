import { t } from '../../lib/i18n';
import type { Desk } from '../controls/desk';
import { adopt, type Heard, hearButtons, make, makeIcon } from '../controls/parts';
import { drawn } from './drawn';
import { readGestures } from './gesture';
import css from './style.css?inline';
import { watchButton } from './watch';

const RESULT_MS = 10_000;

/**
 * Shows the one message of this page, at the lower left of the window; a new one replaces the old. `say` is what happened
 * and, for a failure, what to do; the task's `title` stands apart from our own words. A result leaves after ten seconds, a
 * failure stays until dismissed. `undo` hears whether the gate lets it act.
 */
export type ShowToast = (say: string, title: string, isResult: boolean, undo?: (sure: boolean) => void) => void;

/**
 * The host of all messages stands before there is one, so that the page sees nothing come. A message is there for the
 * pointer only while that is over it: no page finds it by asking what stands at a point.
 */
export function openToasts({ makeHost, standsOnDark, isUnseen, signal }: Desk): { show: ShowToast; stand(): void } {
  const { host, root } = makeHost(document);
  // Out of the flow; see the sheet.
  host.style.cssText = '--move:0px';
  adopt(root, css);
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Nobody removes what the page needs: a page that took the host away gets it back with the next message. */
  function stand(): void {
    if (!host.isConnected) (document.body ?? document.documentElement).append(host);
  }

  function dismiss(): void {
    clearTimeout(timer);
    root.replaceChildren();
  }

  function show(say: string, title: string, isResult: boolean, undo?: (sure: boolean) => void): void {
    dismiss();
    stand();
    // Announced by its name alone: no word of it is a text node.
    const line = make('span', 'words', makeIcon('span', 'ring'), drawn('i', 'say', say), drawn('i', 'title', title));
    line.role = 'img';
    line.ariaLabel = title ? `${say}: ${title}` : say;
    const live = make('span', 'words', line);
    live.role = 'status';
    const name = t(undo ? 'toast_undo' : 'toast_dismiss');
    const button = drawn('button', '', name);
    button.ariaLabel = name;
    // It stands out from the page, so it is light where the page is dark.
    const look = `toast ${isResult ? 'done' : 'failed'} ${standsOnDark(host) ? '' : 'dark'}`;
    const toast = make('div', look, live, button, make('span', 'time'));
    toast.popover = 'manual';
    root.append(toast);
    toast.showPopover();
    if (isResult) timer = setTimeout(dismiss, RESULT_MS);
    const watch = watchButton({
      root,
      button,
      words: () => line,
      isSame: () => true,
      isPointed: () => isPointed,
      isUnseen,
    });
    const gesture = readGestures(watch, (pressed, sure) => {
      if (!pressed) return;
      dismiss();
      undo?.(sure);
    });
    heard = gesture;
    engaged = watch.start;
  }

  let isPointed = false;
  let engaged = () => {};
  let heard: ReturnType<typeof readGestures> = () => {};
  const hear = (event: Heard) => {
    if (event.type === 'focusin') engaged();
    else if (event.type === 'pointerout') isPointed = false;
    else heard(event);
  };
  hearButtons(root, hear, ['pointerout', 'focusin']);
  addEventListener(
    'pointermove',
    ({ clientX, clientY, isTrusted }) => {
      const toast = root.firstElementChild;
      if (!toast || !isTrusted) return;
      const { left, right, top, bottom } = toast.getBoundingClientRect();
      isPointed = left < clientX && clientX < right && top < clientY && clientY < bottom;
      toast.classList.toggle('near', isPointed);
      if (isPointed) engaged();
    },
    { capture: true, signal },
  );
  signal.addEventListener('abort', () => {
    dismiss();
    host.remove();
  });
  return { show, stand };
}
