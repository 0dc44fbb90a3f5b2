import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { actsOn, newId } from '../../../entrypoints/acts/acts';
import type { ShowToast } from '../../../entrypoints/acts/toast';
import type { Known } from '../../../entrypoints/controls/look';
import { ask } from '../../../lib/messages/ask';
import type { SiteMode } from '../../../lib/messages/contract';
import type { TaskStatus } from '../../../lib/task/status';
import { plainText } from '../../../lib/text/visible-text';

const showToast = vi.fn<ShowToast>();

const TASK = { brand: 'feishu', guid: 'e297ddff-06ca-4166-b917-4ce57cd3a7a0' } as const;
const OPEN: TaskStatus = {
  ...TASK,
  summary: 'Guide',
  status: 'todo',
  overdue: false,
  next: 'complete',
  may: true,
  notes: [],
  progress: 'settled',
};
const DONE: TaskStatus = { ...OPEN, status: 'done', next: 'reopen' };

let sent: { type: string; input: Record<string, unknown> }[];
let answers: Record<string, unknown>;
let known: Known;
let mode: SiteMode;
let lost: number;

beforeEach(() => {
  sent = [];
  known = { status: OPEN };
  mode = 'direct';
  lost = 0;
  answers = { 'action.propose': { ok: true, value: DONE }, 'action.undo': { ok: true, value: OPEN } };
  showToast.mockReset();
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation(((key: string) => key) as never);
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async (message: (typeof sent)[number]) => {
    sent.push(message);
    return answers[message.type] ?? { ok: true, value: null };
  }) as never);
});

/** Presses as a user would and waits for what it sets in motion. */
async function act(sure: boolean, wished?: 'complete' | 'reopen' | 'edit'): Promise<void> {
  const statuses = {
    known: () => known,
    read: () => {},
    put: (_: unknown, news: Known) => {
      known = { ...known, ...news };
    },
  };
  const desk = {
    statuses,
    ask,
    plainText,
    mode: () => mode,
    lost: () => {
      lost += 1;
    },
  };
  const run = actsOn(desk, showToast);
  run({ ...TASK }, sure, wished);
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(0));
  await Promise.resolve();
  await Promise.resolve();
}

const names = () => sent.map(({ type }) => type);

