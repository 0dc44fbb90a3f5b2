// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChangePreview } from '../../components/ChangePreview';
import { type FormReading, type FormState, readForm } from '../../components/form-state';
import { PatchForm } from '../../components/PatchForm';
import { ReadOnlyFacts } from '../../components/ReadOnlyFacts';
import { TaskSummary } from '../../components/TaskSummary';
import { Reasons } from '../../entrypoints/popup/Reasons';
import type { FieldsView, TaskView } from '../../lib/messages/contract';
import { completionOf, partsOf } from '../../lib/task/completion';
import { toRequest } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import { statusOf, verdicts } from '../../lib/task/status';
import { mount, press, settle, speakEnglish, type, unmount } from './mount';

const me = { open_id: 'ou_me', name: 'Anna' };
const now = Date.UTC(2026, 10, 30, 12);
const NANOSECONDS = '1775174400123000000';

const ODD = ['abc', '-5', '1e99', '-0', NANOSECONDS, '2026-11-30', '9'.repeat(300), '8640000000000001', ' 5'];
/** Dates, if strange ones: seconds, microseconds, the last moment of all, a part of a millisecond. */
const STRANGE = ['1775174400', '1775174400123000', '8640000000000000', '1675742789470.5'];

const definition = { guid: 'date', name: 'Ship date', type: 'datetime' } as const;
const fields: FieldsView = { definitions: [definition], unreadable: [] };

/** A task with this timestamp wherever one can stand. */
const everywhere = (timestamp: string): Task => ({
  guid: 'g',
  summary: 'QA sign-off',
  status: 'todo',
  completed_at: '0',
  mode: 1,
  due: { timestamp, is_all_day: false },
  start: { timestamp, is_all_day: true },
  repeat_rule: 'FREQ=DAILY',
  created_at: timestamp,
  updated_at: timestamp,
  creator: { id: 'ou_me' },
  members: [
    { id: 'ou_me', role: 'assignee', name: 'Anna' },
    { id: 'ou_2', role: 'assignee', name: 'Bo' },
  ],
  assignee_related: [{ id: 'ou_2', completed_at: timestamp }],
  reminders: [{ relative_fire_minute: 9e300 }, { relative_fire_minute: -9e300 }, { relative_fire_minute: 'x' }],
  attachments: [{ name: 'a', size: 9e300 }, { size: -1 }],
  custom_fields: [{ guid: 'date', name: 'Ship date', type: 'datetime', datetime_value: timestamp }],
});

let reading: FormReading;

function Screen({ task }: { task: Task }) {
  const [state, setState] = useState<FormState>({});
  reading = readForm(task, state, fields.definitions);
  const [parts, completion] = [partsOf(task), completionOf(task)];
  const view = {
    ...{ brand: 'feishu', guid: 'g', task, me, verdicts: verdicts(task, me), progress: 'settled', readAt: now },
    ...(parts && { parts }),
    ...(completion && { completion }),
  } as TaskView;
  return (
    <>
      <TaskSummary task={task} me={me} progress="settled" may now={now} heading withCreator />
      <Reasons view={view} now={now} />
      <PatchForm {...{ task, me, state, reading, fields, now }} change={setState} disabled={false} />
      <ChangePreview {...{ task, me, reading, fields, now }} />
      <ReadOnlyFacts task={task} me={me} />
    </>
  );
}

const row = (name: string) => document.querySelector(`[data-field="${name}"]`) as HTMLElement;
const request = () => toRequest(reading.patch);

beforeEach(speakEnglish);
afterEach(unmount);

describe.each(ODD)('what is no date: %s', (timestamp) => {
  const words = `not a date: ${timestamp.length > 40 ? `${timestamp.slice(0, 40)}…` : timestamp}`;

  it('is shown as it is, beside an empty input, and sent with no other change', async () => {
    mount(<Screen task={everywhere(timestamp)} />);
    await settle();
    expect(document.querySelector('.summary')?.textContent).toContain(words);
    for (const name of ['due', 'start', 'custom:date']) {
      expect(row(name).textContent, name).toContain(words);
      expect(row(name).querySelector<HTMLInputElement>('input[type=date]')?.value, name).toBe('');
    }
    expect(document.querySelector('.facts')?.textContent).toContain(words);
    expect(document.querySelector('.parts')?.textContent).toContain(words);
    expect(reading).toMatchObject({ patch: {}, problems: [] });
    await type('Title', 'New title');
    expect(request()).toEqual({ task: { summary: 'New title' }, update_fields: ['summary'] });
    expect(reading.problems).toEqual([]);
  });

  it('can be set and cleared', async () => {
    mount(<Screen task={everywhere(timestamp)} />);
    await type('Due', '2026-12-24');
    await type('Due time', '09:30');
    const at = String(new Date('2026-12-24T09:30').getTime());
    expect(request()).toEqual({ task: { due: { timestamp: at, is_all_day: false } }, update_fields: ['due'] });
    await press('Restore Due');
    expect(request().update_fields).toEqual([]);
    await press('Clear Start');
    expect(request()).toEqual({ task: {}, update_fields: ['start'] });
    expect(row('start').querySelector('s')?.textContent).toContain('not a date: ');
    await press('Restore Start');
    await press('Clear Ship date');
    expect(request().task).toEqual({ custom_fields: [{ guid: 'date', datetime_value: '' }] });
    await type('Ship date', '2026-12-24');
    expect(request().task).toEqual({
      custom_fields: [{ guid: 'date', datetime_value: String(Date.UTC(2026, 11, 24)) }],
    });
  });

  it('stays as it is where the other time becomes a day', async () => {
    mount(<Screen task={{ ...everywhere(timestamp), start: { timestamp: '1775174400000', is_all_day: false } }} />);
    await press('All day');
    expect(request().update_fields).toEqual(['start']);
  });

  it('as the time of completion says so, and the task can be reopened where it is done', async () => {
    const done = { ...everywhere(timestamp), status: 'done', completed_at: timestamp };
    mount(<Screen task={done} />);
    expect(document.querySelector('.summary')?.textContent).toContain(words);
    expect(row('completed_at').textContent).toContain(words);
    expect(verdicts(done, me).reopen.may).toBe(true);
    await press('Clear Completed at');
    expect(request()).toEqual({ task: { completed_at: '0' }, update_fields: ['completed_at'] });
  });

  it('is never overdue', () => {
    expect(statusOf('feishu', everywhere(timestamp), me, now, 'settled').overdue).toBe(false);
  });
});

describe.each(STRANGE)('a strange date: %s', (timestamp) => {
  it('is shown as one and sent with no other change', async () => {
    mount(<Screen task={{ ...everywhere(timestamp), start: undefined as never }} />);
    await settle();
    expect(document.body.textContent).not.toContain('not a date');
    await type('Title', 'New title');
    expect(request().update_fields).toEqual(['summary']);
  });
});
