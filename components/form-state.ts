import { type CustomFieldDefinition, type CustomFieldValue, entryOf } from '../lib/task/custom-fields';
import { FIELDS, type FieldName, fieldOf, fieldValue } from '../lib/task/fields';
import { apply, fromForm, type PatchProblem, problems, type TaskPatch, touched } from '../lib/task/patch';
import { saveSteps } from '../lib/task/save-steps';
import type { Task, TaskTime } from '../lib/task/schema';
import { changesKind, INCOMPLETE, splitTime, TYPING, type TypedValue } from './field-typing';
import { peopleOf } from './fields/custom/people';
import { type CustomProblem, readCustomValue, typedCustomValue } from './fields/custom/typing';

/**
 * What was typed into the form and not saved: field name (or `custom:GUID`) → text, only fields that the user touched, so that
 * all others follow the task. Plain strings, because the same record is the draft that survives the popup.
 */
export type FormState = Readonly<Record<string, string>>;

/** Keep the task's value, set another, or clear it. */
export type Stance = 'keep' | 'set' | 'clear';

export interface FormProblem {
  readonly field: FieldName;
  readonly problem: PatchProblem['problem'] | CustomProblem | 'incomplete';
  /** The custom field that it is about. */
  readonly guid?: string;
}

export interface FormReading {
  readonly patch: TaskPatch;
  /** The same change as the requests that it needs, in order (save-steps.ts). */
  readonly steps: readonly TaskPatch[];
  /** Fields that are not as in the task, those that cannot be sent yet among them; in the table's order. */
  readonly changed: readonly FieldName[];
  /** Of the custom fields, which ones, by guid. */
  readonly changedCustom: readonly string[];
  readonly problems: readonly FormProblem[];
}

/** Marks start and due alike; they must be of one kind (T2/task/overview). */
export const ALL_DAY = 'all_day';
/** What is typed here is of one kind; nothing of it touched, each time stays as it is. */
const TIMES = [ALL_DAY, 'start', 'due'];
export const CUSTOM = 'custom:';
/** What a touched field held when it was first typed into stands beside its text (typed-bases.ts). */
export const BASE = 'base:';

/** Where a custom field's text stands in the state. */
export const customKey = (guid: string) => CUSTOM + guid;

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
  const { kind } = fieldOf(name);
  return kind === 'custom' ? '' : TYPING[kind].typed(fieldValue(task, name), name, isAllDay(task, state));
}

const put = (state: FormState, key: string, typed: string, before: string): FormState => {
  const { [key]: _, ...others } = state;
  return typed === before ? others : { ...others, [key]: typed };
};

/** The state after typing; text that equals the task's again is no change. */
export function edit(task: Task, state: FormState, name: FieldName, typed: string): FormState {
  return put(state, name, typed, original(task, state, name));
}

/** What a custom field's editor shows. */
export function typedOfCustom(task: Task, state: FormState, definition: CustomFieldDefinition): string {
  return state[customKey(definition.guid)] ?? originalCustom(task, definition);
}

const originalCustom = (task: Task, definition: CustomFieldDefinition) =>
  typedCustomValue(definition, entryOf(fieldValue(task, 'custom_fields'), definition.guid));

/** The state after typing into a custom field. */
export function editCustom(task: Task, state: FormState, definition: CustomFieldDefinition, typed: string): FormState {
  return put(state, customKey(definition.guid), typed, originalCustom(task, definition));
}

/** Back to what the task has. A time brings its kind back too, for start and due alike. */
export function restore(state: FormState, name: FieldName): FormState {
  return without(state, fieldOf(name).kind === 'time' ? [name, ALL_DAY] : [name]);
}

export const restoreCustom = (state: FormState, guid: string) => without(state, [customKey(guid)]);

const without = (state: FormState, keys: readonly string[]): FormState =>
  Object.fromEntries(Object.entries(state).filter(([key]) => !keys.includes(key)));

/** Start and due become days, or moments, together; their dates stay. */
export function switchAllDay(task: Task, state: FormState, allDay: boolean): FormState {
  return put(state, ALL_DAY, String(allDay), String(taskIsAllDay(task)));
}

