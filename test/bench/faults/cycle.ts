import type { Wish } from './model';
import { type Armed, NEEDS_NEW, NEEDS_SERVER, type Point, REFRESH_VARIANTS, type RefreshVariant } from './points';
import { isThere, type Mark } from './proof';
import { watchServer } from './server-points';
import type { Stage } from './stage';
import type { Stored } from './stored';
import type { OwnTask } from './user';
import { begin, type Weather } from './weather';

/** How long a worker may take to come to the point, ms, before somebody makes another wish; in the end it is killed wherever it is. */
const TRY_MS = 1500;
const TRIES = 4;
/** With more waiting operations than this users make no further wish, except where the point is about a new one. */
const MOST_WAITING = 10;

/**
 * One life of a worker: wishes are made, something goes wrong, and at the point it dies. Answers whether it is proved that it
 * was there.
 */
export async function liveAndDie(stage: Stage, point: Point, weather: Weather): Promise<boolean> {
  const { sandbox, random, worker } = stage;
  await prepare(stage, point, weather);
  const mark: Mark = { requests: sandbox.requests.length, writes: sandbox.writes.length, before: await stage.look() };
  const armed = choose(stage, point);
  await worker.arm(armed);
  const stopWatching = watchServer(sandbox, armed, worker.report);
  const clear = begin(weather, sandbox, random);
  try {
    return await live(stage, armed, mark);
  } finally {
    clear();
    stopWatching();
  }
}

async function live(stage: Stage, armed: Armed, mark: Mark): Promise<boolean> {
  const { sandbox, random, user, worker, accounts } = stage;
  const { point } = armed;
  user.open();
  // Whoever opens the popup wakes the worker.
  void user.ask('popup.intent', {});
  let held = makeWishes(stage, armed, mark.before);
  let reached = await worker.reached(TRY_MS);
  for (let tries = 1; !reached && tries < TRIES; tries += 1) {
    // Nothing has come by, or what came was refused: another wish.
    const again = choose(stage, point, armed.variant);
    await worker.arm(again);
    // Not looked again: where a transaction is held open just now, nobody could, and the point is near.
    held = makeWishes(stage, again, mark.before);
    reached = await worker.reached(TRY_MS);
  }
  user.shut();
  await worker.kill();
  const after = await stage.look();
  accounts.look(after);
  const proved = reached !== undefined && isThere(sandbox, user.wishes, reached, mark, after);
  const isUndone = random.chance(0.4);
  void held.then(async (wish) => {
    const heldUntil = after.operations.find(({ id }) => id === wish?.id)?.holdUntil;
    if (wish && heldUntil !== undefined) wish.heldUntil = heldUntil;
    if (wish?.answer === 'acknowledged' && isUndone) await user.undo(wish);
  });
  return proved;
}

/** What must be so before the worker lives: who is signed in, which tokens are old, what is due to be cleared up. */
async function prepare(stage: Stage, point: Point, weather: Weather): Promise<void> {
  const { sandbox, random, user, worker, accounts } = stage;
  const isRefresh = point === 'during refresh' || point === 'after the new pair';
  const mayWait = !NEEDS_SERVER.includes(point) && point !== 'holding an undo' && random.chance(0.4);
  if (weather === 'account swap' || (accounts.isAway() && !mayWait)) {
    await worker.arm(undefined);
    user.open();
    // Nobody leaves in the middle of a question.
    await user.quiet();
    if (weather === 'account swap') await accounts.swap();
    else await accounts.restore();
    user.shut();
    await worker.kill();
  }
  if (isRefresh) sandbox.expireTokens();
  if (point === 'during compaction') {
    const { operations } = await stage.look();
    await stage.age(operations.filter(({ settledAt, guid }) => settledAt && !user.isBusy(guid)).map(({ id }) => id));
  }
}

function choose({ random }: Stage, point: Point, variant?: RefreshVariant): Armed {
  if (variant) return { point, variant };
  // Two of the three cost a sign-in: the old token is gone and nobody has the new one.
  if (point === 'during refresh')
    return { point, variant: random.chance(0.5) ? REFRESH_VARIANTS[0] : random.pick(REFRESH_VARIANTS) };
  return NEEDS_NEW.includes(point) || point === 'holding an undo' ? { point, id: random.uuid() } : { point };
}

/** Answers the wish that is held back for its undo, where that is the point. */
async function makeWishes(stage: Stage, { point, id }: Armed, { operations }: Stored): Promise<Wish | undefined> {
  const { random, user, worker } = stage;
  if (point === 'holding an undo') {
    const task = takeRepeating(stage);
    const wish = task && id ? await user.make({ id, task, what: 'complete' }) : undefined;
    if (wish?.answer === 'acknowledged') worker.report({ point, ...(id && { id }) });
    return wish;
  }
  const waiting = operations.filter(({ state }) => state === 'queued' || state === 'sending').length;
  const isNew = NEEDS_NEW.includes(point);
  if (!isNew && waiting > MOST_WAITING) return undefined;
  const task = freeTask(stage);
  if (!task) return undefined;
  const contested = !isNew && random.chance(0.05);
  const what = random.chance(0.35) && !contested ? 'toggle' : 'edit';
  void user.make({ id: id ?? random.uuid(), task, what, contested });
  // A pair for the same task now and then: the second stands behind the first.
  if (!isNew && random.chance(0.2)) void user.make({ id: random.uuid(), task, what: 'edit' });
  return undefined;
}

function freeTask({ random, user, tasks, accounts }: Stage): OwnTask | undefined {
  const own = accounts.isGuest() ? tasks.guest : tasks.feishu;
  const free = (random.chance(0.2) ? tasks.lark : own).filter(({ guid }) => !user.isBusy(guid));
  return free.length > 0 ? random.pick(free) : undefined;
}

/** One that is open and has its rule still; the copy that completing the last one made is as good. */
function takeRepeating({ sandbox, tasks }: Stage): OwnTask | undefined {
  const task = tasks.repeating.shift();
  if (!task) return undefined;
  tasks.used.push(task);
  for (const [index, { brand, guid }] of tasks.used.entries()) {
    const next = sandbox.task(guid)?.next_task_guid;
    if (!next) continue;
    tasks.repeating.push({ brand, guid: next });
    tasks.used.splice(index, 1);
    break;
  }
  return task;
}
