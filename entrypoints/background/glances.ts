import { fail } from '../../lib/failure';
import type { Brand } from '../../lib/task/brand';
import type { TaskStatus } from '../../lib/task/status';
import { type GlanceState, listed, NO_GLANCES, spend } from './glance-budget';
import type { MyTasks } from './remote';
import type { Sessions } from './session';
import { type Account, accountKey, type Item } from './store';
import type { Tasks } from './tasks';

/** Questions are answered together until none has come for this time, ms, so many times: a page asks for all that is in view at once. */
const GATHER_MS = 25;
const GATHER_TIMES = 4;
/** The list is not asked for again within this time, ms: what it has is as young as any reading. */
const LIST_MS = 60_000;
/** More pages of a hundred tasks than this are not worth it. */
const MOST_PAGES = 3;

/** Links of direct sites that came into view by themselves: many in one request where that is cheaper, within a budget. */
export interface Glances {
  /** `page` names who looks. Old news, or nothing, where the budget is used up. */
  status(brand: Brand, guid: string, page: string): Promise<TaskStatus | null>;
}

interface Round {
  readonly guids: Set<string>;
  readonly done: Promise<void>;
}

export function openGlances(deps: {
  item(brand: Brand): Item<GlanceState>;
  sessions: Pick<Sessions, 'current'>;
  remote: MyTasks;
  tasks: Pick<Tasks, 'status' | 'isYoung' | 'peek' | 'keep'>;
  now(): number;
  sleep(ms: number): Promise<void>;
}): Glances {
  const { sessions, remote, tasks, now, sleep } = deps;
  const rounds = new Map<string, Round>();
  /** The end of the round before, which may be asking for the list just now. */
  const ends = new Map<string, Promise<void>>();

  /** What is kept of glances is a matter of politeness: with the database in trouble nothing is read unasked. */
  async function change(brand: Brand, step: (old: GlanceState) => GlanceState | undefined): Promise<boolean> {
    let done = false;
    const update = (old = NO_GLANCES) => {
      const next = step(old);
      done = next !== undefined;
      return next ?? old;
    };
    return deps
      .item(brand)
      .update(update)
      .then(
        () => done,
        () => false,
      );
  }

  function join(account: Account, guid: string): Promise<void> {
    const key = accountKey(account);
    const running = rounds.get(key);
    if (running) {
      running.guids.add(guid);
      return running.done;
    }
    const guids = new Set([guid]);
    const before = ends.get(key);
    const done = gather(guids).then(async () => {
      rounds.delete(key);
      await before;
      await readMany(account, [...guids]).catch(() => undefined);
    });
    rounds.set(key, { guids, done });
    ends.set(key, done);
    return done;
  }

  async function gather(guids: ReadonlySet<string>): Promise<void> {
    let seen = 0;
    for (let time = 0; time < GATHER_TIMES && guids.size > seen; time += 1) {
      seen = guids.size;
      await sleep(GATHER_MS);
    }
  }

  /**
   * Asks for the user's own tasks as long as one page will probably answer more than one link: for sure those that were open and
   * the user's own when last read, and of those met for the first time the share that experience tells. What it has not is
   * read singly. So a person who is assigned little asks for the list seldom, and one whose links are their own tasks always.
   */
  async function readMany(account: Account, guids: readonly string[]): Promise<void> {
    const { mineShare, listedAt } = (await deps.item(account.brand).get()) ?? NO_GLANCES;
    const asked = now();
    if (asked >= listedAt && asked - listedAt < LIST_MS) return;
    const worth = new Map<string, number>();
    const strangers: string[] = [];
    for (const guid of guids) {
      const task = await tasks.peek(account, guid);
      const isMine = task?.members?.some(({ id, role }) => id === account.open_id && role === 'assignee');
      if (!task) strangers.push(guid);
      worth.set(guid, task ? Number(isMine && task.status !== 'done') : mineShare);
    }
    const expected = () => [...worth.values()].reduce((sum, value) => sum + value, 0);
    if (expected() <= 1) return;
    let next: string | undefined;
    for (let page = 0; page < MOST_PAGES && expected() > 1; page += 1) {
      // Before it goes out: one that fails is not tried again at once.
      if (!(await change(account.brand, (old) => spend({ ...old, listedAt: asked }, '', asked)))) return;
      const answer = await remote.mine(account, next);
      for (const task of answer?.tasks ?? []) {
        await tasks.keep(account, task, asked);
        worth.delete(task.guid);
      }
      next = answer?.next;
      if (!next) break;
    }
    const had = strangers.filter((guid) => !worth.has(guid)).length;
    await change(account.brand, (old) => listed(old, asked, strangers.length, had));
  }

  return {
    async status(brand, guid, page) {
      const session = await sessions.current(brand);
      if (!session) fail('signed-out', 'no_account');
      const { account } = session;
      if (!(await tasks.isYoung(account, guid))) await join(account, guid);
      const known = await tasks.isYoung(account, guid);
      const mayRead = known || (await change(brand, (old) => spend(old, page, now())));
      if (mayRead) return tasks.status(brand, guid);
      return known === undefined ? null : tasks.status(brand, guid, 'any');
    },
  };
}