function wanted(task: Task, state: FormState, name: FieldName): TypedValue | undefined | typeof INCOMPLETE {
  const { kind } = fieldOf(name);
  if (kind === 'custom') return undefined;
  const allDay = isAllDay(task, state);
  const value = fieldValue(task, name);
  const follows = kind === 'time' && TIMES.some((key) => key in state) && changesKind(value as TaskTime, allDay);
  if (state[name] === undefined && !follows) return undefined;
  const typed = typedOf(task, state, name);
  // An unset time whose date was taken out again is unset, as before.
  if ((kind === 'time' || kind === 'moment') && value === undefined && !splitTime(typed).date) return undefined;
  return TYPING[kind].read(typed, allDay);
}

/** The typed custom fields whose definition is known, and what stands in their way. */
function readCustom(task: Task, state: FormState, definitions: readonly CustomFieldDefinition[]) {
  const values: CustomFieldValue[] = [];
  const problems: FormProblem[] = [];
  const people = peopleOf(task);
  for (const definition of definitions) {
    const typed = state[customKey(definition.guid)];
    if (typed === undefined) continue;
    const before = entryOf(fieldValue(task, 'custom_fields'), definition.guid);
    const read = readCustomValue(definition, typed, before, people);
    if ('problem' in read) problems.push({ field: 'custom_fields', problem: read.problem, guid: definition.guid });
    else values.push(read.value);
  }
  return { values, problems };
}

/** The change that the form means, and what stands in its way. */
export function readForm(
  task: Task,
  state: FormState,
  definitions: readonly CustomFieldDefinition[] = [],
): FormReading {
  const form: Record<string, unknown> = {};
  const incomplete: FormProblem[] = [];
  for (const { name } of FIELDS) {
    const value = wanted(task, state, name);
    if (value === INCOMPLETE) incomplete.push({ field: name, problem: 'incomplete' });
    else if (value !== undefined) form[name] = value;
  }
  const custom = readCustom(task, state, definitions);
  if (custom.values.length > 0) form.custom_fields = custom.values;
  const patch = fromForm(task, form as TaskPatch);
  const own = [...incomplete, ...custom.problems];
  const changes = new Set([...touched(patch), ...own.map(({ field }) => field)]);
  const steps = saveSteps(task, patch);
  return {
    patch,
    steps,
    changed: FIELDS.map(({ name }) => name).filter((name) => changes.has(name)),
    changedCustom: [
      ...(patch.custom_fields ?? []).map(({ guid }) => guid),
      ...custom.problems.flatMap(({ guid }) => guid ?? []),
    ],
    problems: [...own, ...stepProblems(task, steps)],
  };
}

/** Each request is judged on the task that the ones before it leave. */
function stepProblems(task: Task, steps: readonly TaskPatch[]): PatchProblem[] {
  let before = task;
  return steps.flatMap((step) => {
    const found = problems(before, step);
    before = apply(before, step);
    return found;
  });
}

/** How one field stands, by what the whole form means. */
export function stanceOf({ patch, changed }: FormReading, name: FieldName): Stance {
  if (!changed.includes(name)) return 'keep';
  const { canClear, clearedAs } = fieldOf(name);
  return canClear && (patch[name] === null || (clearedAs !== undefined && patch[name] === clearedAs)) ? 'clear' : 'set';
}

/** What is still unsaved once `sent` has been applied: text typed since then stays, and has what was sent for its base. */
export function afterSave(state: FormState, sent: FormState): FormState {
  const bases = new Set(
    Object.keys(sent)
      .flatMap((key) => (key === ALL_DAY ? ['start', 'due'] : [key]))
      .map((key) => BASE + key),
  );
  return Object.fromEntries(Object.entries(state).filter(([key, typed]) => sent[key] !== typed && !bases.has(key)));
}

/** A stored draft as a form's state: only names that this form knows. */
export function fromDraft(draft: Readonly<Record<string, string>> | null): FormState {
  const known = new Set<string>([ALL_DAY, ...FIELDS.map(({ name }) => name)]);
  return Object.fromEntries(
    Object.entries(draft ?? {}).filter(([key]) => known.has(key) || key.startsWith(CUSTOM) || key.startsWith(BASE)),
  );
}
