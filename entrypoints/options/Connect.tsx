import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ActionButton } from '../../components/ActionButton';
import { Notice, Notices } from '../../components/Notice';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { BrandView, Result, SessionView } from '../../lib/messages/contract';
import { AppFields } from './AppFields';
import { type AppForm, customBrandOf, formOf, missingFields } from './app-form';
import { ConsoleSteps } from './ConsoleSteps';
import { grantedExtras } from './scopes';

interface ConnectProps {
  readonly stored: BrandView;
  readonly redirectUrl: string;
  readonly ended: (answer: Result<SessionView>) => void;
  /** What came of the last attempt, said below the button. */
  readonly notices: ComponentChildren;
}

/** From an app in the developer console to being signed in. Keyed by brand from outside: each has its own form. */
export function Connect({ stored, redirectUrl, ended, notices }: ConnectProps) {
  const [form, setForm] = useState<AppForm>(() => formOf(stored));
  const [extras, setExtras] = useState<readonly string[]>(() => grantedExtras(stored.account));
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const missing = missingFields(form, stored);

  /** Runs inside the click: the browser asks for a custom brand's hosts only while it lasts, so nothing is awaited before. */
  async function signIn() {
    if (missing.length > 0) {
      ended({ ok: false, failure: { kind: 'signed-out', reason: 'no_app', detail: missingWords(missing) } });
      fields.current?.querySelector<HTMLInputElement>(`[data-field="${missing[0]}"] input`)?.focus();
      return;
    }
    const custom = stored.brand === 'custom' ? customBrandOf(form) : undefined;
    const origins = custom ? [`${custom.api}/*`, `${custom.accounts}/*`] : [];
    const granted = origins.length === 0 || browser.permissions.request({ origins });
    setBusy(true);
    const mayAsk = await Promise.resolve(granted).catch(() => false);
    setRefused(!mayAsk);
    if (mayAsk) ended(await saveAndLogin(custom));
    setBusy(false);
  }

  async function saveAndLogin(custom: BrandView['custom']): Promise<Result<SessionView>> {
    const { brand } = stored;
    const [app_id, app_secret] = [form.app_id.trim(), form.app_secret.trim()];
    const saved = await ask('session.save', { brand, app_id, app_secret, ...(custom && { custom }) });
    if (!saved.ok) return saved;
    // From here on the secret is the background's alone.
    ended(saved);
    setForm((typed) => ({ ...typed, app_secret: '' }));
    return ask('session.login', { brand, extras: [...extras] });
  }

  return (
    <div class="stack" ref={fields}>
      <AppFields form={form} stored={stored} changed={setForm} enter={() => void signIn()} />
      <div class="beside">
        <ActionButton name={t('options_sign_in')} look="primary" busy={busy} act={() => void signIn()} />
        <span class={missing.length > 0 ? 'hint' : 'hint ready'} role="status">
          {busy
            ? t('login_running')
            : missing.length > 0
              ? t('still_missing', missingWords(missing))
              : t('nothing_missing')}
        </span>
      </div>
      <Notices>{refused && <Notice tone="failure">{t('hosts_refused')}</Notice>}</Notices>
      {notices}
      <ConsoleSteps {...{ stored, redirectUrl, extras, setExtras }} />
    </div>
  );
}

const missingWords = (fields: readonly (keyof AppForm)[]) =>
  fields.map((field) => t(`app_field_${field}`)).join(t('list_separator'));
