import { asSent, type CustomFieldDefinition, entryOf } from '../lib/task/custom-fields';
import { type FieldName, fieldOf, fieldValue, heldValue } from '../lib/task/fields';
import { isRecord } from '../lib/task/meaning';
import { baseOf, type TaskPatch, touched } from '../lib/task/patch';
import { readTask } from '../lib/task/read-task';
import type { Task } from '../lib/task/schema';
import { ALL_DAY, BASE, CUSTOM, type FormState, readForm } from './form-state';

/** The longest base that the draft takes, in UTF-16 units; beyond it a change elsewhere is found when saving only. */
const LONGEST = 130_000;

/**
 * A form's state together with what each touched field held when it was first typed into, so that a change made elsewhere
 * meanwhile is noticed even after the popup was closed. Bases of untouched fields are dropped.
 */
export function withBases(task: Task, state: FormState): FormState {
  const keys = touchedKeys(state);
  const typed = Object.entries(state).filter(([key]) => !key.startsWith(BASE));
  const bases = keys.flatMap((key) => {
    const base = state[BASE + key] ?? JSON.stringify(valueAt(task, key));
    return base.length > LONGEST ? [] : [[BASE + key, base]];
  });
  return Object.fromEntries([...typed, ...bases]);
}

/**
 * The state after typing, without the bases of what stood typed before it and is in the task by now, such as a change that
 * arrived after the popup was closed: what is typed there next begins with that. A custom field whose definition is not
 * known keeps its base.
 */
export function withoutOldBases(
  task: Task,
  before: FormState,
  after: FormState,
  definitions: readonly CustomFieldDefinition[] = [],
): FormState {
  const { changed, changedCustom } = readForm(task, before, definitions);
  const fresh = new Set<string>([...changed, ...changedCustom.map((guid) => CUSTOM + guid)]);
  const known = new Set(definitions.map(({ guid }) => CUSTOM + guid));
  const isOld = (key: string) => !fresh.has(key) && (known.has(key) || !key.startsWith(CUSTOM));
  return Object.fromEntries(
    Object.entries(after).filter(([key]) => !(key in before && key.startsWith(BASE) && isOld(key.slice(BASE.length)))),
  );
}

/** What is there now becomes the base of these fields: the reader has seen it and keeps what was typed. */
export function rebased(task: Task, state: FormState, keys: readonly string[]): FormState {
  const dropped = new Set(keys.map((key) => BASE + key));
  return withBases(task, Object.fromEntries(Object.entries(state).filter(([key]) => !dropped.has(key))));
}

/** The base of each field that a patch touches, as remembered; where nothing is, as the task has it. */
export function basesOf(task: Task, state: FormState, patch: TaskPatch): TaskPatch {
  const usual: Record<string, unknown> = { ...baseOf(task, patch) };
  for (const name of touched(patch)) {
    if (name === 'custom_fields') continue;
    const known = plainBase(name, parsed(state[BASE + name]));
    if (known !== undefined) usual[name] = known;
  }
  const entries = (patch.custom_fields ?? []).map(({ guid }) => {
    const known = parsed(state[BASE + CUSTOM + guid]);
    const [entry] = (plainBase('custom_fields', [known]) as TaskPatch['custom_fields']) ?? [];
    return entry?.guid === guid ? entry : entryOf((usual as TaskPatch).custom_fields ?? [], guid);
  });
  return (entries.length > 0 ? { ...usual, custom_fields: entries } : usual) as TaskPatch;
}

/** The state without these fields, their bases too: what was typed there has been answered for. */
export function withoutTyped(state: FormState, keys: readonly string[]): FormState {
  const isTime = keys.includes('due') || keys.includes('start');
  const dropped = new Set([...keys, ...keys.map((key) => BASE + key), ...(isTime ? [ALL_DAY] : [])]);
  return Object.fromEntries(Object.entries(state).filter(([key]) => !dropped.has(key)));
}

/** The fields that a state touches; the switch between days and moments touches both times. */
function touchedKeys(state: FormState): string[] {
  const keys = Object.keys(state).filter((key) => !key.startsWith(BASE));
  return [...new Set(keys.flatMap((key) => (key === ALL_DAY ? ['start', 'due'] : [key])))];
}

function valueAt(task: Task, key: string): unknown {
  if (!key.startsWith(CUSTOM)) return heldValue(task, key as FieldName) ?? fieldOf(key as FieldName).clearedAs ?? null;
  const guid = key.slice(CUSTOM.length);
  return asSent(entryOf(fieldValue(task, 'custom_fields'), guid) ?? { guid });
}

/** A base as its field is read; nothing for what an older version or a broken disk has left there. */
function plainBase(name: FieldName, base: unknown): unknown {
  if (base === null || (isRecord(base) && 'unreadable' in base)) return base;
  return readTask({ [name]: base }, 'base')?.[name];
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
