import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ActionButton } from '../../components/ActionButton';
import { t } from '../../lib/i18n';

interface Shortcut {
  readonly name: string;
  readonly description: string;
  readonly keys: string;
}

/** In the order of use; the browser answers in that of the alphabet. Chromium's and Firefox's manifests name the first one alike. */
const ORDER = ['_execute_action', 'complete', 'reopen', 'edit', 'next', 'previous'];

/** Firefox has a page of its own for shortcuts and opens it on request; Chromium's is an address. */
type WithSettings = typeof browser.commands & { openShortcutSettings?: () => Promise<void> };

/** The shortcuts as the browser really assigned them: it drops in silence what another extension has taken. */
export function Shortcuts() {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  const [byHand, setByHand] = useState(false);

  useEffect(() => {
    const reread = async () => {
      const all = await browser.commands.getAll();
      const rows = all.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, keys: shortcut }));
      setShortcuts(rows.sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name)));
    };
    void reread();
    // They are changed in another tab.
    const seen = () => void reread();
    window.addEventListener('focus', seen);
    return () => window.removeEventListener('focus', seen);
  }, []);

  async function change() {
    const commands: WithSettings = browser.commands;
    try {
      if (commands.openShortcutSettings) await commands.openShortcutSettings();
      else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
    } catch {
      setByHand(true);
    }
  }

  return (
    <div class="stack">
      <p>{t('shortcuts_lead')}</p>
      <table>
        <tbody>
          {shortcuts.map(({ name, description, keys }) => (
            <tr key={name}>
              <th scope="row">{description || t('shortcut_popup')}</th>
              <td>{keys ? <kbd>{keys}</kbd> : <span class="quiet">{t('not_set')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="beside">
        <ActionButton name={t('change_shortcuts')} act={() => void change()} />
        <span class="hint" role="status">
          {byHand && t('shortcuts_by_hand')}
        </span>
      </div>
    </div>
  );
}
