import { PLATFORMS } from './custom-complete';
import { KEYS } from './custom-fields';
import { isRecord } from './meaning';
import { filled, flag, isNothing, list, number, object, type Reader, readParts, text } from './readers';
import type { Task } from './schema';

/**
 * Reads a task part by part: a number for a text, "true" for true, `{}`, `[]`, "" and null for what is not set are taken for what
 * they mean. What means nothing is kept as it came and named in `unreadable`; everything else works. Other contexts are given
 * what was read here.
 */

/** 0 stands for a mode that was not set. */
const mode: Reader = (raw) => {
  const reading = number(raw);
  if (reading.value === 0) return {};
  return [undefined, 1, 2].some((known) => known === reading.value) ? reading : { raw };
};

/** Without a timestamp it is not set; a timestamp alone is a moment. */
const time: Reader = filled((raw) => {
  if (!isRecord(raw)) return Array.isArray(raw) ? { raw } : time({ timestamp: raw });
  const { value, unreadable } = readParts(raw, { timestamp: text, is_all_day: flag });
  const isStrange = Object.keys(value).some((key) => key !== 'timestamp' && key !== 'is_all_day');
  if (unreadable || (value.timestamp === undefined && isStrange)) return { raw };
  return value.timestamp === undefined ? {} : { value };
});

/** Somebody without an id or a name is somebody all the same. */
const member: Reader = (raw) => {
  if (typeof raw === 'string') return { value: { id: raw } };
  if (!isRecord(raw)) return { raw };
  const { value, unreadable } = readParts(raw, { id: text, type: text, role: text, name: text });
  return unreadable?.role === undefined ? { value: { ...value, id: value.id ?? '' } } : { raw };
};

/** With an id that is at least a text. */
const identified =
  (name: string, parts: Readonly<Record<string, Reader>>): Reader =>
  (raw) => {
    if (!isRecord(raw)) return { raw };
    const { value } = readParts(raw, { ...parts, [name]: text });
    return { value: { ...value, [name]: value[name] ?? '' } };
  };

const TIP_LOCALE = /^[a-z]{2}_[a-z]{2}$/;

/** Sent as a whole, so what we could not send back makes it unreadable for a change, while it is still shown. */
const completion: Reader = filled((raw) => {
  if (!isRecord(raw)) return { raw };
  const tip: Reader = (tips) =>
    object(isRecord(tips) ? Object.fromEntries(Object.keys(tips).map((key) => [key, text])) : {})(tips);
  const item = object({ href: text, tip });
  const { value, unreadable } = readParts(raw, Object.fromEntries(PLATFORMS.map((platform) => [platform, item])));
  const isOurs = Object.entries(value).every(
    ([platform, content]) =>
      isNothing(content) ||
      ((PLATFORMS as readonly string[]).includes(platform) &&
        Object.entries(content as object).every(
          ([key, part]) =>
            isNothing(part) ||
            key === 'href' ||
            (key === 'tip' && Object.keys(part).every((it) => TIP_LOCALE.test(it))),
        )),
  );
  if (unreadable) return { raw };
  if (!isOurs) return { value, raw };
  return isNothing(value) ? {} : { value };
});

/** Longest id that a change takes. */
const LONGEST_ID = 100;
/** Several of them are typed into one text, parted by spaces. */
const isPlainId = (id: unknown) => typeof id === 'string' && id !== '' && id.length <= LONGEST_ID && !/\s/.test(id);

const VALUES: Readonly<Record<(typeof KEYS)[number], Reader>> = {
  number_value: text,
  member_value: list(member),
  datetime_value: text,
  single_select_value: text,
  multi_select_value: list(text),
  text_value: text,
};

/** A value of a custom field. It is shown as far as it can be read, and changed only where all of it can be sent back. */
const customField: Reader = (raw) => {
  if (!isRecord(raw)) return { raw };
  const { value, unreadable = {} } = readParts(raw, { guid: text, name: text, type: text, ...VALUES });
  if (!value.guid) return { raw };
  const ids = [
    ...((value.member_value ?? []) as readonly { readonly id: string }[]).map(({ id }) => id),
    ...((value.multi_select_value ?? []) as readonly string[]),
    value.guid,
  ];
  const odd =
    Object.entries(unreadable).find(([name]) => KEYS.some((key) => key === name))?.[1] ??
    (ids.every(isPlainId) ? foreignValue(value) : (raw.member_value ?? raw.multi_select_value ?? raw.guid));
  return { value: odd === undefined ? value : { ...value, unreadable: odd } };
};

/** The value of a kind of field that we do not know. */
function foreignValue(entry: Readonly<Record<string, unknown>>): unknown {
  if (KEYS.some((key) => !isNothing(entry[key]))) return undefined;
  return Object.entries(entry).find(
    ([key, value]) => key.endsWith('_value') && !KEYS.some((known) => known === key) && !isNothing(value),
  )?.[1];
}

const PARTS: Readonly<Record<string, Reader>> = {
  task_id: text,
  summary: text,
  description: text,
  status: text,
  completed_at: text,
  start: time,
  due: time,
  repeat_rule: text,
  mode,
  is_milestone: flag,
  extra: text,
  creator: filled(member),
  members: list(member),
  assignee_related: list(identified('id', { completed_at: text })),
  custom_complete: completion,
  custom_fields: list(customField),
  tasklists: list(identified('tasklist_guid', { section_guid: text })),
  url: text,
  created_at: text,
  updated_at: text,
  next_task_guid: text,
  parent_task_guid: text,
};

/** A task as it was sent, whatever it looks like; nothing for what holds no task at all. `guid` is the one that was asked for. */
export function readTask(raw: unknown, guid?: string): Task | undefined {
  if (!isRecord(raw) || isNothing(raw)) return undefined;
  // Wrapped once more than documented.
  if (isRecord(raw.task) && raw.guid === undefined && raw.summary === undefined) return readTask(raw.task, guid);
  const { unreadable: _, ...sent } = raw;
  const { value, unreadable } = readParts(sent, PARTS);
  const id = guid ?? (text(raw.guid).value as string | undefined);
  return id ? ({ ...value, guid: id, ...(unreadable && { unreadable }) } as Task) : undefined;
}

/** Whether this is a task as it was once read here, such as one from a disk. */
export function isTask(value: unknown): value is Task {
  const plain = (one: unknown) => JSON.stringify(one, (key, part) => (key === 'unreadable' ? undefined : part));
  return isRecord(value) && typeof value.guid === 'string' && plain(readTask(value)) === plain(value);
}
