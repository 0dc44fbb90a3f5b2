import { UnseenSwitch } from '../../components/UnseenSwitch';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import { tracksVisibility } from '../../lib/visibility';

interface UnseenChoiceProps {
  /** Of a direct site. */
  readonly origin: string;
  readonly unseen?: boolean;
  /** The organisation decided how Tasklark acts there. */
  readonly byPolicy?: true;
}

/** Why a click asks even on this direct site, and the choice that it shall not; nothing in a browser that can say what is visible. */
export function UnseenChoice({ origin, unseen = false, byPolicy }: UnseenChoiceProps) {
  if (tracksVisibility()) return null;
  const set = (on: boolean) => void ask('site.set', { origin, mode: 'direct', unseen: on });
  return (
    <div class="unseen quiet">
      {!byPolicy && <UnseenSwitch site={new URL(origin).host} on={unseen} set={set} />}
      {!(byPolicy && unseen) && <p>{t('unseen_why')}</p>}
    </div>
  );
}
