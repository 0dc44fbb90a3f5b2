import { useEffect, useState } from 'preact/hooks';
import { FailureNotice, Notices } from '../../components/Notice';
import { UnseenSwitch } from '../../components/UnseenSwitch';
import type { Failure } from '../../lib/failure';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { Answers, SiteMode } from '../../lib/messages/contract';
import { listen } from '../../lib/messages/listen';
import { tracksVisibility } from '../../lib/visibility';

const MODES: readonly SiteMode[] = ['ask', 'direct', 'off'];

/** The sites that behave otherwise than asked first, as set here or in the popup. */
export function SiteModes() {
  const [sites, setSites] = useState<Answers['site.list']>([]);
  const [failure, setFailure] = useState<Failure>();

  async function reread(signal?: AbortSignal) {
    const answer = await ask('site.list', {});
    if (answer.ok && !signal?.aborted) setSites(answer.value);
  }

  useEffect(() => {
    const ending = new AbortController();
    listen(({ type }) => type === 'site.changed' && void reread(ending.signal), ending.signal);
    void reread(ending.signal);
    return () => ending.abort();
  }, []);

  async function set(origin: string, mode: SiteMode, unseen?: boolean) {
    const answer = await ask('site.set', { origin, mode, ...(unseen !== undefined && { unseen }) });
    setFailure(answer.ok ? undefined : answer.failure);
    await reread();
  }

  const isBlind = !tracksVisibility();
  return (
    <div class="stack">
      <h3>{t('modes_title')}</h3>
      <p class="quiet">{t('modes_lead')}</p>
      {isBlind && sites.some(({ mode }) => mode === 'direct') && <p class="quiet">{t('unseen_why')}</p>}
      <Notices>{failure && <FailureNotice failure={failure} />}</Notices>
      <ul class="rows">
        {sites.map(({ origin, mode, unseen = false, byPolicy }) => (
          <li key={origin}>
            <bdi>{origin}</bdi>
            {byPolicy ? (
              <span class="quiet">
                {t(`site_mode_${mode}`)} · {t('by_policy')}
              </span>
            ) : (
              <select
                aria-label={t('mode_of', origin)}
                value={mode}
                onChange={({ currentTarget }) => void set(origin, currentTarget.value as SiteMode)}
              >
                {MODES.map((one) => (
                  <option key={one} value={one}>
                    {t(`site_mode_${one}`)}
                  </option>
                ))}
              </select>
            )}
            {isBlind && mode === 'direct' && !byPolicy && (
              <UnseenSwitch site={origin} on={unseen} set={(on) => void set(origin, mode, on)} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