describe('a pressed ring', () => {
  it('acts at once on a direct site when the gate is sure, and says so with Undo', async () => {
    await act(true);
    expect(names()).toEqual(['action.propose']);
    expect(sent[0]?.input).toEqual({ ...TASK, action: 'complete', id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    await vi.waitFor(() => expect(showToast).toHaveBeenCalled());
    expect(showToast).toHaveBeenCalledWith({
      state: 'done',
      first: 'toast_completed',
      second: 'Guide',
      button: { name: 'toast_undo', press: expect.any(Function) },
    });
    expect(known).toMatchObject({ busy: false, status: DONE });
  });

  it.each<[string, boolean, SiteMode, Known]>([
    ['the gate doubts', false, 'direct', { status: OPEN }],
    ['the site asks', true, 'ask', { status: OPEN }],
    ['the task is not read yet', true, 'direct', {}],
    ['it may not be done', true, 'direct', { status: { ...OPEN, may: false } }],
    ['reading failed', true, 'direct', { status: OPEN, failure: { kind: 'offline', reason: 'no_network' } }],
  ])('asks in the popup when %s', async (_, sure, site, what) => {
    mode = site;
    known = what;
    await act(sure);
    expect(sent).toEqual([{ type: 'popup.open', input: { ...TASK, action: 'complete' } }]);
  });

  it('asks in the popup when the background wants it confirmed', async () => {
    answers['action.propose'] = { ok: false, failure: { kind: 'forbidden', reason: 'needs_confirm' } };
    await act(true);
    await vi.waitFor(() => expect(names()).toEqual(['action.propose', 'popup.open']));
    expect(sent[1]?.input).toEqual({ ...TASK, action: 'complete' });
  });

  it('leads to the options when signed out', async () => {
    known = { failure: { kind: 'signed-out', reason: 'no_account' } };
    await act(true);
    expect(names()).toEqual(['options.open']);
  });

  it('says what went wrong and what to do', async () => {
    answers['action.propose'] = { ok: false, failure: { kind: 'server', reason: 'not_stored' } };
    await act(true);
    await vi.waitFor(() => expect(showToast).toHaveBeenCalled());
    expect(showToast).toHaveBeenCalledWith({
      state: 'failed',
      first: 'toast_not_completed',
      second: 'failure_not_stored',
      button: { name: 'toast_open', press: expect.any(Function) },
    });
    expect(known.busy).toBe(false);
    showToast.mock.calls[0]?.[0].button?.press(true);
    expect(sent[1]).toEqual({ type: 'popup.open', input: TASK });
  });

  it('says what waits, why, and that it can be taken back', async () => {
    const failure = { kind: 'offline', reason: 'no_network' } as const;
    answers['action.propose'] = { ok: true, value: { ...DONE, progress: 'waiting', failure } };
    await act(true);
    await vi.waitFor(() => expect(showToast).toHaveBeenCalled());
    expect(showToast).toHaveBeenCalledWith({
      state: 'waiting',
      first: 'toast_completed_waiting',
      second: 'toast_offline',
      button: { name: 'toast_undo', press: expect.any(Function) },
    });
  });

  it('leads to the options when its failure is that of the account', async () => {
    answers['action.propose'] = { ok: false, failure: { kind: 'signed-out', reason: 'session_expired' } };
    await act(true);
    await vi.waitFor(() => expect(showToast).toHaveBeenCalled());
    showToast.mock.calls[0]?.[0].button?.press(true);
    expect(sent[1]).toEqual({ type: 'options.open', input: {} });
  });

  it('leaves when the extension is gone', async () => {
    answers['popup.open'] = { ok: false, failure: { kind: 'context-lost', reason: 'extension_reloaded' } };
    await act(false);
    await vi.waitFor(() => expect(lost).toBe(1));
  });

  it.each([
    ['complete', DONE, 'why_already_done'],
    ['reopen', OPEN, 'why_already_open'],
  ] as const)('offers no undo of what somebody else has done before: %s', async (next, found, said) => {
    known = { status: { ...OPEN, next } };
    answers['action.propose'] = { ok: true, value: { ...found, already: true } };
    await act(true);
    await vi.waitFor(() => expect(showToast).toHaveBeenCalledWith({ state: 'done', first: said, second: 'Guide' }));
  });

  it('takes a change back, and asks when that click is in doubt', async () => {
    await act(true);
    await vi.waitFor(() => expect(showToast).toHaveBeenCalled());
    const undo = showToast.mock.calls[0]?.[0].button?.press;
    undo?.(false);
    await vi.waitFor(() => expect(sent[1]).toEqual({ type: 'popup.open', input: { ...TASK, action: 'reopen' } }));
    undo?.(true);
    await vi.waitFor(() => expect(sent[2]?.type).toBe('action.undo'));
    expect(sent[2]?.input).toMatchObject({ of: sent[0]?.input.id });
    await vi.waitFor(() => expect(known.status).toEqual(OPEN));
  });

  it('asks when its time is over before somebody takes it back', async () => {
    answers['action.undo'] = { ok: false, failure: { kind: 'gone', reason: 'unknown' } };
    await act(true);
    await vi.waitFor(() => expect(showToast).toHaveBeenCalled());
    showToast.mock.calls[0]?.[0].button?.press(true);
    await vi.waitFor(() => expect(sent[2]).toEqual({ type: 'popup.open', input: { ...TASK, action: 'reopen' } }));
    expect(showToast).toHaveBeenCalledOnce();
  });
});

describe('a shortcut', () => {
  it('edits without a question about the site', async () => {
    await act(false, 'edit');
    expect(sent).toEqual([{ type: 'popup.open', input: TASK }]);
  });

  it('does not do what is done already, the popup says so', async () => {
    await act(true, 'reopen');
    expect(sent).toEqual([{ type: 'popup.open', input: { ...TASK, action: 'reopen' } }]);
  });
});

it('an id is a UUID in form and new each time', () => {
  const ids = new Set(Array.from({ length: 100 }, newId));
  expect(ids.size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
