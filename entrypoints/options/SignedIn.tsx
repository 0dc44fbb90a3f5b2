import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { Icon } from '../../components/icons';
import { Sentence } from '../../components/Sentence';
import { TaskText } from '../../components/TaskText';
import { formatTime } from '../../components/task-words';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { AccountView, Result, SessionView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { missingScopes } from './scopes';

interface SignedInProps {
  readonly brand: Brand;
  readonly account: AccountView;
  /** Served by task v1, since the app holds only the old scope. */
  readonly legacy: boolean;
  readonly ended: (answer: Result<SessionView>) => void;
}

/** Who is signed in, for how long, and with which rights; and the way out. */
export function SignedIn({ brand, account, legacy, ended }: SignedInProps) {
  const [busy, setBusy] = useState(false);
  const missing = missingScopes(account);

  async function signOut() {
    setBusy(true);
    ended(await ask('session.logout', { brand }));
    setBusy(false);
  }

  return (
    <div class="card account">
      <div class="who">
        <span class="badge" aria-hidden="true">
          <Icon name="check" />
        </span>
        <div>
          <strong>
            <Sentence words={(name) => t('signed_in_as', name)} text={account.name} longest={100} />
          </strong>
          <p class="quiet">
            {t(`brand_${brand}`)} ·{' '}
            {account.refreshes ? t('renews_itself') : t('signed_in_until', moment(account.until))}
          </p>
        </div>
        <ActionButton name={t('sign_out')} busy={busy} act={() => void signOut()} />
      </div>
      <p class="quiet">
        {t('granted_scopes')} {account.scopes.length > 0 ? <Scopes names={account.scopes} /> : t('scopes_unknown')}
      </p>
      {legacy && <p class="quiet">{t('account_legacy')}</p>}
      {missing.length > 0 && (
        <p class="overdue">
          {t('missing_scopes')} <Scopes names={missing} />
        </p>
      )}
    </div>
  );
}

function Scopes({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.map((name) => (
        <Fragment key={name}>
          <code>
            <TaskText text={name} longest={100} />
          </code>{' '}
        </Fragment>
      ))}
    </>
  );
}

/** A moment (ms since 1970) as the reader's locale writes it, with the day. */
const moment = (ms: number) => formatTime(ms, { dateStyle: 'medium', timeStyle: 'short' });
