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
import { holdsOnlyLegacy, mayHoldLegacy } from './reach';
import type { Grant, Sessions } from './session';
import type { Account, Session } from './store';
import { UNREADY, type Urgency } from './turns';

/** Feishu as one account sees it: paced, with a usable token, on the API version that the app may use. */
export interface Remote {
  get(account: Account, guid: string, urgency?: Urgency): Promise<Task>;
  /**
   * Applies a patch and answers the task as it is then; nothing where that was done but cannot be read. It ends what a read has
   * begun, so it goes before other reads.
   */
  patch(account: Account, guid: string, patch: TaskPatch): Promise<Task | undefined>;
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
        await sessions.learn(account.brand, { legacy: true });
        return answer;
      } catch (second) {
        // If v1 lacks its scope as well, the modern scope is the one to ask for.
        throw isScopeMatter(toFailure(second)) ? error : second;
      }
    }
  }

  /** A write that a scope is missing for is remembered until another sign-in, or until a write goes through after all. */
  async function writing<Answer>({ brand }: Account, write: () => Promise<Answer>): Promise<Answer> {
    const learn = (readOnly: boolean) => sessions.learn(brand, { readOnly }).catch(() => undefined);
    try {
      const answer = await write();
      void learn(false);
      return answer;
    } catch (error) {
      if (isScopeMatter(toFailure(error))) await learn(true);
      throw error;
    }
  }

  const get = (account: Account, guid: string, urgency: Urgency = 'waiting') =>
    withFallback(
      account,
      (grant) => getTask(transport, grant, guid),
      (grant) => getLegacyTask(transport, grant, guid),
      { urgency },
    );

  /** v1 changes nothing else, and answers without the task. */
  async function setDone(account: Account, guid: string, patch: TaskPatch): Promise<Task | undefined> {
    const change = (patch.completed_at ?? '0') === '0' ? uncompleteLegacy : completeLegacy;
    return withFallback<Task | undefined>(
      account,
      (grant) => patchTask(transport, grant, guid, toRequest(patch)),
      (grant) => change(transport, grant, guid).then(() => undefined),
    );
  }

  async function write(account: Account, guid: string, patch: TaskPatch): Promise<Task | undefined> {
    if (touched(patch).every((name) => name === 'completed_at'))
      return writing(account, () => setDone(account, guid, patch));
    const { session } = await sessions.grant(account);
    if (holdsOnlyLegacy(session)) fail('forbidden', 'scope_not_enabled', { detail: 'task:task:write' });
    return writing(account, () => call(account, (grant) => patchTask(transport, grant, guid, toRequest(patch))));
  }

  return {
    get,
    async patch(account, guid, patch) {
      const answered = await write(account, guid, patch);
      // The change is made: that it cannot be looked at again is no failure of it.
      return answered ?? get(account, guid).catch(() => undefined);
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
