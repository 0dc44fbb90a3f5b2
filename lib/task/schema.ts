import * as z from 'zod/mini';

/**
 * A task as Feishu sends it (T2/task/get). Every field but the guid is optional; unset strings come as "" or not at all,
 * and fields that we do not know pass through untouched. Other contexts import the types only: zod stays in the background.
 */
const optional = z.optional;

/** `timestamp` in ms since 1970 as a string; with `is_all_day` it is midnight UTC of the calendar day that everybody sees. */
const taskTimeSchema = z.looseObject({ timestamp: z.string(), is_all_day: optional(z.boolean()) });

const memberSchema = z.looseObject({
  id: z.string(),
  type: optional(z.string()),
  role: optional(z.string()),
  name: optional(z.string()),
});

const customCompleteItemSchema = z.looseObject({
  href: optional(z.string()),
  tip: optional(z.record(z.string(), z.string())),
});

/** For each platform a link or words (feishu-task-api §4.6). */
export const customCompleteSchema = z.looseObject({
  pc: optional(customCompleteItemSchema),
  ios: optional(customCompleteItemSchema),
  android: optional(customCompleteItemSchema),
});

/** A value of a custom field: its guid and one `*_value` (feishu-task-api §3.9). */
const customFieldSchema = z.looseObject({
  guid: z.string(),
  type: optional(z.string()),
  name: optional(z.string()),
  number_value: optional(z.string()),
  member_value: optional(z.array(memberSchema)),
  datetime_value: optional(z.string()),
  single_select_value: optional(z.string()),
  multi_select_value: optional(z.array(z.string())),
  text_value: optional(z.string()),
});

export const taskSchema = z.looseObject({
  guid: z.string(),
  task_id: optional(z.string()),
  summary: optional(z.string()),
  description: optional(z.string()),
  status: optional(z.string()),
  completed_at: optional(z.string()),
  start: optional(taskTimeSchema),
  due: optional(taskTimeSchema),
  repeat_rule: optional(z.string()),
  mode: optional(z.number()),
  is_milestone: optional(z.boolean()),
  extra: optional(z.string()),
  creator: optional(memberSchema),
  members: optional(z.array(memberSchema)),
  assignee_related: optional(z.array(z.looseObject({ id: z.string(), completed_at: optional(z.string()) }))),
  custom_complete: optional(customCompleteSchema),
  custom_fields: optional(z.array(customFieldSchema)),
  tasklists: optional(z.array(z.looseObject({ tasklist_guid: z.string(), section_guid: optional(z.string()) }))),
  url: optional(z.string()),
  created_at: optional(z.string()),
  updated_at: optional(z.string()),
  next_task_guid: optional(z.string()),
});

export type TaskTime = z.infer<typeof taskTimeSchema>;
export type TaskMember = z.infer<typeof memberSchema>;
export type Task = z.infer<typeof taskSchema>;

/** Who is signed in, by the app's own id of that person (`ou_…`). */
export interface Person {
  readonly open_id: string;
  readonly name: string;
}
