import { type Failure, FailureError, fail, toFailure } from '../../lib/failure';
import { getField, listFields } from '../../lib/feishu/custom-fields';
import { wantsNewToken } from '../../lib/feishu/errors';
import { completeLegacy, getLegacyTask, uncompleteLegacy } from '../../lib/feishu/legacy';
import type { Transport } from '../../lib/feishu/request';
import { getTask, patchTask } from '../../lib/feishu/tasks';
import type { CustomFieldDefinition } from '../../lib/task/custom-fields';
import { type TaskPatch, toRequest, touched } from '../../lib/task/patch';
import type { Task } from '../../lib/task/schema';
import type { Limiter } from './limiter';
import type { Grant, Sessions } from './session';
import type { Account, Session } from './store';

/** Feishu as one account sees it: paced, with a usable token, on the API version that the app may use. */
export interface Remote {
  get(account: Account, guid: string): Promise<Task>;
  /** Applies a patch and answers the task as it is then. */
  patch(account: Account, guid: string, patch: TaskPatch): Promise<Task>;
}

/** Definitions of custom fields. Their limit is their own (100 a minute), so that reaching it holds up nothing else. */
export interface FieldSource {
  /** All fields of one list. */
  fieldsOf(account: Account, tasklist: string): Promise<readonly CustomFieldDefinition[]>;
  field(account: Account, guid: string): Promise<CustomFieldDefinition>;
}

/** A list has 100 fields a page at most; whatever says that there are more pages than this is not to be believed. */
const MOST_PAGES = 5;

export function openRemote(deps: { sessions: Sessions; limiter: Limiter; transport: Transport }): Remote & FieldSource {
  const { sessions, limiter, transport } = deps;

  /** One call; a refused token costs at most one refresh and one replay (safety.md §5). */
  async function call<Answer>(
    account: Account,
    use: (grant: Grant) => Promise<Answer>,
    pace = pausing,
  ): Promise<Answer> {
    const grant = await sessions.grant(account);
    try {
      return await pace(() => use(grant));
    } catch (error) {
      if (!(error instanceof FailureError) || !wantsNewToken(error.failure)) throw error;
      const renewed = await sessions.renew(account, grant.token);
      return pace(() => use(renewed));
    }
  }

  async function paced<Answer>(use: () => Promise<Answer>): Promise<Answer> {
    await limiter.take();
    return use();
  }

  /** Told to wait, every call waits. */
  async function pausing<Answer>(use: () => Promise<Answer>): Promise<Answer> {
    try {
      return await paced(use);
    } catch (error) {
      const { retryAt } = toFailure(error);
      if (retryAt !== undefined) limiter.pause(retryAt);
      throw error;
    }
  }

  /** v2, and v1 in its place where the app turns out to hold only the old scope `task:task` (feishu-task-api §3.12). */
  async function withFallback<Answer>(
    account: Account,
    modern: () => Promise<Answer>,
    legacy: () => Promise<Answer>,
  ): Promise<Answer> {
    const session = await sessions.current(account.brand);
    if (session && holdsOnlyLegacy(session)) return legacy();
    try {
      return await modern();
    } catch (error) {
      if (!isScopeMatter(toFailure(error)) || !mayHoldLegacy(session)) throw error;
      try {
        const answer = await legacy();
        await sessions.learnLegacy(account.brand);
        return answer;
      } catch (second) {
        // If v1 lacks its scope as well, the modern scope is the one to ask for.
        throw isScopeMatter(toFailure(second)) ? error : second;
      }
    }
  }

  async function setDoneLegacy(account: Account, guid: string, patch: TaskPatch): Promise<Task> {
    if (touched(patch).some((name) => name !== 'completed_at'))
      fail('forbidden', 'scope_not_enabled', { detail: 'task:task:write' });
    const change = (patch.completed_at ?? '0') === '0' ? uncompleteLegacy : completeLegacy;
    await call(account, (grant) => change(transport, grant, guid));
    return call(account, (grant) => getLegacyTask(transport, grant, guid));
  }

  return {
    get: (account, guid) =>
      withFallback(
        account,
        () => call(account, (grant) => getTask(transport, grant, guid)),
        () => call(account, (grant) => getLegacyTask(transport, grant, guid)),
      ),
    patch: (account, guid, patch) =>
      withFallback(
        account,
        () => call(account, (grant) => patchTask(transport, grant, guid, toRequest(patch))),
        () => setDoneLegacy(account, guid, patch),
      ),
    async fieldsOf(account, tasklist) {
      const found: CustomFieldDefinition[] = [];
      let next: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const at = next;
        const answer = await call(account, (grant) => listFields(transport, grant, tasklist, at), paced);
        found.push(...answer.definitions);
        next = answer.next;
        if (!next) break;
      }
      return found;
    },
    field: (account, guid) => call(account, (grant) => getField(transport, grant, guid), paced),
  };
}

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
