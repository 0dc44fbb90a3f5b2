import browser from 'webextension-polyfill';
import type { ActionId } from '../../lib/task/actions';
import { activeTab, askPage } from './pages';

const isAction = (command: string): command is ActionId =>
  command === 'complete' || command === 'reopen' || command === 'edit';

/** A keyboard shortcut means the current link of the page in front. Without one, the popup opens: it lists what there is. */
export async function runCommand(command: string): Promise<void> {
  const tab = await activeTab();
  if (tab?.id === undefined) return;
  const answer =
    command === 'next' || command === 'previous'
      ? await askPage(tab.id, 'link.go', { to: command })
      : isAction(command)
        ? await askPage(tab.id, 'action.run', { action: command })
        : undefined;
  if (!answer?.done && isAction(command)) await browser.action.openPopup().catch(() => undefined);
}
