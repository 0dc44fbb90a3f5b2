import { t } from '../../../lib/i18n';
import { plainText } from '../../../lib/text/visible-text';
import { Dot } from './Dot';
import type { CustomEditorProps } from './editor';
import { optionsOf } from './typing';
import { optionName } from './words';

/** One option or none. A hidden one stands in the list only where the task already has it (feishu-task-api §3.9). */
export function SingleSelectField(props: CustomEditorProps) {
  const { definition, label, typed, original, change, problemId, disabled } = props;
  const all = optionsOf(definition);
  const options = all.filter(({ guid, is_hidden }) => !is_hidden || guid === original);
  const chosen = all.find(({ guid }) => guid === typed);
  const isUnknown = typed !== '' && !chosen;
  return (
    <div class="choice">
      {chosen && <Dot index={chosen.color_index} />}
      <select
        class="with-dots"
        aria-label={label}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        disabled={disabled}
        value={typed}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      >
        <option value="">{t('not_set')}</option>
        {options.map((option) => (
          <option key={option.guid} value={option.guid} dir="auto">
            {plainText(optionName(option), 100)}
          </option>
        ))}
        {isUnknown && <option value={typed}>{t('unknown_option')}</option>}
      </select>
    </div>
  );
}
