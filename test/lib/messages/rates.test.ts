import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { countRequests } from '../../../lib/messages/rates';

const START = 1_700_000_000_000;

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** How many of so many asked at once are let through. */
async function admitted(admit: ReturnType<typeof countRequests>, count: number, at: number, tab = 7): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, () => admit(tab, 'action.propose', at)));
  return answers.filter(Boolean).length;
}

describe('how much a tab may ask', () => {
  it('is a burst, then a steady rate', async () => {
    const admit = countRequests();
    expect(await admitted(admit, 100, START)).toBe(30);
    expect(await admitted(admit, 100, START + 10_000)).toBe(5);
    expect(await admitted(admit, 100, START + 3_600_000)).toBe(30);
  });

  it('is counted for each tab and type alone', async () => {
    const admit = countRequests();
    await admitted(admit, 100, START);
    expect(await admitted(admit, 1, START, 8)).toBe(1);
    expect(await admit(7, 'task.status', START)).toBe(true);
  });

  it('is known to the worker that comes after', async () => {
    await admitted(countRequests(), 100, START);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await admitted(countRequests(), 100, START + 2_000)).toBe(1);
  });

  it('does not grow by a clock that is set back', async () => {
    const admit = countRequests();
    await admitted(admit, 100, START);
    expect(await admitted(admit, 100, START - 3_600_000)).toBe(0);
  });

  it('is kept without a store', async () => {
    vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValue(new Error('no such area'));
    expect(await admitted(countRequests(), 100, START)).toBe(30);
  });
});
