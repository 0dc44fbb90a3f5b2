import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ActionButton } from '../../components/ActionButton';
import { t } from '../../lib/i18n';
import { patternName, sitePattern } from './origins';
import type { GrantTrouble } from './Sites';
import { TextField } from './TextField';

interface ChosenSitesProps {
  /** Match patterns. */
  readonly chosen: readonly string[];
  readonly troubled: (trouble: GrantTrouble | undefined) => void;
}

/** The sites that were chosen one by one; each can be taken back. */
export function ChosenSites({ chosen, troubled }: ChosenSitesProps) {
  const [typed, setTyped] = useState('');

  function add() {
    const pattern = sitePattern(typed);
    if (!pattern) return troubled('site_wrong');
    browser.permissions.request({ origins: [pattern] }).then(
      (granted) => {
        troubled(granted ? undefined : 'grant_refused');
        if (granted) setTyped('');
      },
      () => troubled('site_wrong'),
    );
  }

  function remove(pattern: string) {
    browser.permissions.remove({ origins: [pattern] }).then(
      (done) => troubled(done ? undefined : 'grant_fixed'),
      () => troubled('grant_fixed'),
    );
  }

  return (
    <div class="stack">
      <TextField label={t('site')} value={typed} typed={setTyped} placeholder="github.com" maxLength={260} enter={add}>
        <ActionButton name={t('add_site')} act={add} />
      </TextField>
      {chosen.length === 0 ? (
        <p class="quiet">{t('no_sites')}</p>
      ) : (
        <ul class="rows">
          {chosen.map((pattern) => (
            <li key={pattern}>
              <bdi>{patternName(pattern)}</bdi>
              <ActionButton
                name={t('remove_site', patternName(pattern))}
                icon="clear"
                iconOnly
                small
                look="plain"
                act={() => remove(pattern)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
