import { describe } from 'vitest';
import { choose, paste } from '../support/form-steps';
import { click } from '../support/steps';
import { words } from '../support/words';
import { clears, type FieldCase, label, proveFields } from './field-cases';

const CASES: readonly FieldCase[] = [
  {
    name: 'repeat_rule',
    key: 'reminder-day',
    set: {
      do: (popup) => choose(popup, 'Repeat', words('repeat_workdays')),
      value: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR',
    },
    change: {
      do: async (popup) => {
        await choose(popup, 'Repeat', words('repeat_other'));
        await paste(popup, words('repeat_rule_text'), 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR');
      },
      value: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR',
    },
    clear: { do: clears('repeat_rule') },
    over: [
      {
        do: async (popup) => {
          await choose(popup, 'Repeat', words('repeat_other'));
          await paste(popup, words('repeat_rule_text'), `FREQ=DAILY;COUNT=${'1'.repeat(984)}`);
        },
        words: words('problem_too_long', 'en', 'Repeat', '1000'),
      },
    ],
    byServer: {
      do: (popup) => paste(popup, words('repeat_rule_text'), 'FREQ=HOURLY'),
      words: words('failure_invalid_value'),
    },
    kept: { label: words('repeat_rule_text'), role: 'textbox', text: 'FREQ=HOURLY' },
  },
  {
    name: 'mode',
    key: 'start-due',
    set: { do: (popup) => choose(popup, label('mode'), words('mode_1')), value: 1 },
    change: { do: (popup) => choose(popup, label('mode'), words('mode_2')), value: 2 },
    over: [],
    byServer: { do: (popup) => choose(popup, label('mode'), words('mode_1')) },
    kept: { label: label('mode'), role: 'combobox', text: '1' },
  },
  {
    name: 'is_milestone',
    key: 'days',
    set: { do: (popup) => click(popup, 'Milestone', 'checkbox'), value: true },
    change: { do: (popup) => click(popup, 'Milestone', 'checkbox'), value: false },
    over: [],
    byServer: { do: (popup) => click(popup, 'Milestone', 'checkbox') },
    kept: { label: 'Milestone', role: 'checkbox', text: 'true' },
  },
];

describe('repeat, completion mode and milestone', () => proveFields(CASES));
