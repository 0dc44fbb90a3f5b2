import type {
  FieldRecord,
  Misbehaviour,
  RequestEntry,
  SampleTask,
  SandboxApp,
  SandboxBrand,
  SandboxUser,
  Task,
  Tasklist,
  TaskRecord,
  WriteEntry,
} from './model';
import { Rates } from './rates';
import { makeSeed } from './seed';
import { Tokens } from './tokens';

/** Everything one sandbox knows. Nothing is global: several sandboxes run side by side in one process. */
export class State {
  readonly apps: SandboxApp[] = [];
  readonly users: SandboxUser[] = [];
  readonly samples: SampleTask[] = [];
  readonly tasks = new Map<string, TaskRecord>();
  readonly lists = new Map<string, Tasklist>();
  readonly fields = new Map<string, FieldRecord>();
  readonly requests: RequestEntry[] = [];
  readonly writes: WriteEntry[] = [];
  readonly rules: { rule: Misbehaviour; left: number }[] = [];
  readonly tokens = new Tokens();
  readonly rates = new Rates();
  /** Guids by caller, endpoint and client_token, with the time when the memory ends. */
  readonly clientTokens = new Map<string, { guid: string; until: number }>();
  /** The server's clock against the machine's, ms. */
  clockOffset = 0;
  #taskNumber = 0;

  constructor(readonly redirectUris: readonly string[]) {
    this.reset(false);
  }

  /** The server's clock, ms. */
  now(): number {
    return Date.now() + this.clockOffset;
  }

  nextTaskId(): string {
    this.#taskNumber += 1;
    return `t${this.#taskNumber}`;
  }

  app(appId: unknown): SandboxApp | undefined {
    return this.apps.find((app) => app.app_id === appId);
  }

  user(openId: unknown): SandboxUser | undefined {
    return this.users.find((user) => user.open_id === openId);
  }

  /** Names a member as newer answers do. */
  memberName(id: string): string | undefined {
    return this.user(id)?.name ?? this.app(id)?.name;
  }

  /** A task that exists for the API: not deleted, and of the brand whose host was asked. */
  live(guid: string, brand: SandboxBrand): TaskRecord | undefined {
    const record = this.tasks.get(guid.toLowerCase());
    return record && !record.deleted && record.brand === brand ? record : undefined;
  }

  /**
   * Notes an applied change.
   * @param fields every name the call touched, with the values before and after
   */
  wrote(by: { user: string; api: string }, task: Task, fields: WriteEntry['fields']): void {
    task.updated_at = String(this.now());
    this.writes.push({ at: Date.now(), user: by.user, api: by.api, guid: task.guid, fields });
  }

  /** Back to the seed: tasks, logs, rules, clock, rates, and (unless kept) every token and consent. */
  reset(keepTokens: boolean): void {
    this.clockOffset = 0;
    const seed = makeSeed(Date.now());
    this.#taskNumber = seed.lastTaskNumber;
    replace(this.apps, seed.apps);
    replace(this.users, seed.users);
    replace(this.samples, seed.samples);
    refill(this.tasks, seed.tasks, (record) => record.task.guid);
    refill(this.lists, seed.lists, (list) => list.guid);
    refill(this.fields, seed.fields, (record) => record.field.guid);
    for (const log of [this.requests, this.writes, this.rules]) log.length = 0;
    this.rates.clear();
    this.clientTokens.clear();
    if (!keepTokens) this.tokens.clear();
  }
}

function replace<T>(target: T[], values: readonly T[]): void {
  target.splice(0, target.length, ...values);
}

function refill<T>(target: Map<string, T>, values: readonly T[], key: (value: T) => string): void {
  target.clear();
  for (const value of values) target.set(key(value), value);
}
