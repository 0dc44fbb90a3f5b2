import { FIELDS, type FieldKind, type FieldName, fieldOf, fieldValue } from '../lib/task/fields';
import { fromForm, type PatchProblem, problems, type TaskPatch, touched } from '../lib/task/patch';
import type { Task, TaskTime } from '../lib/task/schema';
import { fromFormTime, toForm } from '../lib/task/times';

/**
 * What was typed into the form and not saved: field name → text, only fields that the user touched, so that all others follow
 * the task. Plain strings, because the same record is the draft that survives the popup.
 */
export type FormState = Readonly<Record<string, string>>;

/** Keep the task's value, set another, or clear it. */
export type Stance = 'keep' | 'set' | 'clear';

export interface FormProblem {
  readonly field: FieldName;
  readonly problem: PatchProblem['problem'] | 'incomplete';
}

export interface FormReading {
  readonly patch: TaskPatch;
  /** Fields that are not as in the task, those that cannot be sent yet among them; in the table's order. */
  readonly changed: readonly FieldName[];
  readonly problems: readonly FormProblem[];
}

/** Marks start and due alike; they must be of one kind (T2/task/overview). */
const ALL_DAY = 'all_day';
/** What the clock shows when a date is chosen first. */
const USUAL_TIME: Partial<Record<FieldName, string>> = { start: '09:00', due: '18:00' };
const INCOMPLETE = Symbol('incomplete');

type Value = string | boolean | TaskTime | null;

/** How the value of one kind of field is typed, and read back; a new kind is a row here and an editor in fields/. */
interface Typing {
  typed(value: unknown, name: FieldName, allDay: boolean): string;
  read(typed: string, allDay: boolean): Value | typeof INCOMPLETE;
}

const plain: Typing = { typed: (value) => (value as string | undefined) ?? '', read: (typed) => typed || null };

const TYPING: Record<FieldKind, Typing> = {
  line: plain,
  text: plain,
  moment: plain,
  switch: { typed: (value) => String(value ?? false), read: (typed) => typed === 'true' },
  time: {
    typed(value, name, allDay) {
      const { date, time } = toForm(value as TaskTime | undefined);
      return date && joinTime(date, allDay ? time : time || (USUAL_TIME[name] ?? ''));
    },
    read(typed, allDay) {
      if (typed === '') return null;
      return fromFormTime(splitTime(typed), allDay) ?? INCOMPLETE;
    },
  },
};

/** A time as typed: date and clock parted by a space. Without a date it is not complete; nothing at all is a clear. */
export function joinTime(date: string, time: string): string {
  return date ? `${date} ${time}`.trimEnd() : ` ${time}`;
}

/** The native inputs' values of a typed time. */
export function splitTime(typed: string): { date: string; time: string } {
  const [date = '', time = ''] = typed.split(' ');
  return { date, time };
}

/** A date just chosen, with the usual time of day when none stands beside it. */
export function chooseDate(name: FieldName, date: string, time: string, allDay: boolean): string {
  return joinTime(date, time || allDay || !date ? time : (USUAL_TIME[name] ?? ''));
}

/** Whether start and due are days (true) or moments. */
export function isAllDay(task: Task, state: FormState): boolean {
  return state[ALL_DAY] === undefined ? taskIsAllDay(task) : state[ALL_DAY] === 'true';
}

function taskIsAllDay(task: Task): boolean {
  return (fieldValue(task, 'due') ?? fieldValue(task, 'start'))?.is_all_day ?? false;
}

/** What the field's editor shows: what was typed, else the task's value. */
export function typedOf(task: Task, state: FormState, name: FieldName): string {
  return state[name] ?? original(task, state, name);
}

function original(task: Task, state: FormState, name: FieldName): string {
  return TYPING[fieldOf(name).kind].typed(fieldValue(task, name), name, isAllDay(task, state));
}

/** The state after typing; text that equals the task's again is no change. */
export function edit(task: Task, state: FormState, name: FieldName, typed: string): FormState {
  const { [name]: _, ...others } = state;
  return typed === original(task, state, name) ? others : { ...others, [name]: typed };
}

/** Back to what the task has. A time brings its kind back too, for start and due alike. */
export function restore(state: FormState, name: FieldName): FormState {
  const dropped = fieldOf(name).kind === 'time' ? [name, ALL_DAY] : [name];
  return Object.fromEntries(Object.entries(state).filter(([key]) => !dropped.includes(key)));
}

/** Start and due become days, or moments, together; their dates stay. */
export function switchAllDay(task: Task, state: FormState, allDay: boolean): FormState {
  const { [ALL_DAY]: _, ...others } = state;
  return allDay === taskIsAllDay(task) ? others : { ...others, [ALL_DAY]: String(allDay) };
}

function wanted(task: Task, state: FormState, name: FieldName): Value | undefined | typeof INCOMPLETE {
  const { kind } = fieldOf(name);
  const allDay = isAllDay(task, state);
  const value = fieldValue(task, name);
  const moved = kind === 'time' && value !== undefined && ((value as TaskTime).is_all_day ?? false) !== allDay;
  if (state[name] === undefined && !moved) return undefined;
  const typed = typedOf(task, state, name);
  // An unset time whose date was taken out again is unset, as before.
  if (kind === 'time' && value === undefined && !splitTime(typed).date) return undefined;
  return TYPING[kind].read(typed, allDay);
}

/** The change that the form means, and what stands in its way. */
export function readForm(task: Task, state: FormState): FormReading {
  const form: Record<string, Value> = {};
  const incomplete = new Set<FieldName>();
  for (const { name } of FIELDS) {
    const value = wanted(task, state, name);
    if (value === INCOMPLETE) incomplete.add(name);
    else if (value !== undefined) form[name] = value;
  }
  const patch = fromForm(task, form as TaskPatch);
  const changes = new Set([...touched(patch), ...incomplete]);
  return {
    patch,
    changed: FIELDS.map(({ name }) => name).filter((name) => changes.has(name)),
    problems: [
      ...[...incomplete].map((field) => ({ field, problem: 'incomplete' as const })),
      ...problems(task, patch),
    ],
  };
}

/** How one field stands, by what the whole form means. */
export function stanceOf({ patch, changed }: FormReading, name: FieldName): Stance {
  if (!changed.includes(name)) return 'keep';
  return patch[name] === null && fieldOf(name).canClear ? 'clear' : 'set';
}

/** What is still unsaved once `sent` has been applied: text typed since then stays. */
export function afterSave(state: FormState, sent: FormState): FormState {
  return Object.fromEntries(Object.entries(state).filter(([key, typed]) => sent[key] !== typed));
}

/** A stored draft as a form's state: only names that this form knows. */
export function fromDraft(draft: Readonly<Record<string, string>> | null): FormState {
  const known = new Set<string>([ALL_DAY, ...FIELDS.filter(({ inForm }) => inForm).map(({ name }) => name)]);
  return Object.fromEntries(Object.entries(draft ?? {}).filter(([key]) => known.has(key)));
}
