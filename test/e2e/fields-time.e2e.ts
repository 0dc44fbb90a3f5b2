import type { Page } from 'puppeteer';
import { describe } from 'vitest';
import { typeDate, typeTime } from '../support/form-steps';
import { click, find } from '../support/steps';
import { words } from '../support/words';
import { clears, type FieldCase, label, proveFields } from './field-cases';

const day = (date: string) => ({ timestamp: String(Date.parse(`${date}T00:00Z`)), is_all_day: true });
/** A time of the machine's zone, as in the browser that runs on it. */
const moment = (date: string, time: string) => ({
  timestamp: String(new Date(`${date}T${time}`).getTime()),
  is_all_day: false,
});
const switchAllDay = (popup: Page) => click(popup, words('all_day'), 'checkbox');

const CASES: readonly FieldCase[] = [
  {
    name: 'due',
    key: 'shared',
    set: {
      do: async (popup) => {
        await typeDate(popup, 'Due', '2031-03-30');
        await typeTime(popup, 'Due', '17:45');
      },
      value: moment('2031-03-30', '17:45'),
    },
    change: { do: switchAllDay, value: day('2031-03-30') },
    clear: { do: clears('due') },
    over: [
      {
        do: async (popup) => {
          await typeDate(popup, 'Start', '2031-04-02');
          await typeDate(popup, 'Due', '2031-04-01');
        },
        words: words('problem_start_after_due'),
        changes: 2,
      },
    ],
    byServer: { do: (popup) => typeDate(popup, 'Due', '2031-05-01') },
    kept: { label: 'Due', role: 'Date', text: '2031-05-01' },
  },
  {
    name: 'start',
    key: 'overdue',
    set: { do: (popup) => typeDate(popup, 'Start', '2020-02-29'), value: day('2020-02-29') },
    change: { do: (popup) => typeDate(popup, 'Start', '1970-01-02'), value: day('1970-01-02') },
    clear: { do: clears('start') },
    over: [{ do: (popup) => typeDate(popup, 'Start', '2099-12-31'), words: words('problem_start_after_due') }],
    byServer: { do: (popup) => typeDate(popup, 'Start', '2019-05-01') },
    kept: { label: 'Start', role: 'Date', text: '2019-05-01' },
  },
  {
    name: 'completed_at',
    key: 'parent',
    set: {
      do: async (popup) => {
        await typeDate(popup, label('completed_at'), '2024-02-29');
        await typeTime(popup, label('completed_at'), '08:05:42');
      },
      value: moment('2024-02-29', '08:05:42').timestamp,
    },
    // A done task takes no other time: it is reopened first.
    change: {
      do: (popup) => typeTime(popup, label('completed_at'), '21:30'),
      before: ['0'],
      value: moment('2024-02-29', '21:30').timestamp,
    },
    clear: { do: clears('completed_at'), value: '0' },
    over: [
      {
        do: async (popup) => {
          await typeDate(popup, label('completed_at'), '2024-03-01');
          const time = await find(popup, words('time_of', 'en', label('completed_at')), 'InputTime');
          await time.focus();
          await popup.keyboard.press('Backspace');
        },
        words: words('problem_incomplete', 'en', label('completed_at')),
      },
    ],
    byServer: {
      do: async (popup) => {
        await typeDate(popup, label('completed_at'), '2024-03-01');
        await typeTime(popup, label('completed_at'), '10:00');
      },
    },
    kept: { label: label('completed_at'), role: 'Date', text: '2024-03-01' },
  },
];

describe('due, start and the time of completion', () => proveFields(CASES));
