import { badField } from './api-error';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Length in UTF-8 characters, as the documentation counts: code points. */
export function charCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Absent and null both mean "no value". Throws 99992402 when it is something other than a string. */
export function optionalString(path: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badField(path, `${path} must be a string`, value);
  return value;
}

/** Throws 99992402 unless it is a list. */
export function requiredList(path: string, value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw badField(path, value === undefined ? `${path} is required` : `${path} must be a list`, value);
  return value;
}

/** Throws 99992402 unless it is an object. */
export function requiredRecord(path: string, value: unknown): Record<string, unknown> {
  if (!isRecord(value))
    throw badField(path, value === undefined ? `${path} is required` : `${path} must be an object`, value);
  return value;
}
