import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { Control } from '../../../entrypoints/controls/control';
import type { Hands } from '../../../entrypoints/controls/desk';
import { watchIntent } from '../../../entrypoints/controls/intent';
import type { Heard } from '../../../entrypoints/controls/parts';

const TASK = { brand: 'feishu', guid: 'e297ddff-06ca-4166-b917-4ce57cd3a7a0' } as const;
const control = { found: { link: { kind: 'task', ...TASK } } } as Control;
const event = (type: string, key = '') => ({ type, key, repeat: false }) as Heard;

let sent: { type: string; input: unknown }[];
let arrive: () => void;

/** Hands that note what reaches them; they come when the page script was injected, if at all. */
const hands = () => ({ hear: vi.fn(), engage: vi.fn(), mean: vi.fn(), redraw: vi.fn() }) satisfies Hands;

beforeEach(() => {
  sent = [];
  arrive = () => {};
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async (message: (typeof sent)[number]) => {
    sent.push(message);
    if (message.type === 'acts.inject') arrive();
    return { ok: true, value: null };
  }) as never);
});

function watch(inUse: Control[] = []) {
  const statuses = { known: () => ({}), read: vi.fn() };
  return {
    intent: watchIntent(
      statuses,
      () => {},
      () => inUse,
    ),
    statuses,
  };
}

const names = () => sent.map(({ type }) => type);

describe('before the hands are there', () => {
  it('pointing sends for them, once', () => {
    const { intent, statuses } = watch();
    intent.hear(control, event('pointerover'));
    intent.hear(control, event('pointerover'));
    expect(names()).toEqual(['acts.inject']);
    expect(statuses.read).toHaveBeenCalledWith({ kind: 'task', ...TASK });
  });

  it.each<[string, Heard, object]>([
    ['a click', event('click'), { ...TASK, action: 'complete' }],
    ['Enter', event('keydown', 'Enter'), { ...TASK, action: 'complete' }],
    ['E', event('keydown', 'e'), TASK],
  ])('%s asks in the popup', (_, pressed, input) => {
    watch().intent.hear(control, pressed);
    expect(sent).toContainEqual({ type: 'popup.open', input });
  });

  it('a shortcut waits for them, and asks in the popup when they do not come', async () => {
    await watch().intent.mean(control, 'reopen');
    expect(sent).toEqual([
      { type: 'acts.inject', input: {} },
      { type: 'popup.open', input: { ...TASK, action: 'reopen' } },
    ]);
  });
});

describe('hands that came', () => {
  it('take over the control in use, and hear the rest', async () => {
    const { intent } = watch([control]);
    const mine = hands();
    arrive = () => intent.take(mine);
    intent.hear(control, event('pointerover'));
    await vi.waitFor(() => expect(mine.engage).toHaveBeenCalledWith(control));
    intent.hear(control, event('click'));
    expect(mine.hear).toHaveBeenCalledTimes(1);
    expect(names()).toEqual(['acts.inject']);
  });

  it('do what the shortcut wished for that brought them', async () => {
    const { intent } = watch();
    const mine = hands();
    arrive = () => intent.take(mine);
    await intent.mean(control, 'complete');
    expect(mine.mean).toHaveBeenCalledWith(control, 'complete');
    expect(names()).toEqual(['acts.inject']);
  });
});
