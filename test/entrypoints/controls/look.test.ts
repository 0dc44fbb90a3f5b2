import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { type Known, lookOf } from '../../../entrypoints/controls/look';
import type { Failure } from '../../../lib/failure';
import type { RingState } from '../../../lib/task/ring-shapes';
import type { TaskStatus } from '../../../lib/task/status';
import messages from '../../../public/_locales/en/messages.json';

const NOW = new Date(2026, 10, 20, 12).getTime();
const OPEN: TaskStatus = {
  brand: 'feishu',
  guid: 'e297ddff-06ca-4166-b917-4ce57cd3a7a0',
  summary: 'Write the migration guide',
  status: 'todo',
  overdue: false,
  next: 'complete',
  may: true,
  notes: [],
  progress: 'settled',
};
const DONE: TaskStatus = { ...OPEN, status: 'done', next: 'reopen' };
const moment = (hours: number) => ({ timestamp: String(NOW + hours * 3_600_000) });
const failed = (kind: Failure['kind'], reason: Failure['reason']): Known => ({ failure: { kind, reason } });

beforeEach(() => {
  const words = messages as Record<string, { message: string } | undefined>;
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation(((key: string, values: string[] = []) =>
    (words[key]?.message ?? '').replace(/\$(\d)/g, (_, n: string) => values[Number(n) - 1] ?? '')) as never);
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('en');
});

describe('a control', () => {
  it.each<[RingState, Known]>([
    ['unread', {}],
    ['todo', { status: OPEN }],
    ['todo', { status: { ...OPEN, due: moment(1) } }],
    ['overdue', { status: { ...OPEN, due: moment(-1), overdue: true } }],
    ['done', { status: { ...DONE, due: moment(-1) } }],
    ['waiting', { status: { ...DONE, progress: 'waiting' } }],
    ['busy', { status: { ...DONE, progress: 'sending' } }],
    ['busy', { busy: true, status: OPEN }],
    ['failed', { status: { ...OPEN, progress: 'parked' } }],
    ['failed', failed('server', 'server_error')],
    ['failed', { status: OPEN, ...failed('offline', 'no_network') }],
    ['locked', { status: { ...OPEN, may: false, why: 'follower_only' } }],
    ['locked', failed('forbidden', 'no_read_right')],
    ['signed_out', failed('signed-out', 'no_account')],
  ])('shows %s', (state, known) => {
    expect(lookOf(known, 'Link words').state).toBe(state);
  });

  it.each<[string, Known]>([
    ['Complete task: Link words', {}],
    ['Complete task: Write the migration guide', { status: OPEN }],
    ['Reopen task: Write the migration guide', { status: DONE }],
    ['Complete task: Link words', failed('offline', 'no_network')],
    ['Complete task: Write the migration guide', { status: { ...OPEN, may: false, why: 'follower_only' } }],
    ['Reopen task: Write the migration guide', { status: { ...DONE, progress: 'waiting' } }],
    ['Sign in to Tasklark', failed('signed-out', 'session_expired')],
  ])('is named "%s"', (name, known) => {
    expect(lookOf(known, 'Link words').name).toBe(name);
  });

  it('keeps a title that was read once', () => {
    const look = lookOf({ status: OPEN, ...failed('offline', 'no_network') }, 'Link words');
    expect(look.title).toBe('Write the migration guide');
  });

  it('says why it cannot act', () => {
    const why = (known: Known) => lookOf(known, '').description;
    expect(why({ status: OPEN })).toBe('');
    expect(why({ status: { ...OPEN, progress: 'waiting' } })).toBe(messages.control_waiting.message);
    expect(why({ status: { ...OPEN, progress: 'parked' } })).toBe(messages.control_parked.message);
    expect(why({ status: { ...OPEN, may: false, why: 'follower_only' } })).toBe(messages.why_follower_only.message);
    expect(why(failed('offline', 'no_network'))).toBe(messages.failure_no_network.message);
  });

  it('makes control characters of a title visible', () => {
    const look = lookOf({ status: { ...OPEN, summary: ' a\u202eb\u3164c ' } }, '');
    expect(look.title).toBe('a⟨U+202E⟩b⟨U+3164⟩c');
  });
});
