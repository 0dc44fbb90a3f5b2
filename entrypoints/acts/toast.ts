import { t } from '../../lib/i18n';
import type { Desk } from '../controls/desk';
import { adopt, hearButtons, make, makeIcon } from '../controls/parts';
import { drawn } from './drawn';
import { readGestures } from './gesture';
import css from './style.css?inline';

const RESULT_MS = 10_000;

/**
 * Shows the one message of this page, at the lower left of the window; a new one replaces the old. `say` is what happened
 * and, for a failure, what to do; the task's `title` stands apart from our own words. A result leaves after ten seconds, a
 * failure stays until dismissed. `undo` hears whether the gate lets it act.
 */
export type ShowToast = (say: string, title: string, isResult: boolean, undo?: (sure: boolean) => void) => void;

export function openToasts({ makeHost, standsOnDark }: Desk): { show: ShowToast; dismiss(): void } {
  let shown: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function dismiss(): void {
    clearTimeout(timer);
    shown?.remove();
  }

  function show(say: string, title: string, isResult: boolean, undo?: (sure: boolean) => void): void {
    dismiss();
    const { host, root } = makeHost(document);
    adopt(root, css);
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
    const look = `toast ${isResult ? 'done' : 'failed'} ${standsOnDark(document.body) ? '' : 'dark'}`;
    const toast = make('div', look, live, button, make('span', 'time'));
    toast.popover = 'manual';
    root.append(toast);
    document.body.append(host);
    toast.showPopover();
    shown = host;
    if (isResult) timer = setTimeout(dismiss, RESULT_MS);
    const { hear, sample } = readGestures(
      root,
      () => true,
      (pressed, sure) => {
        if (!pressed) return;
        dismiss();
        undo?.(sure);
      },
    );
    hearButtons(root, hear);
    sample(button);
  }

  return { show, dismiss };
}
