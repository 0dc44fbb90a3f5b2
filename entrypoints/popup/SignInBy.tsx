import { ActionButton } from '../../components/ActionButton';
import { bounded } from '../../components/Boundary';
import { Notice } from '../../components/Notice';
import { formatTime } from '../../components/task-words';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { BrandView } from '../../lib/messages/contract';
import type { Brand } from '../../lib/task/brand';
import { useQuestion } from './use-question';

/** Says until when a sign-in works that could not be renewed: of this brand, or of every one. */
export const SignInBy = bounded('sign-in by', PlainSignInBy);

function PlainSignInBy({ brand }: { brand?: Brand }) {
  const { answer } = useQuestion('session.list', {}, ['session.changed']);
  const all = answer?.ok ? answer.value.brands : [];
  const ending = all.filter((one) => (brand === undefined || one.brand === brand) && isEnding(one));
  return ending.map(({ brand: its, account }) => (
    <Notice
      key={its}
      tone="waiting"
      actions={<ActionButton small name={t('sign_in')} act={() => void ask('options.open', {})} />}
    >
      {t('sign_in_by', timeOf(account?.until ?? 0))}
    </Notice>
  ));
}

const isEnding = ({ account, failure }: BrandView) =>
  account?.refreshes === false && failure?.reason === 'session_expired';

/** Within a day: the hour and minute say enough. */
const timeOf = (ms: number) => formatTime(ms, { timeStyle: 'short' });
