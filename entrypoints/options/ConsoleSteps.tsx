import { t } from '../../lib/i18n';
import type { BrandView } from '../../lib/messages/contract';
import { scopesFor } from '../../lib/task/scopes';
import { CopyField } from './CopyField';
import { EXTRA_SCOPES } from './scopes';

interface ConsoleStepsProps {
  readonly stored: BrandView;
  readonly redirectUrl: string;
  readonly extras: readonly string[];
  readonly setExtras: (extras: readonly string[]) => void;
}

/** Where to click in the developer console, in the order in which one passes there. */
export function ConsoleSteps({ stored, redirectUrl, extras, setExtras }: ConsoleStepsProps) {
  return (
    <details class="fold" open={!stored.account}>
      <summary>{t('console_title')}</summary>
      <ol class="fold-body steps">
        <li>
          {t('console_create')}{' '}
          {stored.console && (
            <a href={stored.console} target="_blank" rel="noopener noreferrer">
              {t('console_open')}
            </a>
          )}
        </li>
        <li>
          {t('console_scopes')}
          <CopyField label={t('scopes_label')} value={scopesFor(extras).join(' ')} copy={t('copy_scopes')} />
          <Extras extras={extras} setExtras={setExtras} />
        </li>
        <li>
          {t('console_redirect')}
          <CopyField label={t('redirect_url')} value={redirectUrl} copy={t('copy')} />
        </li>
        <li>{t('console_refresh')}</li>
        <li>{t('console_publish')}</li>
        <li>{t('console_credentials')}</li>
      </ol>
    </details>
  );
}

/** Scopes beyond what Tasklark needs: enabled in the console first, then ticked here. */
function Extras({ extras, setExtras }: Pick<ConsoleStepsProps, 'extras' | 'setExtras'>) {
  const tick = (scope: string, on: boolean) =>
    setExtras(EXTRA_SCOPES.map((extra) => extra.scope).filter((one) => (one === scope ? on : extras.includes(one))));
  return (
    <details class="extras">
      <summary>{t('extras_title')}</summary>
      <p class="hint">{t('extras_hint')}</p>
      {EXTRA_SCOPES.map(({ scope, words }) => (
        <label key={scope} class="check">
          <input
            type="checkbox"
            checked={extras.includes(scope)}
            onChange={({ currentTarget }) => tick(scope, currentTarget.checked)}
          />
          <span>
            {t(words)} <code>{scope}</code>
          </span>
        </label>
      ))}
    </details>
  );
}
