import { type Failure, toFailure } from '../../lib/failure';
import type { FieldsView } from '../../lib/messages/contract';
import { isGuid } from '../../lib/task/applink';
import type { Brand } from '../../lib/task/brand';
import type { CustomFieldDefinition } from '../../lib/task/custom-fields';
import type { Task } from '../../lib/task/schema';
import { CUSTOM_FIELD_SCOPE } from '../../lib/task/scopes';
import type { FieldSource } from './remote';
import type { Sessions } from './session';
import { type Account, accountKey, type CachedDefinitions, type Collection, type Session } from './store';
import type { Tasks } from './tasks';

/** Definitions change rarely and may be read 100 times a minute only, ms (feishu-task-api §3.9). */
const FRESH_MS = 600_000;
/** A refusal is believed this long, or as long as the server says, ms. */
const REFUSED_MS = 60_000;
const MOST_CACHED = 300;

const MAY_READ = new Set([CUSTOM_FIELD_SCOPE, 'task:custom_field:write']);

/**
 * The custom fields that a task has or could have (feishu-task-api §3.9): those of its lists may be changed; those that it
 * holds from elsewhere are only shown.
 */
export interface Definitions {
  /** Never fails because of a list or a field: what cannot be read is named with its reason. */
  read(brand: Brand, guid: string): Promise<FieldsView>;
  /** Those that are known without asking, however old. */
  known(account: Account, task: Task): Promise<readonly CustomFieldDefinition[]>;
  /** What could not be read may be asked for again at once, unless the server has named a time. */
  forgive(): void;
}

export function openDefinitions(deps: {
  store: Collection<CachedDefinitions>;
  sessions: Sessions;
  remote: FieldSource;
  tasks: Pick<Tasks, 'view'>;
  now(): number;
}): Definitions {
  const { store, sessions, remote, tasks, now } = deps;
  const reading = new Map<string, Promise<CachedDefinitions>>();
  let forgiven = 0;

  /** One read for each list or field per while, however many views ask. */
  function readOnce(key: string, ask: () => Promise<readonly CustomFieldDefinition[]>): Promise<CachedDefinitions> {
    const running = reading.get(key) ?? cachedOrRead(key, ask).finally(() => reading.delete(key));
    reading.set(key, running);
    return running;
  }

  async function cachedOrRead(key: string, ask: () => Promise<readonly CustomFieldDefinition[]>) {
    const item = store.item(key);
    const cached = await item.get().catch(() => undefined);
    if (cached && now() < goodUntil(cached, forgiven)) return cached;
    const fresh: CachedDefinitions = await ask().then(
      (definitions) => ({ definitions, readAt: now() }),
      // What was known stays usable while it cannot be read again, unless the right is gone.
      (error) => afterFailure(toFailure(error), cached, now()),
    );
    await item.set(fresh).catch(() => undefined);
    void prune();
    return fresh;
  }

  async function prune(): Promise<void> {
    const all = await store.entries().catch(() => []);
    const oldest = all.sort(([, a], [, b]) => a.readAt - b.readAt).slice(0, Math.max(0, all.length - MOST_CACHED));
    for (const [key] of oldest) await store.item(key).remove();
  }

  async function readAll(account: Account, task: Task): Promise<FieldsView> {
    const prefix = accountKey(account);
    const lists = listsOf(task);
    const answers = await Promise.all(
      lists.map(async (guid) => ({
        guid,
        ...(await readOnce(`${prefix}/list/${guid}`, () => remote.fieldsOf(account, guid))),
      })),
    );
    const definitions = new Map(answers.flatMap((answer) => answer.definitions.map((one) => [one.guid, one] as const)));
    const unreadable = answers.flatMap(({ guid, failure }) => (failure ? [{ guid, failure }] : []));
    const general = unreadable.find(({ failure }) => isGeneral(failure))?.failure;
    // A list that could not be read may have it.
    const elsewhere = unreadable.length === 0 ? ELSEWHERE : undefined;
    const left = fieldsOf(task).filter((guid) => !definitions.has(guid));
    await Promise.all(
      left.map(async (guid) => {
        // What keeps us from a list keeps us from every field: asking for each would only use up the limit.
        if (general) return unreadable.push({ guid, failure: general });
        const one = await readOnce(`${prefix}/field/${guid}`, async () => [await remote.field(account, guid)]);
        for (const definition of one.definitions) definitions.set(definition.guid, definition);
        const failure = one.failure ?? elsewhere;
        return failure && unreadable.push({ guid, failure });
      }),
    );
    return { definitions: [...definitions.values()], unreadable };
  }

  return {
    forgive() {
      forgiven = now();
    },
    async known(account, task) {
      const keys = [...listsOf(task).map((guid) => `list/${guid}`), ...fieldsOf(task).map((guid) => `field/${guid}`)];
      const rows = await Promise.all(
        keys.map((key) =>
          store
            .item(`${accountKey(account)}/${key}`)
            .get()
            .catch(() => undefined),
        ),
      );
      return rows.flatMap((row) => row?.definitions ?? []);
    },
    async read(brand, guid) {
      const { task } = await tasks.view(brand, guid);
      const session = await sessions.current(brand);
      if (!session) return { definitions: [], unreadable: [] };
      if (lacksScope(session)) return { definitions: [], unreadable: withoutScope(task) };
      return readAll(session.account, task);
    },
  };
}

/** No list of the task has the field: its value can be read, and Feishu refuses to change it (feishu-task-api §3.9). */
const ELSEWHERE: Failure = { kind: 'invalid', reason: 'field_elsewhere' };

// An id that is none cannot be asked about.
const listsOf = (task: Task) => [...new Set((task.tasklists ?? []).map((list) => list.tasklist_guid))].filter(isGuid);
const fieldsOf = (task: Task) => [...new Set((task.custom_fields ?? []).map((field) => field.guid))].filter(isGuid);

const goodUntil = ({ failure, readAt }: CachedDefinitions, forgiven: number) =>
  failure ? (failure.retryAt ?? (readAt > forgiven ? readAt + REFUSED_MS : 0)) : readAt + FRESH_MS;

function afterFailure(failure: Failure, cached: CachedDefinitions | undefined, now: number): CachedDefinitions {
  const passing = failure.kind === 'offline' || failure.kind === 'server' || failure.kind === 'limited';
  if (passing && cached && cached.definitions.length > 0)
    return { definitions: cached.definitions, readAt: now - FRESH_MS + REFUSED_MS };
  return { definitions: [], failure, readAt: now };
}

/** A failure that has nothing to do with one list or field. */
const isGeneral = ({ kind, reason }: Failure) =>
  kind === 'offline' || kind === 'limited' || kind === 'signed-out' || reason.startsWith('scope_');

/** A session that knows its scopes and lacks this one need not ask; a pasted token's are unknown. */
const lacksScope = ({ scopes }: Session) => scopes.length > 0 && !scopes.some((scope) => MAY_READ.has(scope));

function withoutScope(task: Task): FieldsView['unreadable'] {
  const failure: Failure = { kind: 'forbidden', reason: 'scope_not_granted', detail: CUSTOM_FIELD_SCOPE };
  return [...listsOf(task), ...fieldsOf(task)].map((guid) => ({ guid, failure }));
}
