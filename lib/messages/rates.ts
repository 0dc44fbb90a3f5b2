import { browser } from 'wxt/browser';
import type { RequestName } from './contract';

/** How much one tab may ask of one kind: a burst, then so many a second. */
interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Views in a page need far less. */
const USUAL: Rate = { burst: 60, perSecond: 20 };
/** What acts, or brings something in front of the user, comes as fast as a person clicks, who rests half a second on each. */
const OTHERS: { readonly [Name in RequestName]?: Rate } = {
  // A window full of links, each asked for once.
  'task.glance': { burst: 250, perSecond: 20 },
  'action.propose': { burst: 30, perSecond: 0.5 },
  'action.undo': { burst: 30, perSecond: 0.5 },
  'popup.open': { burst: 20, perSecond: 1 },
  'options.open': { burst: 5, perSecond: 0.2 },
  'controls.inject': { burst: 20, perSecond: 2 },
  'acts.inject': { burst: 20, perSecond: 2 },
  'crowd.inject': { burst: 20, perSecond: 2 },
  'ground.inject': { burst: 20, perSecond: 2 },
  'torn.inject': { burst: 20, perSecond: 2 },
};

/** By "tab type": how full the bucket was, and when (ms since 1970). */
type Levels = Record<string, { readonly level: number; readonly at: number }>;

const KEY = 'rates';
/** How soon what was counted is stored, ms; the worker lives longer than this after each message. */
const STORE_MS = 200;
/** What is empty again is forgotten once there are more rows than this. */
const MOST = 500;

/**
 * A leaking bucket for each tab and type, kept for as long as the browser runs: a worker that dies and is woken by the next
 * message must not begin anew. Answers whether one more is allowed at `now`, ms since 1970.
 */
export function countRequests(): (tabId: number, name: RequestName, now?: number) => Promise<boolean> {
  let loading: Promise<Levels> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<Levels> {
    const stored: { [KEY]?: Levels } = await browser.storage.session.get(KEY).catch(() => ({}));
    return stored[KEY] ?? {};
  }

  function store(levels: Levels): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void browser.storage.session.set({ [KEY]: levels }).catch(() => undefined);
    }, STORE_MS);
  }

  return async (tabId, name, now = Date.now()) => {
    loading ??= load();
    const all = await loading;
    const key = `${tabId} ${name}`;
    const { burst, perSecond } = OTHERS[name] ?? USUAL;
    const { level, at } = all[key] ?? { level: 0, at: now };
    // A clock that was set back leaks nothing.
    const next = Math.max(0, level - (Math.max(0, now - at) / 1000) * perSecond) + 1;
    if (next > burst) return false;
    all[key] = { level: next, at: now };
    // The fullest buckets leak within a minute.
    if (Object.keys(all).length > MOST)
      for (const [old, { at }] of Object.entries(all)) if (now - at > 60_000) delete all[old];
    store(all);
    return true;
  };
}
