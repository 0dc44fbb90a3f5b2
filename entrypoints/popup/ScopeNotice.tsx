import { ActionButton } from '../../components/ActionButton';
import { Notice } from '../../components/Notice';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { TaskView } from '../../lib/messages/contract';
import { nextAction } from '../../lib/task/actions';

/** Which scope keeps the fields from being edited, and the way out; before anybody types, not after. */
export function ScopeNotice({ view: { task, verdicts } }: { view: TaskView }) {
  const { why } = verdicts.edit;
  if (why !== 'old_scope_only' && why !== 'no_write_scope') return null;
  // Above it stands why the task cannot be completed or reopened, which is the same then.
  const isSaid = verdicts[nextAction(task)].why === why;
  return (
    <Notice
      tone="info"
      actions={<ActionButton small name={t('open_options')} act={() => void ask('options.open', {})} />}
    >
      {!isSaid && t(`why_${why}`)} {t('scope_way_out')}
    </Notice>
  );
}
