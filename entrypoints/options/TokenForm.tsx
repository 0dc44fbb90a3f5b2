import { useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { Result, SessionView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { TextField } from './TextField';

interface TokenFormProps {
  readonly brand: Brand;
  readonly ended: (answer: Result<SessionView>) => void;
}

/** A pasted user access token, for a trial without an app of one's own; it works until it expires. */
export function TokenForm({ brand, ended }: TokenFormProps) {
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);

  async function useToken() {
    if (!token.trim()) return;
    setBusy(true);
    const answer = await ask('session.token', { brand, token: token.trim() });
    if (answer.ok) setToken('');
    ended(answer);
    setBusy(false);
  }

  return (
    <details class="fold" open>
      <summary>{t('trial_title')}</summary>
      <div class="fold-body">
        <TextField
          label={t('user_access_token')}
          value={token}
          typed={setToken}
          secret
          placeholder="u-… / eyJ…"
          hint={t('trial_hint')}
          maxLength={8192}
          enter={() => void useToken()}
        >
          <ActionButton
            name={t('use_token')}
            busy={busy}
            why={token.trim() ? undefined : t('token_empty')}
            act={() => void useToken()}
          />
        </TextField>
      </div>
    </details>
  );
}
