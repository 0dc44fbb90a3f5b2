// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChangePreview } from '../../components/ChangePreview';
import { type FormReading, type FormState, readForm } from '../../components/form-state';
import { PatchForm } from '../../components/PatchForm';
import type { Task } from '../../lib/task/schema';
import { has, mount, named, press, settle, speakEnglish, type, unmount } from './mount';

const task: Task = {
  guid: 'g',
  summary: 'QA sign-off',
  description: 'Run it',
  due: { timestamp: String(new Date('2026-11-24T18:00').getTime()), is_all_day: false },
};
const now = new Date('2026-11-22T12:00').getTime();
const me = { open_id: 'ou_me', name: 'Anna' };
let reading: FormReading;

function Form({ disabled = false }: { disabled?: boolean }) {
  const [state, setState] = useState<FormState>({});
  reading = readForm(task, state);
  return (
    <>
      <PatchForm task={task} me={me} state={state} reading={reading} change={setState} disabled={disabled} now={now} />
      <ChangePreview task={task} me={me} reading={reading} now={now} />
    </>
  );
}

const preview = () => named('What will change').textContent ?? '';
const row = (name: string) => document.querySelector(`[data-field=${name}]`) as HTMLElement;

beforeEach(speakEnglish);
afterEach(unmount);

describe('PatchForm', () => {
  it('names every control of the quick form', () => {
    mount(<Form />);
    for (const name of ['Title', 'Description', 'Due', 'Due time', 'Start', 'All day', 'Milestone'])
      expect(has(name), name).toBe(true);
    expect(has('Clear Title')).toBe(false);
    expect(has('Clear Milestone')).toBe(false);
    expect(has('Clear Start'), 'nothing to clear').toBe(false);
    expect(reading.patch).toEqual({});
  });

  it('sets a field, shows old and new, and restores it', async () => {
    mount(<Form />);
    await type('Title', 'QA sign-off 2');
    expect(reading.patch).toEqual({ summary: 'QA sign-off 2' });
    expect(row('summary').className).toContain('stance-set');
    expect(preview()).toContain('QA sign-off → QA sign-off 2');
    await press('Restore Title');
    expect(reading.patch).toEqual({});
    expect(named<HTMLTextAreaElement>('Title').value).toBe('QA sign-off');
  });

  it('clears by its own button and says so', async () => {
    mount(<Form />);
    await press('Clear Due');
    expect(reading.patch).toEqual({ due: null });
    expect(row('due').querySelector('s')?.textContent).toContain('24 Nov');
    expect(preview()).toContain('Due cleared');
    await press('Restore Due');
    expect(named<HTMLInputElement>('Due').value).toBe('2026-11-24');
  });

  it('takes an emptied description for a clear, and keeps its editor', async () => {
    mount(<Form />);
    await type('Description', '');
    expect(reading.patch).toEqual({ description: null });
    expect(named<HTMLTextAreaElement>('Description').placeholder).toBe('Run it');
    expect(preview()).toContain('Description cleared');
  });

  it('says what is wrong beside the field', async () => {
    mount(<Form />);
    await type('Title', '');
    const control = named('Title');
    expect(control.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Title cannot be empty',
    );
  });

  it('counts characters near the limit', async () => {
    mount(<Form />);
    await type('Description', '😀'.repeat(2990));
    expect(row('description').textContent).toContain('10 characters left');
    await type('Description', '😀'.repeat(2999));
    expect(row('description').textContent).toContain('1 character left');
    await type('Description', '😀'.repeat(3001));
    expect(row('description').textContent).toContain('1 character too many');
    await type('Description', '😀'.repeat(3002));
    expect(row('description').textContent).toContain('2 characters too many');
    expect(reading.problems).toEqual([{ field: 'description', problem: 'too_long' }]);
  });

  it('makes days of both times with one switch', async () => {
    mount(<Form />);
    await type('Start', '2026-11-23');
    expect(named<HTMLInputElement>('Start time').value).toBe('09:00');
    await press('All day');
    expect(has('Due time')).toBe(false);
    expect(reading.patch).toEqual({
      due: { timestamp: String(Date.UTC(2026, 10, 24)), is_all_day: true },
      start: { timestamp: String(Date.UTC(2026, 10, 23)), is_all_day: true },
    });
  });

  it('turns line breaks of a pasted title into spaces', async () => {
    mount(<Form />);
    await type('Title', 'one\r\ntwo');
    expect(reading.patch).toEqual({ summary: 'one two' });
  });

  it('offers nothing to a reader who may not edit', async () => {
    mount(<Form disabled />);
    await settle();
    expect(named<HTMLTextAreaElement>('Title').disabled).toBe(true);
    expect(has('Clear Due')).toBe(false);
  });
});
