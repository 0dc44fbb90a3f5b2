import type { LimiterState } from '../../entrypoints/background/pace';
import type { Collection, Item, PaceItem, Session, Store } from '../../entrypoints/background/store';

/** The store in memory: what was put comes back as a copy, as from a database, and survives a worker that is made anew. */
export function memoryStore(): Store {
  const data = new Map<string, unknown>();

  const item = <Value>(key: string): Item<Value> => ({
    get: async () => structuredClone(data.get(key)) as Value | undefined,
    set: async (value) => {
      data.set(key, structuredClone(value));
    },
    update: async (change) => {
      const next = change(structuredClone(data.get(key)) as Value | undefined);
      data.set(key, structuredClone(next));
      return next;
    },
    remove: async () => {
      data.delete(key);
    },
  });

  const collection = <Value>(name: string): Collection<Value> => ({
    item: (key) => item(`${name}|${key}`),
    entries: async () =>
      [...data]
        .filter(([key]) => key.startsWith(`${name}|`))
        .map(([key, value]) => [key.slice(name.length + 1), structuredClone(value) as Value]),
  });

  const pace = (brand: string): PaceItem => {
    const [own, session] = [item<LimiterState>(`limiter:${brand}`), `session:${brand}`];
    const beside = () => ({ session: structuredClone(data.get(session)) as Session | undefined });
    return { ...own, update: (change) => own.update((old) => change(old, beside())) };
  };

  return {
    credentials: (brand) => item(`credentials:${brand}`),
    session: (brand) => item(`session:${brand}`),
    logins: collection('logins'),
    operations: collection('operations'),
    tasks: collection('tasks'),
    definitions: collection('definitions'),
    learnt: collection('learnt'),
    drafts: collection('drafts'),
    sites: item('sites'),
    limiter: pace,
    glances: (brand) => item(`glances:${brand}`),
    intent: item('intent'),
    clockOffset: item('clockOffset'),
    journal: item('journal'),
    aside: { list: async () => [], seen: async () => undefined },
  };
}
