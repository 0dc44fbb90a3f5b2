// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChangePreview } from '../../../../components/ChangePreview';
import { CustomFieldRows } from '../../../../components/fields/custom/CustomFieldRows';
import { type FormReading, type FormState, readForm } from '../../../../components/form-state';
import type { Failure } from '../../../../lib/failure';
import type { FieldsView } from '../../../../lib/messages/contract';
import type { Task } from '../../../../lib/task/schema';
import { has, mount, named, press, settle, speakEnglish, type, unmount } from '../../mount';
import { ALL, task as sample } from './samples';

const me = { open_id: 'ou_me', name: 'Anna' };
let reading: FormReading;

interface FormProps {
  readonly task?: Task;
  readonly fields?: FieldsView | undefined;
  readonly failure?: Failure;
  readonly disabled?: boolean;
}

function Form({ task = sample, fields = { definitions: ALL, unreadable: [] }, failure, disabled = false }: FormProps) {
  const [state, setState] = useState<FormState>({});
  reading = readForm(task, state, fields?.definitions);
  return (
    <>
      <CustomFieldRows {...{ task, me, fields, failure, state, reading, disabled }} change={setState} />
      <ChangePreview {...{ task, me, reading, fields }} now={0} />
    </>
  );
}

const sent = () => reading.patch.custom_fields;
const row = (guid: string) => document.querySelector(`[data-field="custom:${guid}"]`) as HTMLElement;
const preview = () => named('What will change').querySelector('ul')?.textContent ?? '';
const choices = (name: string) =>
  Array.from(named<HTMLSelectElement>(name).options, (option) => option.textContent ?? '');

