import type { CustomFieldDefinition } from '../../../lib/task/custom-fields';
import type { Task } from '../../../lib/task/schema';
import { type Language, type Row, type Step, says } from '../model';
import { showing } from '../samples/own-page';
import { NOW, tasks } from '../samples/tasks';
import { troubledFields } from '../samples/troubled-fields';

interface Field {
  /** The field, by its name in the form. */
  readonly of: string;
  readonly task?: Partial<Task>;
  readonly draft?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

const MORE: readonly Step[] = [{ open: '.more > summary' }, { wait: '.more-rows .row' }];

/** One field of the form alone. */
const field = (state: string, { of, task, draft = {}, steps = [] }: Field): Row => ({
  ...{ surface: 'field', document: 'popup', state, only: `[data-field="${of}"]`, tall: 2600 },
  scene: (language) => showing({ ...tasks(language).full, ...task }, language, { draft, steps: [...MORE, ...steps] }),
});

const repeats = (state: string, repeat_rule: string, more: Partial<Field> = {}) =>
  field(state, { of: 'repeat_rule', task: { repeat_rule }, ...more });

const DONE = { status: 'done', completed_at: String(NOW - 9e6) } as const;
const LATER = '2026-11-30 09:30';
const RULE = 'FREQ=DAILY;INTERVAL=1';
const COMPLETION = { custom_complete: { pc: { href: 'https://erp.example.com/purchase/4711' } } };

const custom = (state: string, typed: (language: Language) => Readonly<Record<string, string>>): Row => ({
  ...{ surface: 'field', document: 'popup', state, tall: 2600 },
  scene: (language) => {
    const { task, definitions } = troubledFields(language);
    return showing(task, language, {
      draft: typed(language),
      answers: { 'fields.read': says({ definitions: definitions as CustomFieldDefinition[], unreadable: [] }) },
    });
  },
});

export const FIELDS_ALONE: readonly Row[] = [
  repeats('repeats each month', 'FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR'),
  repeats('repeats on a late day', 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=31'),
  repeats('repeats by a rule of its own', 'FREQ=YEARLY;INTERVAL=1'),
  repeats('repeats by a rule that cannot be told', 'FREQ=HOURLY'),
  repeats('repeats no more', 'FREQ=DAILY;COUNT=1'),
  repeats('repeats without a due', '', { task: { repeat_rule: '', due: undefined }, draft: { repeat_rule: RULE } }),
  field('one character of data', { of: 'extra', task: { extra: 'x' } }),
  field('few characters left', { of: 'description', draft: { description: 'a'.repeat(2990) } }),
  field('one character left', { of: 'summary', draft: { summary: 'a'.repeat(2999) } }),
  field('will complete', { of: 'completed_at', draft: { completed_at: LATER } }),
  field('will reopen', { of: 'completed_at', task: DONE, draft: { completed_at: '' } }),
  field('will complete anew', { of: 'completed_at', task: DONE, draft: { completed_at: LATER } }),
  field('rule, then completion', { of: 'repeat_rule', draft: { completed_at: LATER, repeat_rule: RULE } }),
  field('reopening, then rule', { of: 'repeat_rule', task: DONE, draft: { completed_at: '', repeat_rule: RULE } }),
  field('completion on each platform', {
    of: 'custom_complete',
    task: COMPLETION,
    steps: [
      { press: '.tabs button:nth-child(2)' },
      { press: '.tabs button:nth-child(3)' },
      { press: '.completion-panel > .button' },
      { wait: '.languages' },
    ],
  }),
  field('completion with a long tip', {
    of: 'custom_complete',
    task: COMPLETION,
    draft: { custom_complete: JSON.stringify({ pc: { tip: { en_us: 'a'.repeat(1001) } } }) },
  }),
  custom('custom fields, odd values', () => ({})),
  custom('custom fields, odd changes', (language) => troubledFields(language).typed),
];
