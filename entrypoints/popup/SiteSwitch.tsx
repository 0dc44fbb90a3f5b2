import { ActionButton } from '../../components/ActionButton';
import { bounded } from '../../components/Boundary';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { SiteMode } from '../../lib/messages/contract';
import { UnseenChoice } from './UnseenChoice';

const MODES: readonly SiteMode[] = ['ask', 'direct', 'off'];

interface SiteSwitchProps {
  readonly origin: string;
  readonly mode: SiteMode;
  /** Acts at once also where the browser cannot say what is visible. */
  readonly unseen?: boolean;
  /** The organisation decided it. */
  readonly byPolicy?: true;
}

/** How Tasklark behaves on this site, and the one click that sends it away from there. */
export const SiteSwitch = bounded('site switch', PlainSiteSwitch);

function PlainSiteSwitch({ origin, mode, unseen = false, byPolicy }: SiteSwitchProps) {
  const { host } = new URL(origin);
  const set = (next: SiteMode) => void ask('site.set', { origin, mode: next });
  if (byPolicy)
    return (
      <p class="site-switch quiet">
        {t('mode_label', host)} {t(`mode_${mode}`)} · {t('by_policy')}
      </p>
    );
  return (
    <div class="site-switch quiet">
      <label>
        <span>{t('mode_label', host)}</span>
        <select value={mode} onChange={({ currentTarget }) => set(currentTarget.value as SiteMode)}>
          {MODES.map((name) => (
            <option key={name} value={name}>
              {t(`mode_${name}`)}
            </option>
          ))}
        </select>
      </label>
      {mode !== 'off' && <ActionButton small look="plain" name={t('turn_off_on', host)} act={() => set('off')} />}
      {mode === 'direct' && <UnseenChoice origin={origin} unseen={unseen} />}
    </div>
  );
}
