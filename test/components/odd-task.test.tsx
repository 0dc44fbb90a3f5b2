// @vitest-environment happy-dom
import fc from 'fast-check';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FormReading, type FormState, readForm } from '../../components/form-state';
import { PatchForm } from '../../components/PatchForm';
import { ReadOnlyFacts } from '../../components/ReadOnlyFacts';
import { TaskSummary } from '../../components/TaskSummary';
import { Reasons } from '../../entrypoints/popup/Reasons';
import type { FieldsView, TaskView } from '../../lib/messages/contract';
import { completionOf, partsOf } from '../../lib/task/completion';
import type { CustomFieldType } from '../../lib/task/custom-fields';
import { toRequest } from '../../lib/task/patch';
import { readTask } from '../../lib/task/read-task';
import type { Task } from '../../lib/task/schema';
import { verdicts } from '../../lib/task/status';
import { GUID, SAMPLES } from '../lib/task/odd-samples';
import { replaced, SPOILERS, spoilt } from '../support/mutate';
import { mount, settle, speakEnglish, type, unmount } from './mount';

const me = { open_id: 'ou_me', name: 'Anna' };
const now = 1_790_000_000_000;
const TYPES: readonly CustomFieldType[] = ['number', 'member', 'datetime', 'single_select', 'multi_select', 'text'];
const options = { options: [{ guid: 'option-a', name: 'A' }] };
const fields: FieldsView = {
  definitions: TYPES.map((kind) => ({
    ...{ guid: `field-${kind}`, name: kind, type: kind },
    ...(kind.endsWith('select') && { [`${kind}_setting`]: options }),
  })),
  unreadable: [],
};

let reading: FormReading;

function Screen({ task }: { task: Task }) {
  const [state, setState] = useState<FormState>({});
  reading = readForm(task, state, fields.definitions);
  const [parts, completion] = [partsOf(task), completionOf(task)];
  const view = {
    ...{ brand: 'feishu', guid: task.guid, task, me, verdicts: verdicts(task, me), progress: 'settled', readAt: now },
    ...(parts && { parts }),
    ...(completion && { completion }),
  } as TaskView;
  return (
    <>
      <TaskSummary task={task} me={me} progress="settled" may now={now} heading withCreator />
      <Reasons view={view} now={now} />
      <PatchForm {...{ task, me, state, reading, fields, now }} change={setState} disabled={false} />
      <ReadOnlyFacts task={task} me={me} />
    </>
  );
}

/** As it comes from the background: read there, and sent as JSON. */
function arrived(value: unknown): Task {
  const sent = JSON.parse(JSON.stringify(value), (_, inner) => (inner === null ? undefined : inner));
  return JSON.parse(JSON.stringify(readTask(sent, GUID))) as Task;
}

async function show(value: unknown): Promise<Task> {
  const task = arrived(value);
  mount(<Screen task={task} />);
  await settle();
  return task;
}

const row = (name: string) => document.querySelector<HTMLElement>(`[data-field="${name}"]`);
const KEPT = 'Tasklark cannot read this. It stays as it is; change it in Feishu or Lark.';

beforeEach(speakEnglish);
afterEach(unmount);

async function check(value: unknown, path: readonly (string | number)[]): Promise<void> {
  const task = await show(value);
  expect(document.body.textContent).not.toContain('could not show this part');
  if (task.summary) expect(document.querySelector('h1')?.textContent).not.toBe('');
  for (const name of Object.keys(task.unreadable ?? {}))
    expect(document.body.textContent, name).toContain('cannot read this');
  const [label, field] =
    path[0] === 'summary' ? (['Description', 'description'] as const) : (['Title', 'summary'] as const);
  await type(label, 'New words');
  expect(toRequest(reading.patch)).toEqual({ task: { [field]: 'New words' }, update_fields: [field] });
  expect(reading.problems).toEqual([]);
}

describe('a task of which one part is odd', () => {
  it('is drawn, and the rest of it can be changed', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt(SAMPLES), ({ value, path }) => check(value, path)),
      { numRuns: 150, seed: 20_261_130 },
    );
  }, 120_000);

  it.each(Object.keys(SAMPLES[0] ?? {}))(
    'is drawn whatever stands in the place of %s',
    async (name) => {
      for (const spoil of [
        'a list of odd things',
        'a deep object',
        'a prototype',
        'a long number',
        'a negative number',
      ])
        await check(replaced(SAMPLES[0], [name], SPOILERS[spoil] ?? (() => undefined)), [name]);
    },
    60_000,
  );
});

describe('a part that cannot be read', () => {
  it.each<[string, object, string]>([
    ['summary', { summary: ['A'] }, '["A"]'],
    ['description', { description: { text: 'x' } }, '{"text":"x"}'],
    ['due', { due: [1] }, '[1]'],
    ['repeat_rule', { repeat_rule: { freq: 'daily' } }, '{"freq":"daily"}'],
    ['is_milestone', { is_milestone: 'maybe' }, 'maybe'],
    ['mode', { mode: 3 }, '3'],
    ['extra', { extra: { a: 1 } }, '{"a":1}'],
    ['custom_complete', { custom_complete: { tv: { href: 'x' } } }, '{"tv":{"href":"x"}}'],
    ['custom_fields', { custom_fields: [{ text_value: 'x' }] }, '[{"text_value":"x"}]'],
    ['custom:f', { custom_fields: [{ guid: 'f', name: 'Field', rating_value: 5 }] }, '5'],
  ])('has a row without an input, with what stands there: %s', async (name, value, words) => {
    await show({ guid: GUID, summary: 'A', ...value });
    expect(row(name)?.textContent).toContain(words);
    expect(row(name)?.textContent).toContain(KEPT);
    expect(row(name)?.querySelector('input, textarea, select, button')).toBeNull();
  });

  it('of a custom field shows people by name, and the field stays as it is', async () => {
    await show({
      guid: GUID,
      summary: 'A',
      custom_fields: [{ guid: 'field-member', member_value: [{ name: 'Bo' }, {}] }],
    });
    expect(row('custom:field-member')?.textContent).toContain('Bo, somebody without a name');
    expect(row('custom:field-member')?.textContent).toContain(KEPT);
    expect(row('custom:field-member')?.querySelector('input')).toBeNull();
  });

  it('stands among the facts where the form has no row for it', async () => {
    const people = [{ name: 'Bo', role: 'assignee' }, { role: 'assignee' }, { id: 'ou_9', role: 'x', name: 'Cy' }, 7];
    await show({ guid: GUID, summary: 'A', status: 'paused', members: people, reminders: 'soon', tasklists: 5 });
    const facts = document.querySelector('.facts')?.textContent;
    for (const words of [
      'Bo, somebody without a name',
      'Cy',
      'paused',
      'cannot be read: [7]',
      'soon',
      'cannot be read: 5',
    ])
      expect(facts).toContain(words);
  });
});
