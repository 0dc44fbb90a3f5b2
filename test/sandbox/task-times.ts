import { badField, invalidParam } from './api-error';
import type { Task, TaskTime } from './model';
import { optionalString, requiredRecord } from './values';

const DAY = 86_400_000;
/** The last instant that a date can name, ms. */
const LAST = 8_640_000_000_000_000;

/** Reads a string of ms ≥ 0 and at most 20 characters; throws 1470400 for anything else. */
export function readMillis(path: string, text: string): number {
  if (text.length > 20) throw invalidParam(path, 'the length must not exceed 20.');
  if (!/^\d+$/.test(text) || Number(text) > LAST)
    throw invalidParam(path, 'must be a timestamp in milliseconds, not negative.');
  return Number(text);
}

/**
 * Reads `start` or `due`. Absent, null and timestamp "0" clear it (undefined).
 * An all-day time keeps only its UTC day, a moment only its whole second; the rest is cut silently.
 */
export function readTime(name: 'start' | 'due', value: unknown): TaskTime | undefined {
  if (value === undefined || value === null) return undefined;
  const { timestamp, is_all_day: allDay = false } = requiredRecord(`task.${name}`, value);
  if (typeof allDay !== 'boolean') throw badField(`task.${name}.is_all_day`, 'must be a boolean', allDay);
  const text = optionalString(`task.${name}.timestamp`, timestamp);
  if (text === undefined || text === '') throw invalidParam(`${name}.timestamp`, 'param is required.');
  const ms = readMillis(`${name}.timestamp`, text);
  if (ms === 0) return undefined;
  const unit = allDay ? DAY : 1_000;
  return { timestamp: String(Math.floor(ms / unit) * unit), is_all_day: allDay };
}

/** Rules that hold between start and due; checked on the state after the change (UNCONFIRMED, the stated expectation). */
export function checkTimes({ start, due }: Task): void {
  if (!start || !due) return;
  if (start.is_all_day !== due.is_all_day)
    throw invalidParam('start.is_all_day', 'start and due must have the same is_all_day.');
  if (Number(start.timestamp) > Number(due.timestamp))
    throw invalidParam('start.timestamp', 'start must not be later than due.');
}
