import { t } from '../../../lib/i18n';
import { plainText } from '../../../lib/text/visible-text';
import { CheckList } from './CheckList';
import type { CustomEditorProps, KnownPerson } from './editor';
import { joinIds, splitIds } from './typing';
import { personName } from './words';

/** One person or several, of those that the task knows; somebody known by id only is shown by it and can be taken out. */
export function MemberField(props: CustomEditorProps) {
  const { definition, label, typed, original, change, people, problemId, disabled } = props;
  const chosen = splitIds(typed);
  const choices = withStrangers(people, [...splitIds(original), ...chosen]);
  // A value with several people in a field for one (its setting was changed) must still be seen whole.
  const isMany = definition.member_setting?.multi === true || splitIds(original).length > 1;
  if (isMany)
    return (
      <CheckList
        label={label}
        choices={choices.map(({ id }) => ({ id, name: personName(id, people) }))}
        chosen={chosen}
        toggle={(id, wanted) =>
          change(joinIds(choices.map((one) => one.id).filter((one) => (one === id ? wanted : chosen.includes(one)))))
        }
        problemId={problemId}
        disabled={disabled}
      />
    );
  return (
    <select
      aria-label={label}
      aria-invalid={problemId !== undefined}
      aria-describedby={problemId}
      disabled={disabled}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    >
      <option value="">{t('not_set')}</option>
      {choices.map(({ id }) => (
        <option key={id} value={id} dir="auto">
          {plainText(personName(id, people), 100)}
        </option>
      ))}
    </select>
  );
}

function withStrangers(people: readonly KnownPerson[], ids: readonly string[]): readonly KnownPerson[] {
  const strangers = [...new Set(ids)].filter((id) => !people.some((person) => person.id === id));
  return [...people, ...strangers.map((id) => ({ id }))];
}
