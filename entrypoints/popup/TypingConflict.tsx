import { bounded } from '../../components/Boundary';
import { Chooser, type Side } from '../../components/Chooser';
import { type Contested, contestedFields } from '../../components/contested';
import type { FormState } from '../../components/form-state';
import { basesOf } from '../../components/typed-bases';
import { t } from '../../lib/i18n';
import type { TaskPatch } from '../../lib/task/patch';

interface TypingConflictProps {
  readonly contested: readonly Contested[];
  /** Keeps what was typed for the first keys, over theirs, and drops it for the others. */
  readonly choose: (mine: readonly string[], theirs: readonly string[]) => void;
}

/** Fields that were typed into and have been changed elsewhere before they were saved. */
export const TypingConflict = bounded('typing conflict', PlainTypingConflict);

function PlainTypingConflict({ contested, choose }: TypingConflictProps) {
  const keysOf = (sides: ReadonlyMap<string, Side>, side: Side) =>
    contested.map(({ key }) => key).filter((key) => sides.get(key) === side);
  return (
    <Chooser
      contested={contested}
      verb={t('use_choice')}
      busy={false}
      choose={(sides) => choose(keysOf(sides, 'mine'), keysOf(sides, 'theirs'))}
    >
      {t('conflict_typing')}
    </Chooser>
  );
}

/** The fields in which what was typed would go over a change that was made elsewhere since. */
export function contestedTyping(
  sides: Parameters<typeof contestedFields>[0],
  state: FormState,
  patch: TaskPatch,
): Contested[] {
  return contestedFields(sides, patch, basesOf(sides.task, state, patch));
}

/** Brings the choice into view and puts the focus into it. */
export function focusChooser(): void {
  const chooser = document.querySelector('.chooser');
  chooser?.scrollIntoView({ block: 'nearest' });
  chooser?.querySelector<HTMLElement>('input, button')?.focus();
}
