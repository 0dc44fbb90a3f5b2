import { t } from '../lib/i18n';
import type { FieldsView } from '../lib/messages/contract';
import { conflicts, customConflicts } from '../lib/task/conflicts';
import { type CustomComplete, PLATFORMS } from '../lib/task/custom-complete';
import { entryOf } from '../lib/task/custom-fields';
import { type FieldName, fieldValue, heldValue } from '../lib/task/fields';
import type { TaskPatch } from '../lib/task/patch';
import type { Person, Task } from '../lib/task/schema';
import { peopleOf } from './fields/custom/people';
import { customValueWords } from './fields/custom/words';
import { tipName } from './fields/tip-names';
import { customKey } from './form-state';
import { difference, valueWords } from './value-words';

/** One field that somebody else has changed meanwhile, each side in words, cut to where they differ. */
export interface Contested {
  /** A field's name, or the key of a custom field (form-state.ts). */
  readonly key: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  /** What both began with. */
  readonly base: string;
}

/** Up to this length (UTF-16 units) all three are shown whole. */
const WHOLE = 200;

interface Sides {
  readonly task: Task;
  readonly me: Person;
  readonly fields: FieldsView | undefined;
  /** ms since 1970 */
  readonly now: number;
}

/** The fields of a patch in conflict, custom ones one by one: all others merge by themselves. */
export function contestedFields({ task, me, fields, now }: Sides, patch: TaskPatch, base: TaskPatch): Contested[] {
  const plain = conflicts(task, patch, base).filter((name) => name !== 'custom_fields');
  const people = peopleOf(task, me);
  return [
    ...plain.map((name) => {
      const words = (value: unknown) => wholeWords(name, value, now);
      return {
        key: name,
        label: t(`field_${name}`),
        ...sides(words(patch[name]), words(heldValue(task, name)), words(base[name])),
      };
    }),
    ...customConflicts(task, patch, base).map((guid) => {
      const definition = fields?.definitions.find((one) => one.guid === guid);
      const theirs = entryOf(fieldValue(task, 'custom_fields'), guid);
      const words = (values: TaskPatch['custom_fields']) =>
        customValueWords(entryOf(values ?? [], guid), definition, people);
      return {
        key: customKey(guid),
        label: definition?.name || theirs?.name || t('unnamed_field'),
        ...sides(words(patch.custom_fields), customValueWords(theirs, definition, people), words(base.custom_fields)),
      };
    }),
  ];
}

/** A custom completion with everything in it: two that hold equally much must still be told apart. */
function wholeWords(name: FieldName, value: unknown, now: number): string {
  if (name !== 'custom_complete' || !value || 'unreadable' in (value as object)) return valueWords(name, value, now);
  return PLATFORMS.flatMap((platform) => {
    const { href, tip = {} } = (value as CustomComplete)[platform] ?? {};
    const parts = [...(href ? [href] : []), ...Object.entries(tip).map(([key, text]) => `${tipName(key)}: ${text}`)];
    return parts.length > 0 ? [`${t(`platform_${platform}`)}: ${parts.join(t('list_separator'))}`] : [];
  }).join(' · ');
}

function sides(mine: string, theirs: string, base: string): Pick<Contested, 'mine' | 'theirs' | 'base'> {
  // Short values are shown whole.
  if (Math.max(mine.length, theirs.length, base.length) <= WHOLE) return { mine, theirs, base };
  const [before, other] = difference(base, theirs);
  return { mine: difference(base, mine)[1], theirs: other, base: before };
}
