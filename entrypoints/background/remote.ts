import { type Failure, FailureError, fail, toFailure } from '../../lib/failure';
import { getField, listFields } from '../../lib/feishu/custom-fields';
import { wantsNewToken } from '../../lib/feishu/errors';
import { completeLegacy, getLegacyTask, uncompleteLegacy } from '../../lib/feishu/legacy';
import type { Transport } from '../../lib/feishu/request';
import { getTask, listMyTasks, patchTask, type TaskPage } from '../../lib/feishu/tasks';
import type { CustomFieldDefinition } from '../../lib/task/custom-fields';
import { type TaskPatch, toRequest, touched } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import type { Limiter } from './limiter';
import type { Grant, Sessions } from './session';
import type { Account, Session } from './store';
import { UNREADY, type Urgency } from './turns';

/** Feishu as one account sees it: paced, with a usable token, on the API version that the app may use. */
export interface Remote {
  get(account: Account, guid: string, urgency?: Urgency): Promise<Task>;
  /** Applies a patch and answers the task as it is then. It ends what a read has begun, so it goes before other reads. */
  patch(account: Account, guid: string, patch: TaskPatch): Promise<Task>;
}

/** Many tasks in one request, whose limit is its own too (1000 a minute). */
export interface MyTasks {
  /** A page of the account's open tasks, at most 100; nothing on v1, which has no such list for us. `next` asks for the one after it. */
  mine(account: Account, next?: string): Promise<TaskPage | undefined>;
}

/** Definitions of custom fields. Their limit is their own (100 a minute), so that reaching it holds up nothing else. */
export interface FieldSource {
  /** All fields of one list. */
  fieldsOf(account: Account, tasklist: string): Promise<readonly CustomFieldDefinition[]>;
  field(account: Account, guid: string): Promise<CustomFieldDefinition>;
}

/** A list has 100 fields a page at most; whatever says that there are more pages than this is not to be believed. */
const MOST_PAGES = 5;

/** Waiting for a new token and for a turn may take turns themselves. */
const MOST_TURNS = 5;

interface Way {
  readonly urgency?: Urgency;
  /** Its limit is its own: reaching it holds up nothing else. */
  readonly apart?: boolean;
}

export function openRemote(deps: {
  sessions: Sessions;
  limiter: Pick<Limiter, 'run'>;
  transport: Transport;
}): Remote & FieldSource & MyTasks {
  const { sessions, limiter, transport } = deps;

  /** One call; a refused token costs at most one refresh and one replay (safety.md §5). */
  async function call<Answer>(
    account: Account,
    use: (grant: Grant) => Promise<Answer>,
    way: Way = {},
  ): Promise<Answer> {
    let sent: Grant | undefined;
    const send = (grant: Grant) => {
      sent = grant;
      return use(grant);
    };
    try {
      return await inTurn(account, send, way);
    } catch (error) {
      if (!sent || !(error instanceof FailureError) || !wantsNewToken(error.failure)) throw error;
      await sessions.renew(account, sent.token);
      return inTurn(account, send, way);
    }
  }

  /** The token is the one that stands in the store as the call's turn is taken; has it ended, it is renewed first. */
  async function inTurn<Answer>(
    account: Account,
    use: (grant: Grant) => Promise<Answer>,
    { urgency = 'asked', apart = false }: Way,
  ): Promise<Answer> {
    const start = async (session?: Session) => {
      const grant = session ? await sessions.granted(session) : await sessions.ready(account);
      if (!grant) throw UNREADY;
      return use(grant);
    };
    const isReady = (session: Session | undefined) => sessions.isReady(account, session);
    for (let turn = 1; ; turn += 1) {
      try {
        return await limiter.run(account.brand, urgency, start, { apart, isReady });
      } catch (error) {
        if (error !== UNREADY || turn === MOST_TURNS) throw error;
      }
      await sessions.grant(account);
    }
  }

  /** v2, and v1 in its place where the app turns out to hold only the old scope `task:task` (feishu-task-api §3.12). */
  async function withFallback<Answer>(
    account: Account,
    modern: (grant: Grant) => Promise<Answer>,
    legacy: (grant: Grant) => Promise<Answer>,
    way?: Way,
  ): Promise<Answer> {
    let session: Session | undefined;
    const either = (grant: Grant) => {
      session = grant.session;
      return holdsOnlyLegacy(session) ? legacy(grant) : modern(grant);
    };
    try {
      return await call(account, either, way);
    } catch (error) {
      const isRefused = session && !holdsOnlyLegacy(session) && isScopeMatter(toFailure(error));
      if (!isRefused || !mayHoldLegacy(session)) throw error;
      try {
        const answer = await call(account, legacy, way);
        await sessions.learnLegacy(account.brand);
        return answer;
      } catch (second) {
        // If v1 lacks its scope as well, the modern scope is the one to ask for.
        throw isScopeMatter(toFailure(second)) ? error : second;
      }
    }
  }

  /** v1 changes nothing else, and answers without the task. */
  async function setDone(account: Account, guid: string, patch: TaskPatch): Promise<Task> {
    const change = (patch.completed_at ?? '0') === '0' ? uncompleteLegacy : completeLegacy;
    const answered = await withFallback<Task | undefined>(
      account,
      (grant) => patchTask(transport, grant, guid, toRequest(patch)),
      (grant) => change(transport, grant, guid).then(() => undefined),
    );
    return answered ?? call(account, (grant) => getLegacyTask(transport, grant, guid));
  }

  return {
    get: (account, guid, urgency = 'waiting') =>
      withFallback(
        account,
        (grant) => getTask(transport, grant, guid),
        (grant) => getLegacyTask(transport, grant, guid),
        { urgency },
      ),
    async patch(account, guid, patch) {
      if (touched(patch).every((name) => name === 'completed_at')) return setDone(account, guid, patch);
      const { session } = await sessions.grant(account);
      if (holdsOnlyLegacy(session)) fail('forbidden', 'scope_not_enabled', { detail: 'task:task:write' });
      return call(account, (grant) => patchTask(transport, grant, guid, toRequest(patch)));
    },
    async mine(account, next) {
      const session = await sessions.current(account.brand);
      if (!session || holdsOnlyLegacy(session)) return undefined;
      return call(account, (grant) => listMyTasks(transport, grant, next), { urgency: 'glance', apart: true });
    },
    async fieldsOf(account, tasklist) {
      const found: CustomFieldDefinition[] = [];
      let next: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const at = next;
        const answer = await call(account, (grant) => listFields(transport, grant, tasklist, at), APART);
        found.push(...answer.definitions);
        next = answer.next;
        if (!next) break;
      }
      return found;
    },
    field: (account, guid) => call(account, (grant) => getField(transport, grant, guid), APART),
  };
}

const APART: Way = { apart: true };

const isScopeMatter = (failure: Failure) =>
  failure.reason === 'scope_not_enabled' || failure.reason === 'scope_not_granted';

const isModern = (scope: string) => /^task:task:(read|write|writeonly)$/.test(scope);

/** Whether v1 serves this account: its scopes say so, or its refusals taught it. */
export function holdsOnlyLegacy(session: Session): boolean {
  if (session.legacy) return true;
  return session.scopes.includes('task:task') && !session.scopes.some(isModern);
}

/** A pasted token does not say what it may do: its scopes are unknown, so v1 is worth a try. */
function mayHoldLegacy(session: Session | undefined): boolean {
  return session !== undefined && (session.scopes.length === 0 || session.scopes.includes('task:task'));
}
