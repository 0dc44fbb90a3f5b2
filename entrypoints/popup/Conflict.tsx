import { useEffect, useState } from 'preact/hooks';
import { ActionButton } from '../../components/ActionButton';
import { bounded } from '../../components/Boundary';
import { Chooser, type Side } from '../../components/Chooser';
import { type Contested, contestedFields } from '../../components/contested';
import { CUSTOM } from '../../components/form-state';
import type { Failure } from '../../lib/failure';
import { t } from '../../lib/i18n';
import { ask } from '../../lib/messages/ask';
import type { FieldsView, OperationView, TaskView } from '../../lib/messages/contract';
import type { FieldName } from '../../lib/task/fields';
import { touched } from '../../lib/task/patch';

interface ConflictProps {
  readonly view: TaskView;
  readonly operation: OperationView;
  readonly fields: FieldsView | undefined;
  /** What was typed for these keys has been answered for. */
  readonly settled: (keys: readonly string[]) => void;
  readonly failed: (failure: Failure) => void;
  /** ms since 1970 */
  readonly now: number;
}

/** A saved change that met another one: the fields in conflict, mine or theirs, or none of it. */
export const Conflict = bounded('conflict', PlainConflict);

function PlainConflict({ view, operation, fields, settled, failed, now }: ConflictProps) {
  const [busy, setBusy] = useState(false);
  const { id, patch, base } = operation;
  const contested = contestedFields({ task: view.task, me: view.me, fields, now }, patch, base);

  // It stands above the form, and whoever has just saved looks below it.
  useEffect(() => document.querySelector('.chooser')?.scrollIntoView({ block: 'nearest' }), []);

  async function finish(answer: ReturnType<typeof ask<'outbox.resolve' | 'outbox.discard'>>): Promise<void> {
    setBusy(true);
    const given = await answer;
    setBusy(false);
    if (given.ok) settled(keysOf(operation));
    else failed(given.failure);
  }

  return (
    <Chooser
      contested={contested}
      verb={t('save_choice')}
      busy={busy}
      choose={(sides) => void finish(ask('outbox.resolve', { id, ...kept(operation, contested, sides) }))}
      more={<ActionButton name={t('discard_change')} act={() => void finish(ask('outbox.discard', { id }))} />}
    >
      {t(contested.length > 0 ? 'conflict_saved' : 'conflict_over')}
    </Chooser>
  );
}

/** What of my change goes on: all but the fields that stay theirs. */
function kept({ patch }: OperationView, contested: readonly Contested[], sides: ReadonlyMap<string, Side>) {
  const theirs = new Set(contested.filter(({ key }) => sides.get(key) === 'theirs').map(({ key }) => key));
  const custom = (patch.custom_fields ?? []).map(({ guid }) => guid).filter((guid) => !theirs.has(CUSTOM + guid));
  const keep: FieldName[] = touched(patch).filter((name) =>
    name === 'custom_fields' ? custom.length > 0 : !theirs.has(name),
  );
  return patch.custom_fields ? { keep, custom } : { keep };
}

/** Everything that the change said, by the keys of the form. */
function keysOf({ patch }: OperationView): string[] {
  const names: string[] = touched(patch).filter((name) => name !== 'custom_fields');
  return [...names, ...(patch.custom_fields ?? []).map(({ guid }) => CUSTOM + guid)];
}
