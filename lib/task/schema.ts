import type { CustomComplete } from './custom-complete';
import type { CustomFieldValue } from './custom-fields';

/**
 * A task as Feishu sends it (T2/task/get), as far as each part could be read (read-task.ts). Every field but the guid is
 * optional; unset strings come as "" or not at all, and what we do not know passes through untouched.
 */
export interface Task {
  readonly guid: string;
  readonly task_id?: string;
  readonly summary?: string;
  readonly description?: string;
  /** "todo" or "done", or what a newer server says. */
  readonly status?: string;
  readonly completed_at?: string;
  readonly start?: TaskTime | undefined;
  readonly due?: TaskTime | undefined;
  readonly repeat_rule?: string;
  readonly mode?: number;
  readonly is_milestone?: boolean;
  readonly extra?: string;
  readonly creator?: TaskMember;
  readonly members?: readonly TaskMember[];
  readonly assignee_related?: readonly { readonly id: string; readonly completed_at?: string }[];
  readonly custom_complete?: CustomComplete;
  readonly custom_fields?: readonly CustomFieldValue[];
  readonly tasklists?: readonly { readonly tasklist_guid: string; readonly section_guid?: string }[];
  readonly url?: string;
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly next_task_guid?: string;
  /** What cannot be taken for what its field should be, as it came, by the field's name; of lists only those items. */
  readonly unreadable?: Readonly<Record<string, unknown>>;
  /** Read by v1, which completes at the server's own moment. */
  readonly legacy?: true;
  readonly [other: string]: unknown;
}

/**
 * `timestamp` in ms since 1970 as a string, or whatever text stands in its place (`momentOf`); with `is_all_day` it is midnight
 * UTC of the calendar day that everybody sees.
 */
export interface TaskTime {
  readonly timestamp: string;
  readonly is_all_day?: boolean;
}

export interface TaskMember {
  /** "" where the server told none: shown and counted, never sent back. */
  readonly id: string;
  readonly type?: string;
  readonly role?: string;
  readonly name?: string;
}

/** Who is signed in, by the app's own id of that person (`ou_…`). */
export interface Person {
  readonly open_id: string;
  readonly name: string;
}
