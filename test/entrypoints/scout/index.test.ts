import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SCOUT, type ScoutHolder } from '../../../lib/page-links';

/** A page as far as scout meets it at its beginning. */
interface Beginning {
  readyState: DocumentReadyState;
  hidden: boolean;
  /** How often anything was asked of the document. */
  looks: number;
  /** What waits for a time of rest. */
  idle: (() => void)[];
  listeners: Map<string, () => void>;
  observed: number;
}

describe('scout at the beginning of a page', () => {
  let page: Beginning;

  beforeEach(() => {
    page = { readyState: 'loading', hidden: false, looks: 0, idle: [], listeners: new Map(), observed: 0 };
    const doc = {
      get readyState() {
        return page.readyState;
      },
      get hidden() {
        return page.hidden;
      },
      addEventListener: () => undefined,
    };
    Object.defineProperty(globalThis, 'document', {
      configurable: true,
      get() {
        page.looks += 1;
        return doc;
      },
    });
    vi.stubGlobal('chrome', { runtime: { id: 'ours' } });
    vi.stubGlobal('requestIdleCallback', (work: () => void) => page.idle.push(work));
    vi.stubGlobal('addEventListener', (type: string, hear: () => void) => page.listeners.set(type, hear));
    vi.stubGlobal(
      'MutationObserver',
      class {
        observe() {
          page.observed += 1;
        }
        disconnect() {
          page.observed -= 1;
        }
      },
    );
    vi.useFakeTimers({ toFake: ['setTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    Reflect.deleteProperty(globalThis, 'document');
    Reflect.deleteProperty(globalThis, SCOUT);
    vi.resetModules();
  });

  const start = async () => {
    const { default: script } = await import('../../../entrypoints/scout/index');
    await script.main();
  };
  const rest = () => {
    for (const work of page.idle.splice(0)) work();
  };

  it('leaves its name and asks for a time of rest, and does not look at the document', async () => {
    await start();
    expect((globalThis as unknown as ScoutHolder)[SCOUT]).toBeDefined();
    expect(page.looks).toBe(0);
    expect(page.listeners.size).toBe(0);
    expect(page.idle).toHaveLength(1);
  });

  it('hears a page that was read before the time of rest came', async () => {
    await start();
    page.readyState = 'interactive';
    rest();
    expect(page.observed).toBe(1);
  });

  it('hears a page that is still being read then, once it has been read', async () => {
    await start();
    rest();
    expect(page.observed).toBe(0);
    page.readyState = 'interactive';
    page.listeners.get('DOMContentLoaded')?.();
    expect(page.observed).toBe(1);
  });

  it('hears a hidden page once it is shown, and no longer when it is hidden again', async () => {
    Object.assign(page, { readyState: 'complete', hidden: true });
    await start();
    rest();
    expect(page.observed).toBe(0);
    page.hidden = false;
    page.listeners.get('visibilitychange')?.();
    expect(page.observed).toBe(1);
    page.hidden = true;
    page.listeners.get('visibilitychange')?.();
    expect(page.observed).toBe(0);
  });

  it('hears nothing where a newer copy came before the time of rest', async () => {
    page.readyState = 'complete';
    await start();
    (globalThis as unknown as ScoutHolder)[SCOUT]?.stop();
    rest();
    expect(page.observed).toBe(0);
  });
});
