import { ActionButton } from '../../components/ActionButton';
import { bounded } from '../../components/Boundary';
import { Notice } from '../../components/Notice';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import { useQuestion } from './use-question';

/** Changes that the database gave back broken: said until it is dismissed, since they will not be sent. */
export const AsideNotice = bounded('set aside', PlainAsideNotice);

function PlainAsideNotice() {
  const { answer, refresh } = useQuestion('aside.list', {}, ['outbox.changed']);
  const lost = answer?.ok ? answer.value : [];
  if (lost.length === 0) return null;

  const copy = () => void navigator.clipboard.writeText(lost.map(({ text }) => text).join('\n\n'));
  const dismiss = () => void ask('aside.seen', {}).then(refresh);
  return (
    <Notice
      tone="failure"
      dismiss={dismiss}
      actions={<ActionButton small icon="copy" name={t('copy_aside')} act={copy} />}
    >
      {lost.length === 1 ? t('aside_one') : t('aside_many', lost.length)}
    </Notice>
  );
}
