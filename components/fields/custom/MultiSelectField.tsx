import { t } from '../../../lib/i18n';
import type { CustomFieldOption } from '../../../lib/task/custom-fields';
import { Sentence } from '../../Sentence';
import { CheckList } from './CheckList';
import { Dot } from './Dot';
import type { CustomEditorProps } from './editor';
import { hiddenAmong, joinIds, optionsOf, splitIds } from './typing';
import { namesOfOptions, optionName } from './words';

/**
 * Any number of options. A hidden one stands in the list only where the task has it, and stays chosen until it is unticked:
 * whether Feishu takes a changed list that holds one is not certain (feishu-task-api §3.9), so that is said.
 */
export function MultiSelectField(props: CustomEditorProps) {
  const { definition, label, typed, original, change, problemId, disabled } = props;
  const all = optionsOf(definition);
  const before = splitIds(original);
  const chosen = splitIds(typed);
  const hidden = typed === original ? [] : hiddenAmong(definition, chosen);

  function next(guid: string, wanted: boolean): string {
    const ids = chosen.filter((one) => one !== guid);
    if (wanted) ids.push(guid);
    // The task's own choice keeps the order in which Feishu has it.
    return sameIds(ids, before) ? original : joinIds(inOrder(all, ids));
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
      {hidden.length > 0 && !problemId && (
        <span class="hint">
          <Sentence words={(names) => t('hidden_stays', names)} text={namesOfOptions(hidden)} />
        </span>
      )}
    </>
  );
}

const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

/** In the definition's order, so that equal choices are equal texts; what it does not know comes last. */
function inOrder(options: readonly CustomFieldOption[], guids: readonly string[]): string[] {
  const known = options.map(({ guid }) => guid).filter((guid) => guids.includes(guid));
  return [...known, ...guids.filter((guid) => !known.includes(guid))];
}
