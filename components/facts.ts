import { locale, t } from '../lib/i18n';
import { isWebLink, tipFor } from '../lib/task/custom-complete';
import { FIELDS, fieldValue, isUnset } from '../lib/task/fields';
import type { Person, Task } from '../lib/task/schema';
import { momentOf } from '../lib/task/times';
import { nameOrMember } from './person-name';
import { formatTime, oddDate } from './task-words';
import { unreadWords } from './unread-words';

/** What a task holds that a change cannot touch (T2/task/patch), in words; a group without words is left out. */
export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
  /** Where the line leads: http or https, checked. */
  readonly href?: string;
  /** What must be explained about it. */
  readonly hint?: string;
}

type Loose = Readonly<Record<string, unknown>>;

// Fields that the schema leaves alone come as they are: each is looked at before it is used.
const asRecord = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const asRecords = (value: unknown): Loose[] => (Array.isArray(value) ? value.map(asRecord) : []);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
function asNumber(value: unknown): number {
  const read = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : 0;
}

/** All facts of a task in the order of use. */
export function factsOf(task: Task, me: Person): Fact[] {
  const facts: Fact[] = [
    { label: t('fact_assignees'), lines: peopleLines(task, me, 'assignee') },
    { label: t('fact_followers'), lines: peopleLines(task, me, 'follower') },
    { label: t('fact_other_people'), lines: peopleLines(task, me) },
    { label: t('fact_status'), lines: strangeStatus(task) },
    reminderFact(task),
    { label: t('fact_lists'), lines: counted((task.tasklists ?? []).length, t('one_list'), 'many_lists') },
    originFact(task),
    { label: t('fact_dependencies'), lines: dependencyLines(task) },
    { label: t('fact_attachments'), lines: asRecords(task.attachments).map(attachmentWords) },
    { label: t('fact_subtasks'), lines: counted(asNumber(task.subtask_count), t('one_subtask'), 'many_subtasks') },
    { label: t('fact_parent'), lines: asText(task.parent_task_guid) ? [t('is_subtask')] : [] },
    { label: t('fact_created'), lines: timeLines(task.created_at) },
    { label: t('fact_updated'), lines: timeLines(task.updated_at) },
    ...unreadFacts(task),
  ];
  return facts.filter(({ lines }) => lines.length > 0);
}

const ROLES: readonly (string | undefined)[] = ['assignee', 'follower'];

/** A state that we do not know, in the server's word. */
const strangeStatus = ({ status = '' }: Task) => (['', 'todo', 'done'].includes(status) ? [] : [status]);

/** What the schema leaves alone and is looked at here, by its name in the API. */
const LISTS = ['reminders', 'dependencies', 'attachments'];

/** What cannot be read and has no row in the form, by its name in the API, as it came. */
function unreadFacts(task: Task): Fact[] {
  const fields: readonly string[] = FIELDS.map(({ name }) => name);
  const read = Object.entries(task.unreadable ?? {}).filter(([name]) => !fields.includes(name));
  const lists = LISTS.filter((name) => !Array.isArray(task[name]) && Object.keys(Object(task[name])).length > 0);
  return [...read, ...lists.map((name) => [name, task[name]] as const)].map(([name, raw]) => ({
    label: name,
    lines: [unreadWords(raw)],
    hint: t('field_unreadable'),
  }));
}

function counted(count: number, one: string, many: 'many_lists' | 'many_subtasks'): string[] {
  if (count < 1) return [];
  return [count === 1 ? one : t(many, count)];
}

/** Those of a role; without one those of roles that we do not know. */
function peopleLines(task: Task, me: Person, role?: 'assignee' | 'follower'): string[] {
  const names = (task.members ?? [])
    .filter((member) => (role ? member.role === role : !ROLES.includes(member.role)))
    .map(({ id, name }) => (id === me.open_id ? t('you') : nameOrMember(id, name)));
  return names.length > 0 ? [names.join(t('list_separator'))] : [];
}

/** Minutes before due; of an all-day due Feishu counts from 0:00 of that day, so a later one is negative (feishu-task-api §4.7). */
function reminderFact(task: Task): Fact {
  const isDay = fieldValue(task, 'due')?.is_all_day ?? false;
  const all = asRecords(task.reminders).map(({ relative_fire_minute }) => asNumber(relative_fire_minute));
  return {
    label: t('fact_reminder'),
    lines: all.map((minutes) => reminderWords(minutes, isDay)),
    ...(isDay && all.some((minutes) => minutes < 0) && { hint: t('reminder_negative') }),
  };
}

function reminderWords(minutes: number, isDay: boolean): string {
  if (minutes < 0 && isDay && minutes > -1440) return t('reminder_that_day', clock(-minutes));
  if (minutes < 0) return t('reminder_after', duration(-minutes));
  if (minutes === 0) return isDay ? t('reminder_that_day', clock(0)) : t('reminder_at_due');
  return isDay ? t('reminder_before_day', duration(minutes)) : t('reminder_before', duration(minutes));
}

/** Minutes since 0:00 as the reader's clock shows them. */
const clock = (minutes: number) =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(minutes * 60_000);

function duration(minutes: number): string {
  const parts = [
    ['day', Math.floor(minutes / 1440)],
    ['hour', Math.floor((minutes % 1440) / 60)],
    ['minute', minutes % 60],
  ] as const;
  return parts
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => measured(unit, count))
    .join(' ');
}

const measured = (unit: string, count: number) =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(count);

function originFact(task: Task): Fact {
  const origin = asRecord(task.origin);
  const names = Object.entries(asRecord(origin.platform_i18n_name)).map(([key, name]) => [key, asText(name)] as const);
  const { url, title } = asRecord(origin.href);
  const words = [tipFor(Object.fromEntries(names), locale()) ?? '', asText(title)].filter(Boolean);
  const href = isWebLink(asText(url)) ? asText(url) : undefined;
  return {
    label: t('fact_origin'),
    lines: words.length > 0 ? [words.join(' · ')] : href ? [href] : [],
    ...(href && { href }),
  };
}

function dependencyLines(task: Task): string[] {
  const types = asRecords(task.dependencies).map(({ type }) => type);
  const before = types.filter((type) => type === 'prev').length;
  const after = types.filter((type) => type === 'next').length;
  return [before > 0 && t('waits_for', before), after > 0 && t('others_wait', after)].filter((line) => line !== false);
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function attachmentWords({ name, size }: Loose): string {
  const bytes = asNumber(size);
  const step = Math.min(SIZES.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const unit = { style: 'unit', unit: SIZES[step] ?? 'byte', maximumFractionDigits: 1 } as const;
  const words = new Intl.NumberFormat(locale(), unit).format(bytes / 1024 ** step);
  return bytes > 0 ? `${asText(name)} · ${words}` : asText(name);
}

function timeLines(timestamp: string | undefined): string[] {
  if (timestamp === undefined || isUnset(timestamp)) return [];
  if (momentOf(timestamp) === undefined) return [oddDate(timestamp)];
  return [formatTime(Number(timestamp), { dateStyle: 'medium', timeStyle: 'short' })];
}
