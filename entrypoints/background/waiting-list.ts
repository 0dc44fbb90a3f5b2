import type { OperationView, OutboxView } from '../../lib/messages/contract';
import { BRANDS, type Brand } from '../../lib/task/brand';
import { isUnsent } from './merge';
import type { Operation } from './operation';
import type { Outbox } from './outbox';
import { isUsable, type Sessions } from './session';
import { type Account, accountKey } from './store';
import type { Tasks } from './tasks';

/** Shown in the popup: more than anybody reads, and few enough to be drawn at once. */
const MOST_LISTED = 50;

interface Parts {
  readonly outbox: Outbox;
  readonly sessions: Sessions;
  readonly tasks: Tasks;
}

/** What waits, of one task of who is signed in, or of all accounts; each with whose it is and why it waits. */
export async function listWaiting(parts: Parts, task?: { brand: Brand; guid: string }): Promise<OutboxView> {
  const { outbox, sessions } = parts;
  const current = new Map<Brand, Account>();
  for (const brand of BRANDS) {
    const session = await sessions.current(brand);
    if (isUsable(session)) current.set(brand, session.account);
  }
  const isSignedIn = (account: Account) => {
    const mine = current.get(account.brand);
    return mine !== undefined && accountKey(mine) === accountKey(account);
  };
  const me = task && current.get(task.brand);
  const found = !task ? await outbox.waiting(MOST_LISTED) : me ? (await outbox.of(me, task.guid)).waiting : [];
  const shown = await Promise.all(found.map((one) => viewOf(parts, one, isSignedIn(one.account))));
  return { shown, ...(await outbox.counts()) };
}

async function viewOf({ outbox, tasks }: Parts, operation: Operation, signedIn: boolean): Promise<OperationView> {
  const { account, guid, holdUntil } = operation;
  const title = operation.summary || (await tasks.peek(account, guid))?.summary || '';
  const failure = operation.failure ?? (signedIn ? await outbox.standstill(account) : undefined);
  const nextAt = failure && signedIn && operation.state === 'queued' && outbox.dueAt(operation);
  return {
    id: operation.id,
    owner: { name: account.name, signedIn },
    brand: account.brand,
    guid,
    summary: title,
    action: operation.action,
    patch: operation.patch,
    base: operation.base,
    state: operation.state as 'queued' | 'sending' | 'parked',
    ...(failure && { failure }),
    ...(nextAt && { nextAt }),
    ...(holdUntil && isUnsent(operation) && { heldUntil: holdUntil }),
    createdAt: operation.createdAt,
  };
}
