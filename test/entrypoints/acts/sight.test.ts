import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSight } from '../../../entrypoints/acts/sight';

type Entry = Partial<IntersectionObserverEntry> & { isVisible?: boolean };

/** The observers that still look; a browser of the tests' own, with or without tracking. */
let observers: { heard: (entries: Entry[]) => void; records: Entry[] }[];
const target = { id: 'ring' } as unknown as Element;

function stubBrowser(tracks: boolean): void {
  observers = [];
  vi.stubGlobal('IntersectionObserverEntry', class {});
  if (tracks) Object.defineProperty(IntersectionObserverEntry.prototype, 'isVisible', { get: () => true });
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      records: Entry[] = [];
      constructor(readonly heard: (entries: Entry[]) => void) {
        observers.push(this);
      }
      observe() {}
      disconnect() {
        observers.splice(observers.indexOf(this), 1);
      }
      takeRecords = () => this.records.splice(0);
    },
  );
}

const tell = (entry: Entry) => {
  for (const { heard } of observers) heard([{ target, ...entry }]);
};

/** A sight of one element in its first frame. */
function open(isUnseen = () => false) {
  const sight = openSight(isUnseen);
  sight.look([target]);
  return sight;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a browser that says what is visible', () => {
  it.each([true, false])('is believed, whatever the user does without: %s', (unseen) => {
    stubBrowser(true);
    const sight = open(() => unseen);
    expect(sight.isKnown([target])).toBe(false);
    tell({ isVisible: true, intersectionRatio: 1 });
    expect([sight.isKnown([target]), sight.isHidden()]).toEqual([true, false]);
    tell({ isVisible: false, intersectionRatio: 1 });
    expect(sight.isHidden()).toBe(true);
    tell({ isVisible: true, intersectionRatio: 0.5 });
    expect(sight.isHidden()).toBe(true);
  });
});

describe('a frame', () => {
  it('has an observer of its own, and what the last one saw is not lost', () => {
    stubBrowser(true);
    const sight = open();
    tell({ isVisible: true, intersectionRatio: 1 });
    const [first] = observers;
    first?.records.push({ target, isVisible: false, intersectionRatio: 1 });
    sight.look([target]);
    expect(sight.isHidden()).toBe(true);
    expect(observers).toHaveLength(1);
    expect(observers).not.toContain(first);
    sight.stop();
    expect(observers).toEqual([]);
  });
});

describe('a browser that does not', () => {
  it('has everything hidden', () => {
    stubBrowser(false);
    const sight = open();
    tell({ intersectionRatio: 1 });
    expect(sight.isHidden()).toBe(true);
  });

  it('counts what is not cut off as visible as long as the user does without', () => {
    stubBrowser(false);
    let unseen = true;
    const sight = open(() => unseen);
    tell({ intersectionRatio: 1 });
    expect([sight.isKnown([target]), sight.isHidden()]).toEqual([true, false]);
    tell({ intersectionRatio: 0.8 });
    expect(sight.isHidden()).toBe(true);
    tell({ intersectionRatio: 1 });
    unseen = false;
    expect(sight.isHidden()).toBe(true);
  });
});