async function choose(name: string, words: string): Promise<void> {
  await act(async () => {
    const select = named<HTMLSelectElement>(name);
    select.value = Array.from(select.options).find((option) => option.textContent === words)?.value ?? 'nothing';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

async function tick(guid: string, name: string): Promise<void> {
  await act(async () => named(name, row(guid)).click());
  await settle();
}

const ticked = (guid: string) =>
  Array.from(row(guid).querySelectorAll<HTMLInputElement>('input:checked'), (box) => box.getAttribute('aria-label'));

beforeEach(speakEnglish);
afterEach(unmount);

describe('custom fields', () => {
  it('stand under their own names, untouched, and send nothing', () => {
    mount(<Form />);
    expect(reading.patch).toEqual({});
    for (const name of ['Cost', 'Share done', 'Reviewer', 'Launch day', 'Stage', '备注'])
      expect(has(name), name).toBe(true);
    for (const name of ['Team', 'Areas']) expect(document.querySelector(`fieldset[aria-label="${name}"]`)).toBeTruthy();
    for (const { name } of ALL) expect(has(`Clear ${name}`), name).toBe(true);
  });

  it('take a number in its own unit, say how it is rounded, and refuse what is none', async () => {
    mount(<Form />);
    expect(named<HTMLInputElement>('Cost').value).toBe('1250.5');
    expect(row('cost').textContent).toContain('$');
    await type('Cost', '1300.005');
    expect(sent()).toEqual([{ guid: 'cost', number_value: '1300.01' }]);
    expect(row('cost').textContent).toContain('Saved as 1300.01');
    expect(preview()).toContain('Cost $1,250.50 → $1,300.01');
    await type('Cost', '1,300');
    expect(reading.problems).toEqual([{ field: 'custom_fields', problem: 'not_a_number', guid: 'cost' }]);
    expect(document.getElementById(named('Cost').getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'Cost is not a plain number',
    );
    await type('Cost', '1250.50');
    expect(reading.patch).toEqual({});
  });

  it('take a percentage as percent and send a fraction', async () => {
    mount(<Form />);
    expect(named<HTMLInputElement>('Share done').value).toBe('20');
    expect(row('share').textContent).toContain('%');
    await type('Share done', '37.55');
    expect(sent()).toEqual([{ guid: 'share', number_value: '0.376' }]);
    expect(row('share').textContent).toContain('Saved as 37.6: this field keeps one digit after the point.');
    expect(preview()).toContain('Share done 20.0% → 37.6%');
  });

  it('take one person by name, or nobody', async () => {
    mount(<Form />);
    expect(choices('Reviewer')).toEqual(['not set', 'Anna', '李雷', '张明德', 'a member (…ou_x)']);
    await choose('Reviewer', 'Anna');
    expect(sent()).toEqual([{ guid: 'reviewer', member_value: [{ id: 'ou_me', type: 'user' }] }]);
    expect(preview()).toContain('Reviewer 张明德 → Anna');
    await choose('Reviewer', 'not set');
    expect(sent()).toEqual([{ guid: 'reviewer', member_value: [] }]);
    expect(preview()).toContain('Reviewer cleared');
  });

  it('take several people, and let go of one known by id only', async () => {
    mount(<Form />);
    expect(ticked('team')).toEqual(['a member (…ou_x)']);
    await tick('team', '李雷');
    expect(
      sent()?.[0]
        ?.member_value?.map(({ id }) => id)
        .sort(),
    ).toEqual(['ou_li', 'ou_x']);
    await tick('team', 'a member (…ou_x)');
    expect(sent()?.[0]?.member_value?.map(({ id }) => id)).toEqual(['ou_li']);
    await tick('team', '李雷');
    expect(sent()).toEqual([{ guid: 'team', member_value: [] }]);
  });

  it('take a day as midnight UTC, whatever the zone, and show it in the field’s own format', async () => {
    mount(<Form />);
    expect(named<HTMLInputElement>('Launch day').value).toBe('2027-01-01');
    await type('Launch day', '2027-02-28');
    expect(sent()).toEqual([{ guid: 'day', datetime_value: String(Date.UTC(2027, 1, 28)) }]);
    expect(preview()).toContain('Launch day 01/01/2027 → 28/02/2027');
    await press('Clear Launch day');
    expect(sent()).toEqual([{ guid: 'day', datetime_value: '' }]);
    expect(row('day').querySelector('s')?.textContent).toBe('01/01/2027');
    await press('Restore Launch day');
    expect(reading.patch).toEqual({});
  });

  it('take one option by name; a hidden one stays while it is chosen, and only then', async () => {
    mount(<Form />);
    expect(choices('Stage')).toEqual(['not set', 'Draft', 'Final', 'Old stage (hidden)']);
    await choose('Stage', 'Final');
    expect(sent()).toEqual([{ guid: 'stage', single_select_value: 's2' }]);
    expect(preview()).toContain('Stage Old stage (hidden) → Final');
    await choose('Stage', 'Old stage (hidden)');
    expect(reading.patch).toEqual({});
    await press('Clear Stage');
    expect(sent()).toEqual([{ guid: 'stage', single_select_value: '' }]);
  });

  it('offer a hidden option to no task that does not have it', () => {
    mount(<Form task={{ ...sample, custom_fields: [] }} />);
    expect(choices('Stage')).toEqual(['not set', 'Draft', 'Final']);
    expect(row('areas').textContent).toBe('AreasWebServer');
  });

  it('take several options; a hidden one stays through changes until it is unticked, which can be undone', async () => {
    mount(<Form />);
    expect(ticked('areas')).toEqual(['Web', 'Retired area (hidden)']);
    expect(row('areas').textContent).not.toContain('Gone');
    expect(row('areas').textContent).not.toContain('kept');
    await tick('areas', 'Server');
    expect(sent()).toEqual([{ guid: 'areas', multi_select_value: ['a1', 'a2', 'a3'] }]);
    expect(reading.problems).toEqual([]);
    expect(row('areas').textContent).toContain('Hidden by now, and kept: Retired area.');
    await tick('areas', 'Server');
    expect(reading.patch).toEqual({});
    expect(ticked('areas')).toEqual(['Web', 'Retired area (hidden)']);
    await tick('areas', 'Retired area (hidden)');
    expect(sent()).toEqual([{ guid: 'areas', multi_select_value: ['a1'] }]);
    expect(row('areas').textContent).not.toContain('kept');
    await tick('areas', 'Retired area (hidden)');
    expect(reading.patch).toEqual({});
    await tick('areas', 'Server');
    await tick('areas', 'Retired area (hidden)');
    expect(sent()).toEqual([{ guid: 'areas', multi_select_value: ['a1', 'a2'] }]);
    await press('Clear Areas');
    expect(sent()).toEqual([{ guid: 'areas', multi_select_value: [] }]);
  });

  it('take text up to 3,000 characters and count near the limit', async () => {
    mount(<Form />);
    await type('备注', '字'.repeat(2990));
    expect(sent()).toEqual([{ guid: 'note', text_value: '字'.repeat(2990) }]);
    expect(row('note').textContent).toContain('10 characters left');
    await type('备注', '字'.repeat(3001));
    expect(reading.problems).toEqual([{ field: 'custom_fields', problem: 'text_too_long', guid: 'note' }]);
    await press('Clear 备注');
    expect(sent()).toEqual([{ guid: 'note', text_value: '' }]);
  });

  it('keep the focus in the row when a button takes itself away', async () => {
    mount(<Form />);
    named('Clear Cost').focus();
    await press('Clear Cost');
    expect(row('cost').contains(document.activeElement)).toBe(true);
  });

  it('send only those that changed', async () => {
    mount(<Form />);
    await type('备注', 'Done');
    await choose('Stage', 'Draft');
    expect(
      sent()
        ?.map(({ guid }) => guid)
        .sort(),
    ).toEqual(['note', 'stage']);
  });
});

describe('custom fields that cannot be changed', () => {
  const scope: Failure = { kind: 'forbidden', reason: 'scope_not_granted' };

  it('show value and reason where the definition is missing', () => {
    const unreadable = [{ guid: 'note', failure: { kind: 'forbidden', reason: 'no_field_right' } as const }];
    mount(<Form fields={{ definitions: ALL.filter(({ guid }) => guid !== 'note'), unreadable }} />);
    expect(row('note').textContent).toContain('Ask 法务 first.');
    expect(row('note').textContent).toContain('You may not see this custom field.');
    expect(has('备注')).toBe(false);
    expect(has('Clear 备注')).toBe(false);
    expect(has('Cost')).toBe(true);
  });

  it('say a reason that all share once', () => {
    const guids = ['list', ...ALL.map(({ guid }) => guid)];
    mount(<Form fields={{ definitions: [], unreadable: guids.map((guid) => ({ guid, failure: scope })) }} />);
    expect(document.querySelectorAll('input, select, textarea')).toHaveLength(0);
    expect(document.body.textContent?.match(/Open its options/g)).toHaveLength(1);
    // Without the definition an option has no name, but that there is one is said.
    expect(row('areas').textContent).toContain('an option whose name Tasklark cannot read');
    expect(row('reviewer').textContent).toContain('张明德');
  });

  it('say nothing while the definitions are asked for, nor to somebody who has no such fields', () => {
    mount(
      <CustomFieldRows
        {...{ task: sample, me, state: {}, disabled: false }}
        reading={readForm(sample, {})}
        fields={undefined}
        failure={undefined}
        change={() => undefined}
      />,
    );
    expect(row('note').textContent).toBe('备注Ask 法务 first.');
    mount(
      <Form
        task={{ ...sample, custom_fields: [] }}
        fields={{ definitions: [], unreadable: [{ guid: 'list', failure: scope }] }}
      />,
    );
    expect(document.body.textContent).not.toContain('Custom fields');
  });

  it('have disabled editors where the task may not be edited', () => {
    mount(<Form disabled />);
    const controls = Array.from(document.querySelectorAll<HTMLInputElement>('.row :is(input, select, textarea)'));
    expect(controls.length).toBeGreaterThan(8);
    expect(controls.every((control) => control.disabled)).toBe(true);
    expect(has('Clear Cost')).toBe(false);
  });

  it('show names of strangers with nothing hidden in them', () => {
    const odd = { guid: 'odd', name: 'a\u202Eb', type: 'text' as const };
    mount(<Form fields={{ definitions: [odd], unreadable: [] }} />);
    expect(has('a⟨U+202E⟩b')).toBe(true);
  });
});
