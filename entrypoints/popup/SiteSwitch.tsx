import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { SiteMode } from '../../lib/messages/contract';

const MODES: readonly SiteMode[] = ['ask', 'direct', 'off'];

/** How Tasklark behaves on this site. */
export function SiteSwitch({ origin, mode }: { origin: string; mode: SiteMode }) {
  return (
    <label class="site-switch quiet">
      <span>{t('mode_label', new URL(origin).host)}</span>
      <select
        value={mode}
        onChange={({ currentTarget }) => void ask('site.set', { origin, mode: currentTarget.value as SiteMode })}
      >
        {MODES.map((name) => (
          <option key={name} value={name}>
            {t(`mode_${name}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
