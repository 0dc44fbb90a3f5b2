import { type CustomComplete, tidy } from '../lib/task/custom-complete';
import type { FieldKind, FieldName } from '../lib/task/fields';
import type { TaskTime } from '../lib/task/schema';
import { fromFormTime, momentOf, toForm } from '../lib/task/times';

/** Typed, but no value yet: half a date, or text that nothing can read. */
export const INCOMPLETE = Symbol('incomplete');

export type TypedValue = string | number | boolean | TaskTime | CustomComplete | null;

/** How the value of one kind of field is typed, and read back; a new kind is a row here and an editor in fields/. */
interface Typing {
  typed(value: unknown, name: FieldName, allDay: boolean): string;
  read(typed: string, allDay: boolean): TypedValue | typeof INCOMPLETE;
}

/** What the clock shows when a date is chosen first. */
const USUAL_TIME: Partial<Record<FieldName, string>> = { start: '09:00', due: '18:00', completed_at: '12:00' };

/** What is no date is typed as this mark and its own text, so that it differs from an empty field and no input takes it. */
const ODD = '?';

/** The timestamp that a typed text stands for where it is no date; nothing for a date, half a date, or none. */
export const oddTimestamp = (typed: string) => (typed.startsWith(ODD) ? typed.slice(ODD.length) : undefined);

/** A timestamp that is no date, as typed; nothing for one that is. */
export const typedOdd = (timestamp: string) => (momentOf(timestamp) === undefined ? ODD + timestamp : undefined);

/** Whether a time must be sent again as the form's other kind, a day or a moment; what is no date stays as it is. */
export const changesKind = (value: TaskTime | undefined, allDay: boolean) =>
  value !== undefined && momentOf(value.timestamp) !== undefined && (value.is_all_day ?? false) !== allDay;

const plain: Typing = { typed: (value) => (value as string | undefined) ?? '', read: (typed) => typed || null };

const time: Typing = {
  typed(value, name, allDay) {
    const odd = value ? typedOdd((value as TaskTime).timestamp) : undefined;
    if (odd !== undefined) return odd;
    const { date, time } = toForm(value as TaskTime | undefined);
    return date && joinTime(date, allDay ? time : time || (USUAL_TIME[name] ?? ''));
  },
  read(typed, allDay) {
    if (typed === '') return null;
    return fromFormTime(splitTime(typed), allDay) ?? INCOMPLETE;
  },
};

/** Custom fields are typed one by one (fields/custom/typing.ts), so they have no row here. */
export const TYPING: Record<Exclude<FieldKind, 'custom'>, Typing> = {
  line: plain,
  text: plain,
  data: plain,
  rule: plain,
  switch: { typed: (value) => String(value ?? false), read: (typed) => typed === 'true' },
  // A task without a mode is one that any assignee may finish (T2/task/create).
  mode: { typed: (value) => String(value ?? 2), read: (typed) => (typed === '1' ? 1 : 2) },
  time,
  moment: {
    typed: (value, name) => time.typed(value && { timestamp: value }, name, false),
    read(typed) {
      const value = time.read(typed, false);
      return typeof value === 'object' ? ((value as TaskTime | null)?.timestamp ?? null) : INCOMPLETE;
    },
  },
  completion: {
    typed(value) {
      const completion = tidy(value as CustomComplete | undefined);
      return completion ? JSON.stringify(completion) : '';
    },
    read: (typed) => readCompletion(typed) ?? null,
  },
};

/** A custom completion as typed: the object as JSON; nothing for no text, and for text that is none. */
export function readCompletion(typed: string): CustomComplete | undefined {
  try {
    return tidy(JSON.parse(typed || 'null') ?? undefined);
  } catch {
    return undefined;
  }
}

/** A time as typed: date and clock parted by a space. Without a date it is not complete; nothing at all is a clear. */
export function joinTime(date: string, time: string): string {
  return date ? `${date} ${time}`.trimEnd() : ` ${time}`;
}

/** The native inputs' values of a typed time; none for what is no date. */
export function splitTime(typed: string): { date: string; time: string } {
  if (oddTimestamp(typed) !== undefined) return { date: '', time: '' };
  const [date = '', time = ''] = typed.split(' ');
  return { date, time };
}

/** A date just chosen, with the usual time of day when none stands beside it. */
export function chooseDate(name: FieldName, date: string, time: string, allDay: boolean): string {
  return joinTime(date, time || allDay || !date ? time : (USUAL_TIME[name] ?? ''));
}
