import type { Input, RequestName, Result, TaskView } from '../../../lib/messages/contract';
import type { Brand } from '../../../lib/task/brand';
import type { Sandbox } from '../../sandbox/server';
import type { Home } from './home';
import type { Wish } from './model';
import type { Random } from './random';
import { within } from './within';

/** Neither an answer nor an end after this long is a silence, ms: longer than a request may take and be told to wait before. */
const PATIENCE_MS = 60_000;

/** A task that a user of the run works on. */
export interface OwnTask {
  readonly brand: Brand;
  readonly guid: string;
}

export interface Wanted {
  readonly id: string;
  readonly task: OwnTask;
  readonly what: 'edit' | 'complete' | 'toggle';
  /** Somebody else changes the same field in between. */
  readonly contested?: boolean;
}

/**
 * What users do, through the extension's own page, as the popup would: look at the task, then ask for the change with an id,
 * and ask again with the same id when the worker died with the question in hand (lib/messages/ask.ts).
 */
export interface User {
  /** Every wish that was sent, in order. */
  readonly wishes: Wish[];
  /** Questions that had neither an answer nor an end; there should be none. */
  readonly silences: string[];
  /** While shut nothing is asked, and what was broken off is not repeated. */
  shut(): void;
  open(): void;
  /** Tasks with a question under way. */
  isBusy(guid: string): boolean;
  make(wanted: Wanted): Promise<Wish | undefined>;
  undo(wish: Wish): Promise<void>;
  ask<Value>(type: RequestName, input: unknown): Promise<Result<Value> | undefined>;
  /** All questions have been answered, or given up. */
  quiet(): Promise<void>;
}

export function openUser(home: Home, sandbox: Sandbox, random: Random): User {
  const wishes: Wish[] = [];
  const silences: string[] = [];
  const views = new Map<string, TaskView>();
  const busy = new Map<string, Promise<unknown>>();
  let gate: Promise<void> = Promise.resolve();
  let unlock: () => void = () => undefined;

  async function ask<Value>(type: RequestName, input: unknown): Promise<Result<Value> | undefined> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await gate;
      // A page that the driver has lost is none to wait for; the run finds out by itself.
      if (
        !(await home
          .pulse()
          .then(() => true)
          .catch(() => false))
      )
        return undefined;
      const question = JSON.stringify({ type, input });
      const asked = home.page.evaluate(
        `Promise.race([
          chrome.runtime.sendMessage(${question}).catch(() => null),
          new Promise((resolve) => setTimeout(resolve, ${PATIENCE_MS}, 'none')),
        ])`,
      );
      // The page died with its browser, the question in hand.
      const answer: unknown = await within('an answer', PATIENCE_MS + 10_000, asked).catch(() => null);
      if (answer === 'none') silences.push(type);
      else if (answer) return answer as Result<Value>;
    }
    return undefined;
  }

  /** The task as it is shown; where it cannot be, as the last look left it, if nothing was asked for since. */
  async function look({ brand, guid }: OwnTask): Promise<TaskView | undefined> {
    const view = await ask<TaskView>('task.read', { brand, guid });
    if (view?.ok) views.set(guid, view.value);
    return views.get(guid);
  }

  async function make({ id, task, what, contested = false }: Wanted): Promise<Wish | undefined> {
    const { brand, guid } = task;
    const seen = await look(task);
    if (!seen) return undefined;
    const behind = seen.progress !== 'settled';
    const isContested = contested && !behind;
    const common = {
      number: wishes.length + 1,
      id,
      user: seen.me.name,
      guid,
      behind,
      contested: isContested,
      answer: 'unknown',
    } as const;
    const kind = seen.task.status === 'done' ? 'reopen' : 'complete';
    // Nobody presses "Complete" on what is done; and a change of state is only asked for once the last one is through.
    const acts = what === 'complete' ? kind === 'complete' : what === 'toggle' && !behind;
    if (acts) {
      const wish: Wish = { ...common, kind };
      return send(wish, 'task.act', { id, brand, guid, action: kind });
    }
    if (what === 'complete') return undefined;
    const field = random.pick(['summary', 'description'] as const);
    if (isContested) sandbox.edit(guid, { [field]: `foreign ${common.number}` });
    const wish: Wish = { ...common, kind: 'edit', field, value: `wish ${common.number} of the run` };
    const base = { [field]: seen.task[field] ?? null };
    return send(wish, 'task.patch', { id, brand, guid, patch: { [field]: wish.value }, base });
  }

  async function send<Name extends 'task.act' | 'task.patch'>(
    wish: Wish,
    type: Name,
    input: Input<Name>,
  ): Promise<Wish> {
    wishes.push(wish);
    views.delete(wish.guid);
    const answer = await ask(type, input);
    return note(wish, answer);
  }

  function note(wish: Wish, answer: Result<unknown> | undefined): Wish {
    if (answer) wish.answer = answer.ok ? 'acknowledged' : 'refused';
    wish.answeredAt = Date.now();
    return wish;
  }

  async function undo(wish: Wish): Promise<void> {
    const id = random.uuid();
    const kind = wish.kind === 'complete' ? 'reopen' : 'complete';
    const common = { number: wishes.length + 1, id, user: wish.user, guid: wish.guid, undoes: wish.id } as const;
    const taken: Wish = { ...common, kind, behind: true, contested: false, answer: 'unknown' };
    wishes.push(taken);
    const answer = await ask('action.undo', { id, of: wish.id });
    note(taken, answer);
  }

  /** One question about a task at a time, as one person would. */
  function during<Value>(guid: string, work: () => Promise<Value>): Promise<Value> {
    const running = (busy.get(guid) ?? Promise.resolve()).then(work).finally(() => {
      if (busy.get(guid) === running) busy.delete(guid);
    });
    busy.set(guid, running);
    return running;
  }

  return {
    wishes,
    silences,
    ask,
    isBusy: (guid) => busy.has(guid),
    make: (wanted) => during(wanted.task.guid, () => make(wanted)),
    undo: (wish) => during(wish.guid, () => undo(wish)),
    shut() {
      gate = new Promise((resolve) => {
        unlock = resolve;
      });
    },
    open: () => unlock(),
    async quiet() {
      while (busy.size > 0) await Promise.all(busy.values());
    },
  };
}
