/** What the sandbox keeps and shows. Task shapes follow the v2 API; times are strings of ms since 1970-01-01 UTC. */

/** A platform with accounts of its own. A custom brand's hosts are answered as Feishu. */
export type SandboxBrand = 'feishu' | 'lark';

export interface SandboxApp {
  app_id: string;
  app_secret: string;
  name: string;
  brand: SandboxBrand;
  /** Tenants where the app is installed; only their users may sign in. */
  tenant_keys: readonly string[];
  /** Scopes enabled in the developer console. */
  scopes: readonly string[];
  /** The console's security switch "allow refreshing user tokens". */
  refresh_enabled: boolean;
}

export interface SandboxUser {
  name: string;
  en_name: string;
  /** One id for all apps here; on the platform an open_id differs from app to app. */
  open_id: string;
  union_id: string;
  user_id: string;
  tenant_key: string;
  brand: SandboxBrand;
}

export interface SampleTask {
  /** Short stable name by which a test asks for a sample. */
  key: string;
  guid: string;
  url: string;
  summary: string;
  /** Why the sample exists. */
  what: string;
  brand: SandboxBrand;
}

export interface Member {
  id: string;
  type: 'user' | 'app';
  role?: string;
  name?: string;
}

export interface TaskTime {
  timestamp: string;
  is_all_day: boolean;
}

export interface CustomCompleteItem {
  href?: string;
  tip?: Record<string, string>;
}

export interface CustomComplete {
  pc?: CustomCompleteItem;
  ios?: CustomCompleteItem;
  android?: CustomCompleteItem;
}

export type FieldType = 'number' | 'member' | 'datetime' | 'single_select' | 'multi_select' | 'text';

export interface FieldValue {
  guid: string;
  type: FieldType;
  name: string;
  number_value?: string;
  member_value?: Member[];
  datetime_value?: string;
  single_select_value?: string;
  multi_select_value?: string[];
  text_value?: string;
}

export interface Task {
  guid: string;
  task_id: string;
  summary: string;
  description: string;
  status: 'todo' | 'done';
  completed_at: string;
  start?: TaskTime;
  due?: TaskTime;
  reminders: { id: string; relative_fire_minute: number }[];
  repeat_rule: string;
  mode: 1 | 2;
  is_milestone: boolean;
  creator: Member;
  members: Member[];
  assignee_related: { id: string; completed_at: string }[];
  parent_task_guid: string;
  subtask_count: number;
  dependencies: { type: 'prev' | 'next'; task_guid: string }[];
  tasklists: { tasklist_guid: string; section_guid: string }[];
  custom_fields: FieldValue[];
  attachments: unknown[];
  origin?: { platform_i18n_name: Record<string, string>; href?: { url: string; title: string } };
  custom_complete?: CustomComplete;
  extra: string;
  source: number;
  url: string;
  created_at: string;
  updated_at: string;
  next_task_guid?: string;
}

export interface TaskRecord {
  task: Task;
  brand: SandboxBrand;
  tenant_key: string;
  deleted: boolean;
}

export interface Tasklist {
  guid: string;
  name: string;
  tenant_key: string;
  members: { id: string; role: 'owner' | 'editor' | 'viewer' }[];
  default_section: string;
}

export interface FieldOption {
  guid: string;
  name: string;
  color_index: number;
  is_hidden: boolean;
}

export interface FieldDefinition {
  guid: string;
  name: string;
  type: FieldType;
  creator: Member;
  created_at: string;
  updated_at: string;
  number_setting?: {
    format: 'normal' | 'percentage' | 'cny' | 'usd' | 'custom';
    custom_symbol?: string;
    custom_symbol_position?: 'left' | 'right';
    separator: 'none' | 'thousand';
    decimal_count: number;
  };
  member_setting?: { multi: boolean };
  datetime_setting?: { format: string };
  single_select_setting?: { options: FieldOption[] };
  multi_select_setting?: { options: FieldOption[] };
  text_setting?: Record<string, never>;
}

export interface FieldRecord {
  field: FieldDefinition;
  tenant_key: string;
  /** The lists that show the field; rights on it come from them. */
  tasklists: readonly string[];
}

export interface RequestEntry {
  /** Machine time, ms: the clock that tests can compare with. */
  at: number;
  method: string;
  host: string;
  path: string;
  query: Record<string, string>;
  /** `authorization` is shortened to its last four characters. */
  headers: Record<string, string>;
  /** Parsed JSON or form, else the text; undefined when empty. */
  body: unknown;
  /** HTTP status; 0 while unanswered or when the connection was dropped. */
  status: number;
  /** The answer's `code`, where it has one. */
  code: number | undefined;
  /** Name of the user whose token was sent, as far as it was valid. */
  user: string | undefined;
  /** Endpoint name such as `task.v2.patch`; empty for an unknown path. */
  api: string;
}

export interface WriteEntry {
  at: number;
  /** Name of the user (or app) that wrote; empty for an edit made "in Feishu itself". */
  user: string;
  api: string;
  guid: string;
  /** Every field the call named, also where before and after are equal. */
  fields: { name: string; before: unknown; after: unknown }[];
}

export interface Misbehaviour {
  /** Endpoint name; with neither `api` nor `path` every request is meant. */
  api?: string;
  path?: RegExp;
  /** How many requests are hit; without it until undone. */
  times?: number;
  how:
    | 'delay'
    | 'hang'
    | 'drop-before'
    | 'drop-after'
    | 'status'
    | 'broken-json'
    | 'html'
    | 'rate-limited'
    | 'lost-refresh';
  /** delay: how long, ms (1000). rate-limited: time to wait, ms (1000), told in whole seconds. */
  ms?: number;
  status?: number;
  code?: number;
  msg?: string;
  /** Sent instead of the usual body: a string as it is, anything else as JSON. */
  body?: unknown;
  /** Whether the request is applied before the fault shows; "before" (not applied) unless told. */
  when?: 'before' | 'after';
}
