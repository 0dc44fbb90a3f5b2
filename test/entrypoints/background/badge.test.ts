import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { openBadge } from '../../../entrypoints/background/badge';
import { speakEnglish } from '../../components/mount';

vi.mock('webextension-polyfill', () => ({
  default: {
    action: {
      setBadgeText: vi.fn(async () => undefined),
      setBadgeBackgroundColor: vi.fn(async () => undefined),
      setTitle: vi.fn(async () => undefined),
    },
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  speakEnglish();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The badge once everything has calmed down: its text, its colour and the button's title. */
async function badgeOf(counts: { waiting: number; parked: number }) {
  const badge = openBadge(async () => counts);
  badge();
  await vi.runAllTimersAsync();
  const last = (mock: unknown) => (mock as ReturnType<typeof vi.fn>).mock.calls.at(-1)?.[0];
  return {
    ...last(browser.action.setBadgeText),
    ...last(browser.action.setBadgeBackgroundColor),
    ...last(browser.action.setTitle),
  };
}

describe('the toolbar badge', () => {
  it('counts what waits, in another colour while one of them needs the user, and says so in words', async () => {
    const none = await badgeOf({ waiting: 0, parked: 0 });
    const waiting = await badgeOf({ waiting: 3, parked: 0 });
    const both = await badgeOf({ waiting: 2, parked: 1 });
    expect([none.text, waiting.text, both.text]).toEqual(['', '3', '3']);
    expect(both.color).not.toBe(waiting.color);
    expect([none.title, waiting.title]).toEqual(['Tasklark', 'Tasklark · 3 changes wait to be sent']);
    expect(both.title).toBe('Tasklark · 1 change needs your decision · 2 changes wait to be sent');
    expect((await badgeOf({ waiting: 5000, parked: 0 })).text).toBe('99+');
  });

  it('does not flicker for what is sent at once', async () => {
    let waiting = 1;
    const badge = openBadge(async () => ({ waiting, parked: 0 }));
    badge();
    waiting = 0;
    badge();
    await vi.runAllTimersAsync();
    expect(vi.mocked(browser.action.setBadgeText).mock.calls).toEqual([[{ text: '' }]]);
  });
});
