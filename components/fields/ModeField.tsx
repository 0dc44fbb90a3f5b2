import { t } from '../../lib/i18n';
import type { EditorProps } from './editor';

/** Whether every assignee must complete (会签) or any may (或签). */
export function ModeField({ label, typed, change, problemId, disabled }: EditorProps) {
  return (
    <select
      aria-label={label}
      aria-describedby={problemId}
      disabled={disabled}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    >
      <option value="1">{t('mode_1')}</option>
      <option value="2">{t('mode_2')}</option>
    </select>
  );
}
