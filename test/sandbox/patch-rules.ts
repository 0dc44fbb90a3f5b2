import { badField, invalidParam, serverError } from './api-error';
import { setFieldValues } from './custom-fields';
import type { Call } from './gateway';
import type { CustomComplete, Task } from './model';
import { checkRule } from './repeat';
import { setCompleted } from './task-record';
import { checkTimes, readMillis, readTime } from './task-times';
import { charCount, optionalString, requiredRecord } from './values';

/** Checks a value and puts it into the draft. Absent and null clear, where the field can be cleared. */
export type Setter = (draft: Task, value: unknown, call: Call) => void;

/** Every name that `update_fields` may hold (reference §3.5). */
export const SETTERS: Readonly<Record<string, Setter>> = {
  summary: (draft, value) => {
    const text = optionalString('task.summary', value) ?? '';
    if (text === '') throw invalidParam('summary', 'must not be empty.');
    limit('summary', text, 3_000);
    draft.summary = text;
  },
  description: (draft, value) => {
    draft.description = limit('description', optionalString('task.description', value) ?? '', 3_000);
  },
  start: (draft, value) => {
    const start = readTime('start', value);
    if (start) draft.start = start;
    else delete draft.start;
  },
  due: (draft, value) => {
    const due = readTime('due', value);
    if (due) {
      draft.due = due;
      return;
    }
    delete draft.due;
    // A reminder counts from due; that it goes with it is the stated expectation (UNCONFIRMED).
    draft.reminders = [];
  },
  completed_at: (draft, value) => {
    const text = optionalString('task.completed_at', value) ?? '';
    setCompleted(draft, text === '' ? '0' : String(readMillis('task.completed_at', text)));
  },
  repeat_rule: (draft, value) => {
    const rule = optionalString('task.repeat_rule', value) ?? '';
    if (rule !== '') checkRule(rule);
    draft.repeat_rule = rule;
  },
  mode: (draft, value) => {
    // Clearing it is UNCONFIRMED; refused here, so that nobody relies on it.
    if (value !== 1 && value !== 2) throw invalidParam('mode', 'must be 1 or 2.');
    draft.mode = value;
  },
  is_milestone: (draft, value) => {
    if (value !== undefined && value !== null && typeof value !== 'boolean') {
      throw badField('task.is_milestone', 'must be a boolean', value);
    }
    draft.is_milestone = value === true;
  },
  extra: (draft, value) => {
    const extra = optionalString('task.extra', value) ?? '';
    if (extra.length > 65_536) throw invalidParam('extra', 'the length must not exceed 65536.');
    draft.extra = extra;
  },
  custom_complete: (draft, value) => {
    if (value === undefined || value === null) delete draft.custom_complete;
    else draft.custom_complete = readCustomComplete(value);
  },
  custom_fields: (draft, value, call) => setFieldValues(call, draft, value),
};

/** Rules about the whole task, checked on the state after the change. Throws 1470400, or 1470500 for content review. */
export function checkWhole(draft: Task, names: readonly string[]): void {
  checkTimes(draft);
  if (draft.repeat_rule !== '' && !draft.due) {
    throw invalidParam('repeat_rule', 'cannot set repeat_rule without setting due.');
  }
  const reviewed = (['summary', 'description'] as const).filter((name) => names.includes(name));
  if (reviewed.some((name) => draft[name].includes('forbidden-content'))) throw serverError();
}

function limit(name: string, text: string, most: number): string {
  if (charCount(text) > most) throw invalidParam(name, `the length must not exceed ${most} utf8 characters.`);
  return text;
}

function readCustomComplete(value: unknown): CustomComplete {
  const given = requiredRecord('task.custom_complete', value);
  const result: CustomComplete = {};
  for (const platform of ['pc', 'ios', 'android'] as const) {
    if (given[platform] === undefined || given[platform] === null) continue;
    const item = requiredRecord(`task.custom_complete.${platform}`, given[platform]);
    const href = optionalString(`task.custom_complete.${platform}.href`, item.href);
    const tip = item.tip === undefined || item.tip === null ? undefined : readTip(platform, item.tip);
    result[platform] = { ...(href === undefined ? {} : { href }), ...(tip === undefined ? {} : { tip }) };
  }
  return result;
}

function readTip(platform: string, value: unknown): Record<string, string> {
  const tips = Object.entries(requiredRecord(`task.custom_complete.${platform}.tip`, value)).map(([locale, tip]) => {
    const text = optionalString(`task.custom_complete.${platform}.tip.${locale}`, tip) ?? '';
    if (charCount(text) > 1_000)
      throw invalidParam(`custom_complete.${platform}.tip`, 'the length must not exceed 1000.');
    return [locale, text] as const;
  });
  return Object.fromEntries(tips);
}
