import { t } from '../../../lib/i18n';
import type { CustomFieldOption } from '../../../lib/task/custom-fields';
import { Sentence } from '../../Sentence';
import { CheckList } from './CheckList';
import { Dot } from './Dot';
import type { CustomEditorProps } from './editor';
import { joinIds, optionsOf, splitIds } from './typing';
import { optionName } from './words';

/**
 * Any number of options. Hidden ones stand in the list only where the task has them, and go with the first change, since
 * the API refuses a list that holds one (feishu-task-api §3.9); undoing the change brings them back.
 */
export function MultiSelectField(props: CustomEditorProps) {
  const { definition, label, typed, original, change, problemId, disabled } = props;
  const all = optionsOf(definition);
  const before = splitIds(original);
  const chosen = splitIds(typed);
  const isHidden = (guid: string) => all.some((option) => option.guid === guid && option.is_hidden);
  const lost = before.filter((guid) => isHidden(guid) && !chosen.includes(guid));

  function next(guid: string, wanted: boolean): string {
    if (wanted && isHidden(guid)) return original;
    const kept = [...chosen.filter((one) => one !== guid), ...(wanted ? [guid] : [])].filter((one) => !isHidden(one));
    // A hidden one that was taken out by itself is meant to go; any other change that was undone brings all back.
    const shown = before.filter((one) => !isHidden(one));
    return !isHidden(guid) && sameIds(kept, shown) ? original : joinIds(inOrder(all, kept));
  }

  return (
    <>
      <CheckList
        label={label}
        choices={[
          ...all
            .filter(({ guid, is_hidden }) => !is_hidden || before.includes(guid))
            .map((option) => ({
              id: option.guid,
              name: optionName(option),
              mark: <Dot index={option.color_index} />,
            })),
          ...before
            .filter((guid) => !all.some((option) => option.guid === guid))
            .map((guid) => ({ id: guid, name: t('unknown_option') })),
        ]}
        chosen={chosen}
        toggle={(guid, wanted) => change(next(guid, wanted))}
        problemId={problemId}
        disabled={disabled}
      />
      {lost.length > 0 && typed !== '' && (
        <span class="hint">
          <Sentence words={(names) => t('hidden_goes', names)} text={namesOf(all, lost)} />
        </span>
      )}
    </>
  );
}

const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

const namesOf = (options: readonly CustomFieldOption[], guids: readonly string[]) =>
  options
    .filter(({ guid }) => guids.includes(guid))
    .map(({ name = '' }) => name)
    .join(t('list_separator'));

/** In the definition's order, so that equal choices are equal texts; what it does not know comes last. */
function inOrder(options: readonly CustomFieldOption[], guids: readonly string[]): string[] {
  const known = options.map(({ guid }) => guid).filter((guid) => guids.includes(guid));
  return [...known, ...guids.filter((guid) => !known.includes(guid))];
}
