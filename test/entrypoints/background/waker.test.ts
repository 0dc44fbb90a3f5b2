import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWaker } from '../../../entrypoints/background/waker';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function world() {
  const set = vi.fn<(when: number) => void>();
  const clear = vi.fn<() => void>();
  const wake = vi.fn<() => void>();
  return { set, clear, wake, waker: openWaker({ set, clear }, Date.now, wake) };
}

describe('waking the outbox', () => {
  it('is the timer’s while the worker lives, and the alarm’s should it die', () => {
    const { set, wake, waker } = world();
    waker(Date.now() + 12_000);
    expect(set.mock.calls).toEqual([[Date.now() + 30_000]]);
    vi.advanceTimersByTime(12_000);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('sets an alarm as late as what is waited for', () => {
    const { set, waker } = world();
    waker(Date.now() + 600_000);
    expect(set.mock.calls).toEqual([[Date.now() + 600_000]]);
  });

  it('does not set the alarm anew after each of many changes, but as time goes on', () => {
    const { set, waker } = world();
    for (let turn = 0; turn < 20; turn += 1) waker(Date.now() + 30_000 + turn);
    expect(set).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(20_000);
    waker(Date.now() + 30_000);
    expect(set).toHaveBeenCalledTimes(2);
  });

  it('clears what a worker before it has left, once', () => {
    const { clear, waker } = world();
    waker(undefined);
    waker(undefined);
    expect(clear).toHaveBeenCalledTimes(1);
    waker(Date.now() + 1000);
    waker(undefined);
    expect(clear).toHaveBeenCalledTimes(2);
  });
});
