import type { Collection, Item, Store } from '../../entrypoints/background/store';
import { memoryStore } from './memory-store';

/**
 * What is asked of the outside (the disk, the browser) is done in the order of asking and answered one turn later. Turns pass
 * by hand and are counted, so that what waits for one another is told from what waits side by side.
 */
export class Turns {
  passed = 0;
  #waiting: (() => void)[] = [];

  /** Whether anything waits for the next turn. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  pass(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.passed += 1;
    for (const go of waiting) go();
  }

  /** The answer of `work`, begun now, one turn later. */
  async later<Value>(work: () => Promise<Value>): Promise<Value> {
    const answer = work();
    answer.catch(() => undefined);
    await new Promise<void>((go) => this.#waiting.push(go));
    return answer;
  }
}

/** A store in memory whose every answer takes a turn. */
export function slowStore(turns: Turns, store = memoryStore()): Store {
  const slow = <Value>(item: Item<Value>): Item<Value> => ({
    get: () => turns.later(item.get),
    set: (value) => turns.later(() => item.set(value)),
    update: (change) => turns.later(() => item.update(change)),
    remove: () => turns.later(item.remove),
  });
  const slowAll = <Value>(all: Collection<Value>): Collection<Value> => ({
    item: (key) => slow(all.item(key)),
    entries: () => turns.later(all.entries),
  });

  return {
    credentials: (brand) => slow(store.credentials(brand)),
    session: (brand) => slow(store.session(brand)),
    logins: slowAll(store.logins),
    operations: slowAll(store.operations),
    tasks: slowAll(store.tasks),
    definitions: slowAll(store.definitions),
    learnt: slowAll(store.learnt),
    drafts: slowAll(store.drafts),
    sites: slow(store.sites),
    limiter: (brand) => slow(store.limiter(brand)),
    glances: (brand) => slow(store.glances(brand)),
    intent: slow(store.intent),
    clockOffset: slow(store.clockOffset),
    journal: slow(store.journal),
    aside: store.aside,
  };
}
