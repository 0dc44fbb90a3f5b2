import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { FailureNotice, Notice, Notices } from '../../components/Notice';
import { formatTime } from '../../components/task-words';
import type { Failure } from '../../lib/failure';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { BrandView, Result, SessionView } from '../../lib/messages/contract';
import { BRANDS, type Brand } from '../../lib/task/brand';
import { Connect } from './Connect';
import { LoginHelp } from './LoginHelp';
import { SignedIn } from './SignedIn';
import { grantedExtras } from './scopes';
import { TokenForm } from './TokenForm';

interface AccountProps {
  readonly session: SessionView;
  readonly take: (answer: Result<SessionView>) => void;
}

/** One account for each platform; the platform chosen here is only the one that is looked at. */
export function Account({ session, take }: AccountProps) {
  const [brand, setBrand] = useState<Brand>(() => firstBrand(session));
  const [failed, setFailed] = useState<{ brand: Brand; failure: Failure }>();
  const stored = session.brands.find((one) => one.brand === brand) ?? { brand, app_id: '', hasSecret: false };
  const signedIn = session.brands.filter(({ account }) => account);

  // Signing in takes its time; meanwhile another platform may be looked at, and the failure is not its.
  const failure = failed?.brand === brand ? failed.failure : undefined;

  function ended(answer: Result<SessionView>) {
    setFailed(answer.ok ? undefined : { brand, failure: answer.failure });
    // A failed attempt leaves what is known as it was.
    if (answer.ok) take(answer);
  }

  const said = (
    <>
      <Notices>
        {failure ? (
          <FailureNotice failure={failure} dismiss={() => setFailed(undefined)} />
        ) : (
          <Standing stored={stored} ended={ended} />
        )}
      </Notices>
      {failure?.reason === 'login_closed' && <LoginHelp redirectUrl={session.redirectUrl} />}
    </>
  );
  const setup = (notices: ComponentChildren) => (
    <>
      <Connect stored={stored} redirectUrl={session.redirectUrl} ended={ended} notices={notices} />
      <TokenForm brand={brand} ended={ended} />
    </>
  );
  return (
    <>
      <div class="field">
        <label for="platform">{t('platform')}</label>
        <select id="platform" value={brand} onChange={({ currentTarget }) => setBrand(currentTarget.value as Brand)}>
          {BRANDS.map((one) => (
            <option key={one} value={one}>
              {t(`brand_${one}`)}
            </option>
          ))}
        </select>
        {signedIn.length > 0 && <span class="hint">{t('signed_in_where', names(signedIn))}</span>}
      </div>
      {stored.account ? (
        <>
          <SignedIn brand={brand} account={stored.account} legacy={stored.legacy === true} ended={ended} />
          {said}
          <details key={brand} class="fold">
            <summary>{t('change_app')}</summary>
            <div class="fold-body">{setup(null)}</div>
          </details>
        </>
      ) : (
        // What went wrong is said right below the button that was pressed.
        <div key={brand} class="stack">
          {setup(said)}
        </div>
      )}
    </>
  );
}

const firstBrand = ({ brands }: SessionView): Brand =>
  (brands.find(({ account }) => account) ?? brands.find(({ app_id }) => app_id))?.brand ?? 'feishu';

const names = (brands: readonly BrandView[]) => brands.map(({ brand }) => t(`brand_${brand}`)).join(' · ');

/**
 * What is wrong with this account for as long as it is. Not renewing itself is no failure, and neither is a sign-in that
 * could not be renewed: it works until it ends.
 */
function Standing({ stored, ended }: { stored: BrandView; ended: (answer: Result<SessionView>) => void }) {
  const { brand, account, failure } = stored;
  const [busy, setBusy] = useState(false);
  if (!failure) return null;
  if (account && failure.reason === 'no_refresh_token')
    return <Notice tone="waiting">{t('failure_no_refresh_token')}</Notice>;
  if (!account || account.refreshes || failure.reason !== 'session_expired') return <FailureNotice failure={failure} />;

  /** With the same app, and the same rights as far as anything here needs them. */
  async function signIn() {
    setBusy(true);
    ended(await ask('session.login', { brand, extras: grantedExtras(account) }));
    setBusy(false);
  }
  const button = <ActionButton small name={t('options_sign_in')} busy={busy} act={() => void signIn()} />;
  return (
    <Notice tone="waiting" actions={button}>
      {t('sign_in_by', timeOf(account.until))}
    </Notice>
  );
}

const timeOf = (ms: number) => formatTime(ms, { timeStyle: 'short' });
