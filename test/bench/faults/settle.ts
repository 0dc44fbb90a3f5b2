import { PEOPLE } from './accounts';
import type { Left } from './model';
import type { Stage } from './stage';
import { isOpen, type StoredOperation, wishesOf } from './stored';

/** How long the end may take, ms: whatever was held for an undo or told to wait has come through by then. */
const PATIENCE_MS = 120_000;
const LOOK_MS = 300;

/**
 * No more faults: everybody is signed in again, parked changes are answered as a user would, and it is waited until nothing
 * but unanswered conflicts is left. Answers what the popup still lists.
 */
export async function settle(stage: Stage): Promise<readonly Left[]> {
  const { user, worker, accounts } = stage;
  await worker.arm(undefined);
  user.open();
  await user.quiet();
  const end = Date.now() + PATIENCE_MS;
  // What the guest left behind waits for the guest, and goes first; then everything else for those who work here.
  await accounts.swap();
  for (;;) {
    if (!(await guestWaits(stage))) await accounts.restore();
    accounts.look(await stage.look());
    const open = (await stage.look()).operations.filter(isOpen);
    const isOver = open.every(({ state, failure }) => state === 'parked' && failure?.reason === 'conflict');
    if (isOver || Date.now() > end) return open.flatMap(asLeft);
    await answerParked(stage);
    void user.ask('popup.intent', {});
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function guestWaits(stage: Stage): Promise<boolean> {
  const { operations } = await stage.look();
  return operations.some((one) => isOpen(one) && one.state !== 'parked' && one.account.name === PEOPLE.guest);
}

const asLeft = (operation: StoredOperation): Left[] =>
  wishesOf(operation).map((id, _, together) => ({
    id,
    together,
    state: operation.state,
    reason: operation.failure?.reason ?? 'none told',
  }));

/** As a user does: what the server made no sense of is tried again; a conflict is ended one way or the other, or left alone. */
export async function answerParked({ random, user, look }: Stage): Promise<void> {
  const parked = (await look()).operations.filter(({ state }) => state === 'parked');
  for (const operation of parked) {
    const { id, patch, failure } = operation;
    const mine = user.wishes.filter((wish) => wishesOf(operation).includes(wish.id));
    if (failure?.reason !== 'conflict') await user.ask('outbox.retry', { id });
    else if (mine.every(({ settled }) => !settled)) {
      const settled = random.pick(['mine', 'theirs', 'left'] as const);
      for (const wish of mine) Object.assign(wish, { settled, settledAt: Date.now() });
      if (settled === 'mine') await user.ask('outbox.resolve', { id, keep: Object.keys(patch) });
      if (settled === 'theirs') await user.ask('outbox.discard', { id });
    }
  }
}
